"""A request as django-htmx leaves it, for the views that answer a POST with a page or with a part of one."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxHttpRequest(HttpRequest):
    htmx: HtmxDetails
