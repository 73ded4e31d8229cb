"""The site's own settings with two views more: see faulty_urls."""

from recovery_site.settings import *  # noqa: F403

ROOT_URLCONF = "tests.prove.faulty_urls"
