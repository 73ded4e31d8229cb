"""A voice for Orca that writes down what it is told to say, one utterance a line. Orca itself imports it, in the system's Python."""

import os
from typing import Any

from gi.repository import GLib
from orca import speechserver


class SpeechServer(speechserver.SpeechServer):  # type: ignore[misc]  # its type is only where Orca is
    """What Orca asks of a voice: docstrings of the methods are in `orca.speechserver`."""

    _only: Any = None

    @staticmethod
    def getFactoryName() -> str:
        return "Written down"

    @staticmethod
    def getSpeechServers() -> list[Any]:
        return [SpeechServer.getSpeechServer()]

    @staticmethod
    def getSpeechServer(info: Any = None) -> Any:
        SpeechServer._only = SpeechServer._only or SpeechServer()
        return SpeechServer._only

    @staticmethod
    def shutdownActiveServers() -> None:
        pass

    def getInfo(self) -> list[str]:
        return ["written down", "written down"]

    def getVoiceFamilies(self) -> list[Any]:
        return []

    def speak(self, text: str | None = None, acss: Any = None, interrupt: bool = True) -> None:
        words = " ".join((text or "").split())
        if words:
            with open(os.environ["SPOKEN"], "a", encoding="utf-8") as paper:
                paper.write(words + "\n")

    def speakCharacter(self, character: str, acss: Any = None) -> None:
        self.speak(character)

    def speakKeyEvent(self, event: Any, acss: Any = None) -> None:
        pass

    def sayAll(self, utteranceIterator: Any, progressCallback: Any) -> None:
        GLib.idle_add(self._to_the_end, utteranceIterator)

    def _to_the_end(self, utterances: Any) -> bool:
        for context, _ in utterances:
            self.speak(context.utterance)
        return False

    def stop(self) -> None:
        pass

    def updateCapitalizationStyle(self) -> None:
        pass

    def updatePunctuationLevel(self) -> None:
        pass

    def shutdown(self) -> None:
        pass

    def reset(self, text: str | None = None, acss: Any = None) -> None:
        pass
