"""QR codes for an address of this site. Without SITE_URL there is no address worth printing, and no code."""

import io

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

# Level M survives a fold and a coffee stain; four modules of white are the standard's quiet zone.
ERROR_LEVEL = "m"
QUIET_ZONE = 4
DARK, LIGHT = "#000", "#fff"
# A file that is 30 mm wide at this density stays sharp on any printer.
DOTS_PER_INCH = 300
DOTS_A_MODULE = 10


def printed_address(path: str) -> str:
    """The address to print for a path of this site; empty where the operator has set none."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else ""


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error=ERROR_LEVEL, boost_error=True)


def svg(address: str, title: str) -> SafeString:
    """An SVG element without inline style, to stand in a page; `title` is its text alternative."""
    out = io.BytesIO()
    _code(address).save(
        out, kind="svg", border=QUIET_ZONE, xmldecl=False, svgns=True, omitsize=True, title=title,
        svgclass="qr", lineclass="qr__modules", light=LIGHT, dark=DARK,
    )  # fmt: skip
    return mark_safe(out.getvalue().decode())  # noqa: S308


def svg_file(address: str) -> bytes:
    """The code as a file of its own, for a document or a poster of any size."""
    out = io.BytesIO()
    _code(address).save(
        out, kind="svg", border=QUIET_ZONE, scale=DOTS_A_MODULE, title=address, light=LIGHT, dark=DARK,
        svgclass=None, lineclass=None,
    )  # fmt: skip
    return out.getvalue()


def png_file(address: str) -> bytes:
    """The code as a picture, for programs that take no SVG."""
    out = io.BytesIO()
    _code(address).save(
        out, kind="png", border=QUIET_ZONE, scale=DOTS_A_MODULE, dpi=DOTS_PER_INCH, light=LIGHT, dark=DARK
    )
    return out.getvalue()
