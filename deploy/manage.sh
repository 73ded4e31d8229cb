#!/bin/sh
# `manage.py` with the settings of this server, which the shell does not have by itself:
#   /srv/next24/deploy/manage.sh readiness
set -eu
cd "$(dirname "$0")/.."
settings="${NEXT24_ROOT:-}/etc/next24.env"
if [ -f "$settings" ]; then
  set -a
  # shellcheck source=/dev/null
  . "$settings"
  set +a
fi
exec .venv/bin/python manage.py "$@"
