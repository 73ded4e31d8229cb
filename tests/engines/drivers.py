"""Three engines behind the same few commands: Chromium by Playwright, Firefox by Marionette, WebKit by WebDriver.

Firefox speaks WebDriver's commands over a socket of its own (Marionette), so it needs no geckodriver, which no package
registry carries. A script is the body of a function, as in WebDriver: it sees `arguments` and returns a value or an element.
"""

import base64
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from tests.browser.chromium import whole
from tests.browser.conftest import ARGUMENTS

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"Shift": "\ue008", "Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "Space": " ", "Down": "\ue015"}
# No background traffic and no first-run pages; nothing here changes what Firefox keeps of a page.
PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.server": "",
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "browser.safebrowsing.update.enabled": False,
    "browser.region.network.url": "",
    "browser.newtabpage.activity-stream.feeds.section.topstories": False,
    "network.proxy.type": 0,
    "network.dns.disableIPv6": True,
}  # fmt: skip


# The light of the device, for pages: 0 is dark.
SCHEME = "layout.css.prefers-color-scheme.content-override"


class Refused(Exception):
    """The browser could not do it: the page was on its way out, or an element was gone."""


class Engine(Protocol):
    """What a visitor does with any of them."""

    @property
    def name(self) -> str: ...
    def open(self, address: str) -> None: ...
    def run(self, script: str, *arguments: Any) -> Any: ...
    def click(self, finder: str, *arguments: Any) -> None: ...
    def back(self) -> None: ...
    def close(self) -> None: ...


class Driven(Engine, Protocol):
    """What a driver can do beside that."""

    def press(self, key: str) -> None: ...
    def reload(self) -> None: ...
    def size(self, width: int, height: int) -> None: ...
    def picture(self) -> bytes: ...
    def paper(self) -> bytes | None: ...


class Chromium:
    name = "Chromium"

    def __init__(self, folder: Path, *, dark: bool = False) -> None:
        with ExitStack() as stack:
            playwright = stack.enter_context(sync_playwright())
            # Playwright switches the page cache for Back off; real browsers have it on.
            browser = playwright.chromium.launch(
                executable_path=whole(), args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
            )
            self.page = browser.new_page(color_scheme="dark" if dark else "light")
            self.close = stack.pop_all().close

    def open(self, address: str) -> None:
        self.page.goto(address)

    def _ask(self, script: str, arguments: tuple[Any, ...]) -> Any:
        body = f"(given) => (function () {{ {script} }}).apply(null, given)"
        try:
            return self.page.evaluate_handle(body, list(arguments))
        except PlaywrightError as error:
            raise Refused(str(error)) from error

    def run(self, script: str, *arguments: Any) -> Any:
        return self._ask(script, arguments).json_value()

    def click(self, finder: str, *arguments: Any) -> None:
        element = self._ask(finder, arguments).as_element()
        if element is None:
            raise Refused(f"nothing to click: {arguments}")
        element.click(timeout=5000)

    def press(self, key: str) -> None:
        self.page.keyboard.press("ArrowDown" if key == "Down" else key)

    def back(self) -> None:
        self.page.go_back(wait_until="commit")

    def reload(self) -> None:
        self.page.reload()

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def picture(self) -> bytes:
        return self.page.screenshot()

    def darken(self, dark: bool) -> None:
        self.page.emulate_media(color_scheme="dark" if dark else "light")

    def paper(self) -> bytes | None:
        return self.page.pdf(format="A4", prefer_css_page_size=True)


class _WebDriver:
    """What Firefox and WebKit share. `send` takes a command of WebDriver, by its path and by its name in Marionette."""

    def send(self, path: str, name: str, body: dict[str, Any] | None = None) -> Any:
        raise NotImplementedError

    def open(self, address: str) -> None:
        self.send("url", "Navigate", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        return self.send("execute/sync", "ExecuteScript", {"script": script, "args": list(arguments)})

    def click(self, finder: str, *arguments: Any) -> None:
        element = self.run(finder, *arguments)
        if element is None:
            raise Refused(f"nothing to click: {arguments}")
        self.send(f"element/{element[ELEMENT]}/click", "ElementClick", {"id": element[ELEMENT]})

    def press(self, key: str) -> None:
        value = KEYS.get(key, key)
        actions = [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        body = {"actions": [{"type": "key", "id": "keys", "actions": actions}]}
        self.send("actions", "PerformActions", body)

    def back(self) -> None:
        self.send("back", "Back", {})

    def reload(self) -> None:
        self.send("refresh", "Refresh", {})

    def picture(self) -> bytes:
        return base64.b64decode(self.send("screenshot", "TakeScreenshot"))


class Firefox(_WebDriver):
    name = "Firefox"

    def __init__(
        self, folder: Path, *, dark: bool = False, more: dict[str, Any] | None = None, at: dict[str, str] | None = None
    ) -> None:
        """`at` is the environment of a screen on which to show the window; without it there is none."""
        self.profile = folder / "firefox"
        self.profile.mkdir(parents=True, exist_ok=True)
        preferences = {
            SCHEME: 0 if dark else 1,
            **PREFERENCES,
            **(more or {}),
        }
        (self.profile / "user.js").write_text(
            "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items())
        )
        port = self.profile / "MarionetteActivePort"
        port.unlink(missing_ok=True)
        command = [firefox() or "firefox", "--marionette", "--remote-allow-system-access"]
        command += ["--profile", str(self.profile), *([] if at else ["--headless"])]
        environment = {**os.environ, **(at or {}), "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"}
        self.said = (folder / "firefox.txt").open("wb")
        self.process = subprocess.Popen(command, env=environment, stdout=self.said, stderr=self.said)
        wait_for(lambda: port.exists() and port.read_text().strip(), self.process)
        self.socket = socket.create_connection(("127.0.0.1", int(port.read_text())), timeout=60)
        self.heard = self.socket.makefile("rb")
        self._hear()
        self.number = 0
        self.send("", "NewSession", {"capabilities": {"alwaysMatch": {"pageLoadStrategy": "normal"}}})

    def _hear(self) -> Any:
        length = b""
        while (one := self.heard.read(1)) != b":":
            if not one:
                raise Refused("Firefox has gone")
            length += one
        return json.loads(self.heard.read(int(length)))

    def send(self, path: str, name: str, body: dict[str, Any] | None = None) -> Any:
        self.number += 1
        command = name if ":" in name else f"WebDriver:{name}"
        message = json.dumps([0, self.number, command, body or {}]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._hear()
        if error:
            raise Refused(f"{error['error']}: {error['message']}")
        return answer["value"] if isinstance(answer, dict) and set(answer) == {"value"} else answer

    def itself(self, script: str, *arguments: Any) -> Any:
        """Run a script in the browser's own window instead of the page."""
        self.send("", "Marionette:SetContext", {"value": "chrome"})
        try:
            return self.run(script, *arguments)
        finally:
            self.send("", "Marionette:SetContext", {"value": "content"})

    def size(self, width: int, height: int) -> None:
        # A window has a least width that is more than a phone's; the page inside it has none.
        self.send("", "SetWindowRect", {"width": max(width, 500) + 50, "height": height + 200})
        size = "const view = gBrowser.selectedBrowser; [view.style.minWidth, view.style.maxWidth] = [arguments[0], arguments[0]];"
        self.itself(
            f"{size} [view.style.minHeight, view.style.maxHeight] = [arguments[1], arguments[1]];",
            f"{width}px",
            f"{height}px",
        )

    def darken(self, dark: bool) -> None:
        self.itself("Services.prefs.setIntPref(arguments[0], arguments[1])", SCHEME, 0 if dark else 1)

    def paper(self) -> bytes | None:
        page = {"width": 21.0, "height": 29.7}
        return base64.b64decode(self.send("", "Print", {"page": page, "background": False, "shrinkToFit": False}))

    def close(self) -> None:
        """End it as a person does, so that it writes what it wants to keep."""
        self.send("", "Marionette:Quit", {"flags": ["eForceQuit"]})
        self.process.wait(30)
        self._let_go()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(30)
        self._let_go()

    def _let_go(self) -> None:
        self.heard.close()
        self.socket.close()
        self.said.close()


class Screen:
    """A display for what cannot do without: WebKitGTK has no headless mode."""

    def __init__(self) -> None:
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self.process.stdout
        self.number = self.process.stdout.readline().decode().strip()

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(30)
        assert self.process.stdout
        self.process.stdout.close()


def at_screen(screen: Screen, home: Path, *, dark: bool = False) -> dict[str, str]:
    """The environment of a GTK program that is shown there; as root, WebKit has no sandbox."""
    return {
        **os.environ,
        "DISPLAY": f":{screen.number}",
        "GDK_BACKEND": "x11",
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "GTK_THEME": "Adwaita:dark" if dark else "Adwaita",
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        "NO_AT_BRIDGE": "1",
    }


class WebKit(_WebDriver):
    name = "WebKit"

    def __init__(self, folder: Path, *, dark: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.said = (folder / "webkit.txt").open("wb")
        self.screen = Screen()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = at_screen(self.screen, folder, dark=dark)
        self.process = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"], env=environment, stdout=self.said, stderr=self.said
        )
        self.address = f"http://127.0.0.1:{port}"
        wait_for(self._ready, self.process)
        options = {"binary": str(mini_browser()), "args": ["--automation"]}
        answer = self._post("/session", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
        self.address += f"/session/{answer['sessionId']}"

    def _ready(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.address}/status").close()
        except OSError:
            return False
        return True

    def _post(self, path: str, body: dict[str, Any] | None, method: str = "POST") -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(error.read().decode()) from error

    def send(self, path: str, name: str, body: dict[str, Any] | None = None) -> Any:
        return self._post(f"/{path}", body, "GET" if body is None else "POST")

    def size(self, width: int, height: int) -> None:
        self.send("window/rect", "SetWindowRect", {"width": width, "height": height})

    def paper(self) -> bytes | None:
        """WebKitGTK's driver has no command for printing."""
        return None

    def close(self) -> None:
        self._post("", None, "DELETE")
        self.process.terminate()
        self.process.wait(30)
        self.screen.close()
        self.said.close()


def wait_for(what: Any, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the browser ended before it was asked anything"
        if what():
            return
        time.sleep(0.05)
    raise AssertionError("the browser did not start")


def firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


def mini_browser() -> Path | None:
    """The plain browser that comes with WebKitGTK, where distributions put it."""
    found = [
        *Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser"),
        *Path("/usr/libexec").glob("webkit*gtk-*/MiniBrowser"),
    ]
    return max(found, default=None)


def system_python() -> str | None:
    """The system's own Python, where it can speak to WebKitGTK: distributions package that for no other."""
    python = "/usr/bin/python3"
    asked = [python, "-c", "import gi; gi.require_version('WebKit2', '4.1')"]
    can = Path(python).exists() and subprocess.run(asked, stderr=subprocess.DEVNULL, check=False).returncode == 0
    return python if can else None


def absent() -> dict[str, str]:
    """Each engine that this machine does not have, and what is missing for it."""
    missing = {}
    if not firefox():
        missing["Firefox"] = "no firefox-esr or firefox"
    programs = [program for program in ("WebKitWebDriver", "Xvfb") if not shutil.which(program)]
    if programs or not mini_browser():
        missing["WebKit"] = f"no {' and no '.join(programs or ['MiniBrowser'])}"
    elif not system_python():
        missing["WebKit"] = "the system's Python has no gi.repository.WebKit2"
    return missing


ENGINES: dict[str, Callable[..., Driven]] = {kind.name: kind for kind in (Chromium, Firefox, WebKit)}
HERE = [name for name in ENGINES if name not in absent()]
