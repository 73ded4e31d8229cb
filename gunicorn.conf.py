"""How the site is served. No access log: nobody's visit is written down."""

import multiprocessing

wsgi_app = "recovery_site.wsgi"
workers = min(4, multiprocessing.cpu_count())
worker_class = "gthread"
threads = 4
accesslog = None
loglevel = "error"
limit_request_line = 2048
limit_request_fields = 50
limit_request_field_size = 4096
graceful_timeout = 20
timeout = 30
