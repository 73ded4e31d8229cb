"""How the site is served. No access log: nobody's visit is written down."""

import multiprocessing
import resource

wsgi_app = "recovery_site.wsgi"
workers = min(4, multiprocessing.cpu_count())
worker_class = "gthread"
threads = 4
accesslog = None
loglevel = "error"
# Its own error log would hold the address and the IP of a request that fails.
logger_class = "recovery_site.logs.ServerLogger"
# Nothing is steered through a socket, and nothing is written to a home folder.
control_socket_disable = True
# A core dump holds memory, and memory holds the request being answered.
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
limit_request_line = 2048
limit_request_fields = 50
limit_request_field_size = 4096
graceful_timeout = 20
timeout = 30
