"""Colours by name, and whether they can be read on each other: WCAG's contrast. Pure: style sheets in, complaints out."""

import re

COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")

# Text on its ground: WCAG 1.4.6 (AAA) asks for 7.
TEXT = [
    *((text, ground) for text in ("ink", "muted", "link") for ground in ("canvas", "surface", "tint")),
    ("on-primary", "primary"),
    ("on-primary", "primary-hover"),
    ("on-exit", "exit"),
    ("on-emergency", "emergency"),
    ("ink", "emergency-tint"),
    ("link", "emergency-tint"),
    ("emergency-text", "canvas"),
    ("emergency-text", "surface"),
    ("emergency-text", "emergency-tint"),
    ("closed", "surface"),
    ("closed", "tint"),
    ("open", "surface"),
    ("open", "tint"),
    ("ink", "closed-tint"),
    ("primary", "tint"),
    ("focus-ink", "focus"),
]
# Edges that say what a thing is: WCAG 1.4.11 asks for 3.
EDGES = [
    *(("control", ground) for ground in ("canvas", "surface", "tint")),
    ("emergency-text", "canvas"),
    ("primary", "canvas"),
    ("primary", "tint"),
    ("focus-ink", "canvas"),
]
SCHEMES = ("light", "dark")
LEAST_FOR_TEXT, LEAST_FOR_EDGES = 7, 3


def colours_of(sheet: str) -> dict[str, dict[str, str]]:
    """The colours of a sheet of ours by name, for each scheme."""
    light, _, dark = sheet.partition("prefers-color-scheme: dark")
    found = dict(COLOUR.findall(light))
    return {"light": found, "dark": {**found, **dict(COLOUR.findall(dark))}}


def pairs(scheme: str) -> list[tuple[str, str, int]]:
    """Each colour with its ground, and the least contrast between them."""
    # In the dark the ring around what has focus is yellow itself.
    edges = [("focus" if (scheme, edge) == ("dark", "focus-ink") else edge, ground) for edge, ground in EDGES]
    return [*((*pair, LEAST_FOR_TEXT) for pair in TEXT), *((*pair, LEAST_FOR_EDGES) for pair in edges)]


def too_faint(colours: dict[str, str], scheme: str) -> list[tuple[str, str, str]]:
    """Each pair whose contrast is too low in a scheme: the two names, and why."""
    return [
        (name, ground, f"--{name} on --{ground} has a contrast of {found:.1f} in the {scheme} scheme; at least {least}")
        for name, ground, least in pairs(scheme)
        if (found := contrast(colours[name], colours[ground])) < least
    ]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
