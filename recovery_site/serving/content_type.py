"""Which form of body the site reads: UTF-8 and nothing else, decided once, before anything looks at the request.

Django takes the charset that a request names and decodes even the address with it; some names stand for what is no text
(`rot13`, `hex`), and some cannot be read at all (`charset*=zz''%ff`). Neither gets that far.
"""

from collections.abc import Callable, Iterable
from typing import Any

# A type that no page takes: whoever reads a body answers 415, and whoever reads none does not notice.
UNREADABLE = "application/x-unreadable"
UTF_8 = {"utf-8", "utf8"}

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def utf_8_alone(application: Application) -> Application:
    """A WSGI application that meets content types without parameters, each as `plain_type` has it."""

    def guarded(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = plain_type(environ.get("CONTENT_TYPE", ""))
        return application(environ, start_response)

    return guarded


def plain_type(content_type: str) -> str:
    """The media type in lower case and without parameters; UNREADABLE where a charset is named that is not UTF-8."""
    media_type, *parameters = content_type.lower().split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        # RFC 8187 writes a name with a star where the value is encoded: nobody needs that for a charset.
        if name.strip().rstrip("*").startswith("charset") and value.strip().strip("\"'") not in UTF_8:
            return UNREADABLE
    return media_type.strip()
