"""QR codes for an address of this site. Without SITE_URL there is no address worth printing, and no code."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

# Level M survives a fold and a coffee stain; four modules of white are the standard's quiet zone.
ERROR_LEVEL = "m"
QUIET_ZONE = 4


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error=ERROR_LEVEL, boost_error=True)


def svg(address: str, title: str) -> SafeString:
    """An SVG element without inline style, to stand in a page; `title` is its text alternative."""
    out = io.BytesIO()
    _code(address).save(
        out, kind="svg", border=QUIET_ZONE, xmldecl=False, svgns=True, omitsize=True, title=title,
        svgclass="qr", lineclass="qr__modules", light="#fff", dark="#000",
    )  # fmt: skip
    return mark_safe(out.getvalue().decode())  # noqa: S308
