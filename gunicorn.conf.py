"""How the site is served. No access log: nobody's visit is written down.

Reached directly, gunicorn takes threads, so that a slow reader holds one thread and not a whole worker. Behind nginx on
a unix socket it is started with a worker of our own, a `sync` one (deploy/systemd/): see docs/decisions/workers.md.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from recovery_site.environment import chosen
from recovery_site.serving.cores import cores

wsgi_app = "recovery_site.wsgi"

try:
    settings = chosen(os.environ)
except ImproperlyConfigured:
    # `on_starting` says what is wrong, in a line for each, before anything listens.
    settings = chosen({})

# This machine alone, unless HOST says otherwise. systemd hands over a socket, which goes before both.
bind = f"{settings['HOST'] or '127.0.0.1'}:{settings['PORT'] or '8000'}"
# Two at least: when one is killed, another answers while the next one starts.
workers = int(settings["WEB_CONCURRENCY"] or max(2, cores()))
worker_class = "recovery_site.serving.worker.ThreadWorker"
threads = 4
# Workers are not preloaded: a reload (HUP) then reads new words and new code.
preload_app = False
# A worker tells it is alive through a file: in memory, so that neither a slow nor a read-only disk stops it.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# A worker that is told to stop finishes what it has begun.
graceful_timeout = 20
timeout = 30
# How long gthread keeps an idle connection.
keepalive = 5

# Nobody in front tells it anything: not the scheme, which follows SITE_URL, and not where the site stands.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}

accesslog = None
loglevel = "error"
# Its own error log would hold the address and the IP of a request that fails.
logger_class = "recovery_site.serving.logs.ServerLogger"
# Nothing is steered through a socket, and nothing is written to a home folder.
control_socket_disable = True
# A core dump holds memory, and memory holds the request being answered.
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def on_starting(server: object) -> None:
    """Open the settings and the words once, in a process of their own: what is wrong is said in one line, and nothing starts."""
    opened = subprocess.run([sys.executable, "manage.py", "version"], capture_output=True, text=True, check=False)  # noqa: S603
    if opened.returncode:
        print(opened.stderr.strip(), file=sys.stderr)
        sys.exit(1)


def when_ready(server: Any) -> None:
    """Say where the site is, for whoever started it by hand."""
    if sys.stdout.isatty():
        print(f"The site answers at {', '.join(map(str, server.LISTENERS))}", flush=True)


limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 8190
