"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from recovery_site.serving.content_type import utf_8_alone
from recovery_site.serving.logs import write_no_values

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings")
application = utf_8_alone(get_wsgi_application())
write_no_values()
