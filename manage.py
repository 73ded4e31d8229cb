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
    except (ContentError, ImproperlyConfigured) as error:
        # A file or a setting that is wrong: whoever wrote it needs the line and the reason, and no code.
        sys.exit(f"{error}")
