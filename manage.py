#!/usr/bin/env python
"""Django's command line for this site."""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from prose.content_error import ContentError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings")
    try:
        django.setup()
        execute_from_command_line(sys.argv)
    except ContentError as error:
        # Files that are wrong: whoever wrote them needs the lines and the reasons, all of them, and no code.
        from recovery_site.mistakes import everything_wrong  # noqa: PLC0415

        sys.exit(f"{everything_wrong(error)}")
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")
