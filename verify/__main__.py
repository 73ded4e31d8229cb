"""`make verify SITE=https://next24.example`: is what a running copy shows what this release makes?

It asks for every public page and file, for every country, as a browser does, and compares each byte and each header with what this checkout makes
with the settings that the copy states, for the minute of the copy's own clock. Public pages are the same for everyone, so
a stranger can do this. After the address, `--no-country` leaves out what a choice of country changes, and addresses such as
`/help/ie/` look at those alone. Whoever has the folder of texts that a copy adds to ours names it in `SITE_FOLDER`.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any

from verify.asking import BROWSER, PROGRAM, Answer, Asked, Copy
from verify.comparing import differences
from verify.release import STATEMENT, Release, settle

NO_COUNTRY = "--no-country"
CLOCK_MAY_BE_OFF = timedelta(minutes=2)
CANNOT_SEE = """
It cannot see what a host writes down about visitors, what another program on that machine does, or what is shown only to
some visitors. The page /private/ of the copy says what its host states about that."""


def main(arguments: list[str]) -> int:
    if not arguments or not arguments[0]:
        print("Which copy? make verify SITE=https://next24.example")
        return 2
    site, *options = arguments
    try:
        copy = Copy(site.rstrip("/"))
        first = copy.ask(Asked(STATEMENT), PROGRAM)
        stated = statement(first)
        settle(stated)
        return report(copy, Release(copy.host), stated, first.instant, options)
    except (OSError, HTTPException, ValueError) as why:
        print(f"{site} could not be looked at: {why}")
        return 2
    except Exception as why:
        if type(why).__name__ != "ImproperlyConfigured":
            raise
        print(f"{site} states settings that this release refuses: {why}")
        return 2


def statement(answer: Answer) -> dict[str, Any]:
    """What a copy says of itself. Raises ValueError where it says nothing that can be read."""
    if answer.status != 200:
        raise ValueError(
            f"{STATEMENT} answers {answer.status}: no copy of this software, or one from before version 0.2"
        )
    stated = json.loads(answer.body)
    if not isinstance(stated, dict) or not isinstance(stated.get("settings"), dict):
        raise ValueError(f"{STATEMENT} holds no settings")
    return stated


def report(copy: Copy, release: Release, stated: dict[str, Any], instant: datetime, options: list[str]) -> int:
    """Ask, compare and say; the exit status is 1 where something differs."""
    from recovery_site.release import FILES, OWN_FOLDER, VERSION  # noqa: PLC0415

    print(f"{copy.host} states version {stated.get('version')}, and this is version {VERSION}.")
    if stated.get("files") != FILES:
        print(
            "It states other files than those of this checkout: get the release that it names, or expect differences."
        )
    if stated.get("site_folder", "") != OWN_FOLDER:
        print(
            "It states texts of its own that are not those given here. Whoever has that folder compares with SITE_FOLDER=…;"
        )
        print(
            "without it, every page that holds a text of theirs differs, and only a reader can say whether that is right."
        )
    only = [Asked(path) for path in options if path.startswith("/")]
    wanted = only or release.everything(instant, countries=NO_COUNTRY not in options)
    print(f"Asking for {len(wanted)} pages and files …")
    found = {asked: told for asked in wanted if (told := compare(copy, release, asked))}
    if abs(datetime.now(UTC) - instant) > CLOCK_MAY_BE_OFF:
        print("Its clock is not this machine's: what it says is open now may not be.")
    for asked, told in found.items():
        print(f"\n{asked}")
        for one in told:
            print(f"  {one}")
    same = len(wanted) - len(found)
    print(f"\n{same} of {len(wanted)} pages and files are those of release {VERSION}, with their headers.")
    print("No page loads anything from elsewhere." if not _elsewhere(found) else "Something is loaded from elsewhere.")
    print(CANNOT_SEE)
    return 1 if found else 0


def compare(copy: Copy, release: Release, asked: Asked) -> list[str]:
    """What differs, whoever asks: a browser that takes compressed answers, and a program that takes none."""
    found: list[str] = []
    for visitor, name in ((BROWSER, ""), (PROGRAM, " (asked as a program, not as a browser)")):
        theirs = copy.ask(asked, visitor)
        for told in _at_its_minute(release, asked, theirs, copy.host):
            if told not in found:
                found.append(told + name)
        if found:
            break
    return found


def _at_its_minute(release: Release, asked: Asked, theirs: Answer, host: str) -> list[str]:
    """Compare for the second in which the copy answered. It may have begun in the one before."""
    try:
        instant = theirs.instant
    except (TypeError, ValueError):
        return ["does not say when it answered: the header date is missing"]
    found: list[str] = []
    for moment in (instant, instant - timedelta(seconds=1)):
        found = differences(release.ask(asked, moment), theirs, host)
        if not found:
            break
    return found


def _elsewhere(found: dict[Asked, list[str]]) -> bool:
    return any("loads " in one for told in found.values() for one in told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
