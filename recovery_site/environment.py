"""What an operator may choose, read from the environment and checked. A mapping goes in, values come out; of the disk it asks
only whether a folder is there.

Every value is checked as a visitor would meet it, and everything that is wrong is said at once, by name.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
# A name and an address end in the browser's history: beside what no title may hold, what a name alone tells.
TELLING = re.compile(r"cocain|drug|addict|abus|overdos|suicid|rehab|relaps|sober|sobri|detox|narcotic", re.IGNORECASE)
# The name stands on every screen of the check-in, whose answers are all of one size.
LONGEST_NAME = 40
LONGEST_HOST = 253
CHECKOUT = Path(__file__).resolve().parent.parent
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def _text(value: str) -> str:
    if any(not mark.isprintable() for mark in value):
        raise ValueError("must be one line of plain text")
    return value.strip()


def _flag(value: str) -> bool:
    if (lower := value.strip().lower()) not in YES | NO:
        raise ValueError(f"is 1 or 0; it is {value!r}")
    return lower in YES


def _site_url(value: str) -> str:
    address = _text(value).rstrip("/")
    if not address:
        return ""
    found = re.fullmatch(r"(https?)://(\[[^\]]*\]|[^\[\]:/?#@\s]+)(?::(\d{1,5}))?", address, re.IGNORECASE)
    if not found or not is_host(found[2].lower()) or not 0 < int(found[3] or 1) < 65536:
        raise ValueError(f"must look like https://example.org, without a path; it is {value!r}")
    if TELLING.search(found[2]):
        raise ValueError(f"ends in browser histories, and {found[2]!r} says too much: take a host with a neutral name")
    return address.lower()


def is_host(name: str) -> bool:
    """Whether a lower-case name, as it stands in an address, can be a host: an address of a machine or a name with labels."""
    try:
        if name.startswith("["):
            return bool(IPv6Address(name[1:-1]))
        return bool(ip_address(name))
    except ValueError:
        labels = name.split(".")
        return len(name) <= LONGEST_HOST and all(map(LABEL.fullmatch, labels)) and not labels[-1].isdigit()


def _site_name(value: str) -> str:
    name = _text(value) or "The Next 24"
    if TELLING.search(name):
        raise ValueError(f"ends in browser histories, and {name!r} says too much: take a neutral name")
    if len(name) > LONGEST_NAME:
        raise ValueError(f"has {len(name)} characters; at most {LONGEST_NAME} fit on every page")
    return name


def _contact(value: str) -> str:
    contact = _text(value).removeprefix("mailto:")
    if contact and not MAIL.fullmatch(contact) and not _is_https(contact):
        raise ValueError(f"must be one e-mail address or one https address; it is {value!r}")
    return contact


def _offer(value: str) -> str:
    address = _text(value)
    if address and not _is_https(address):
        raise ValueError(f"must be an address that starts with https://; it is {value!r}")
    return address


def _is_https(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return (
            parts.scheme == "https" and is_host((parts.hostname or "").lower()) and not re.search(r"[\s<>\"]", address)
        )
    except ValueError:
        return False


def _country(value: str) -> str:
    return _text(value).lower()


def _port(value: str) -> str:
    if (port := _text(value)) and (not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65536):
        raise ValueError(f"is the port to listen on, from 1 to 65535; it is {value!r}")
    return port


def _host(value: str) -> str:
    """Where to listen, as gunicorn writes it: an address of the sixth version stands in brackets."""
    host = _text(value).removeprefix("[").removesuffix("]")
    try:
        return host if host in {"", "localhost"} else f"[{host}]" if ip_address(host).version == 6 else host
    except ValueError as error:
        raise ValueError(
            f"is the address to listen on: 127.0.0.1 for this machine alone, 0.0.0.0 for all; it is {value!r}"
        ) from error


def _workers(value: str) -> str:
    """gunicorn reads it itself; here it is only looked at."""
    if value and not re.fullmatch(r"[1-9][0-9]{0,2}", value):
        raise ValueError(f"must be a whole number, 1 or more; it is {value!r}")
    return value


def _folder(value: str) -> str:
    """A folder that is there; "" where none is named."""
    if not (name := _text(value)):
        return ""
    folder = Path(name).expanduser().resolve()
    if not folder.is_dir():
        raise ValueError(f"names no folder: there is no {folder}")
    if CHECKOUT.is_relative_to(folder):
        raise ValueError(f"names the folder that holds the software; take one of its own, such as {CHECKOUT}-site")
    return str(folder)


CHOICES: dict[str, Callable[[str], str | bool]] = {
    "DEBUG": _flag,
    "SITE_URL": _site_url,
    "SITE_NAME": _site_name,
    "SITE_FOLDER": _folder,
    "DEFAULT_COUNTRY": _country,
    "OPERATOR_NAME": _text,
    "OPERATOR_CONTACT": _contact,
    "HOST_STATEMENT": _text,
    "FUNDING_STATEMENT": _text,
    "OFFER_URL": _offer,
    "OFFER_LABEL": _text,
    "SOURCE_URL": _offer,
    "HOST": _host,
    "PORT": _port,
    "WEB_CONCURRENCY": _workers,
}
# What visitors see of them anyway, and so what a copy states of itself for whoever compares it with the release.
HOW_IT_RUNS = {"DEBUG", "HOST", "PORT", "SITE_FOLDER", "WEB_CONCURRENCY"}
STATED = tuple(name for name in CHOICES if name not in HOW_IT_RUNS)


def with_file(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The environment, and beneath it what the server's file of settings says, where `SETTINGS_FILE` names one.

    So a command run by hand sees the copy as its service does. The file is systemd's: NAME=value, a line each. Raises
    ImproperlyConfigured where it cannot be read.
    """
    if not (name := environ.get("SETTINGS_FILE", "")):
        return environ
    try:
        lines = Path(name).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"SETTINGS_FILE cannot be read: {error}") from error
    said = (line.strip().partition("=") for line in lines if not line.lstrip().startswith(("#", ";")) and "=" in line)
    return {**{key.strip(): _unquoted(value.strip()) for key, _, value in said}, **environ}


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def chosen(environ: Mapping[str, str]) -> dict[str, str | bool]:
    """Every choice by its name, checked. Raises ImproperlyConfigured with one line for each thing that is wrong."""
    values: dict[str, str | bool] = {}
    wrong = [f"{name} is no setting: {known} is meant." for name, known in misspelt(environ)]
    for name, read in CHOICES.items():
        try:
            values[name] = read(environ.get(name, ""))
        except ValueError as why:
            wrong.append(f"{name} {why}.")
    if bool(environ.get("OFFER_URL")) != bool(environ.get("OFFER_LABEL")):
        wrong.append("OFFER_URL and OFFER_LABEL go together: set both or neither.")
    if wrong:
        raise ImproperlyConfigured("\n".join(wrong))
    return values


def misspelt(environ: Mapping[str, str]) -> list[tuple[str, str]]:
    """Names that are almost those of a setting, each with the one that is meant. Short ones are left alone: they are others' too."""
    long = {name.replace("_", ""): name for name in CHOICES if len(name) > len("DEBUG")}
    names = ((name, name.upper().replace("_", "")) for name in environ if name not in CHOICES)
    near = ((name, _swapped(bare, long) or get_close_matches(bare, long, 1, 0.88)) for name, bare in names)
    return [(name, long[found[0]]) for name, found in near if found]


def _swapped(name: str, known: Iterable[str]) -> list[str]:
    """The known name of which this is a slip of two neighbouring letters: in a short one that weighs more than a likeness allows."""
    turned = {name[:place] + name[place + 1] + name[place] + name[place + 2 :] for place in range(len(name) - 1)}
    return [one for one in known if one in turned]
