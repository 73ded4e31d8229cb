"""Loaded before any setting is read: the tests prove the software, whatever folder of its own this copy has."""

import os

os.environ.pop("SITE_FOLDER", None)
