"""The directory of people to call: every country and every line, read and checked once at start."""

from support.directory.loading import COUNTRIES, EVERY_LINE, HELPLINES, HOME_COUNTRIES, KNOWN, zone_of

__all__ = ["COUNTRIES", "EVERY_LINE", "HELPLINES", "HOME_COUNTRIES", "KNOWN", "zone_of"]
