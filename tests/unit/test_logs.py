"""What a fault may leave in a log: where it happened. Never a value that came from someone."""

import logging
import sys
import warnings

import pytest
from django.test import RequestFactory
from django.urls import resolve
from gunicorn.config import Config

from recovery_site.serving.logs import QuietFormatter, QuietReporter, ServerLogger, WorkerFormatter, write_no_values

SECRET = "somebody-at-203.0.113.7"


def record_of(message: object, *args: object) -> logging.LogRecord:
    """A record as a fault leaves it: with a message, arguments and an exception that all quote the request."""
    try:
        raise ValueError(SECRET)
    except ValueError:
        return logging.LogRecord("gunicorn.error", logging.ERROR, "place.py", 7, message, args, sys.exc_info())


def in_a_worker() -> WorkerFormatter:
    formatter = WorkerFormatter("%(message)s", "")
    formatter.first_process = -1
    return formatter


@pytest.mark.parametrize("message", [f"Invalid request from ip={SECRET}", "Error handling request %s"])
def test_worker_says_where_and_nothing_of_the_request(message):
    args = (SECRET,) if "%s" in message else ()
    said = in_a_worker().format(record_of(message, *args))
    assert SECRET not in said
    assert "test_logs.py" in said
    assert "builtins.ValueError" in said


def test_first_process_speaks_freely_because_it_meets_no_visitor():
    said = WorkerFormatter("%(message)s", "").format(record_of("Connection in use: %s", "('127.0.0.1', 8000)"))
    assert said.startswith("Connection in use: ('127.0.0.1', 8000)")


def test_server_logger_formats_every_handler():
    configuration = Config()
    configuration.set("errorlog", "-")
    logger = ServerLogger(configuration)
    assert logger.error_log.handlers
    assert all(isinstance(handler.formatter, WorkerFormatter) for handler in logger.error_log.handlers)
    assert not logger.access_log_enabled


@pytest.mark.parametrize("message", [SECRET, "Asked for %s"])
def test_record_without_a_request_quotes_nothing(message):
    args = (SECRET,) if "%s" in message else ()
    said = QuietFormatter().format(record_of(message, *args))
    assert SECRET not in said
    assert "test_logs.py" in said


def test_record_of_a_request_names_its_route_and_neither_address_nor_query():
    record = record_of("Internal Server Error: %s", f"/articles/{SECRET}/")
    request = RequestFactory().get(f"/articles/{SECRET}/?country={SECRET}")
    request.resolver_match = resolve(f"/articles/{SECRET.replace('.', '-')}/")
    vars(record)["request"] = request
    said = QuietFormatter().format(record)
    assert "route 'articles/<slug:slug>/'" in said
    assert SECRET not in said


def test_django_report_holds_no_request_and_no_values():
    request = RequestFactory().post("/check-in/questions/", {"more": SECRET}, headers={"User-Agent": SECRET})
    answers = {"more": SECRET}
    try:
        raise ValueError(len(answers))
    except ValueError:
        reporter = QuietReporter(request, *sys.exc_info())
    assert SECRET not in reporter.get_traceback_text()
    assert SECRET not in reporter.get_traceback_html()


def test_django_uses_the_quiet_report(settings):
    assert settings.DEFAULT_EXCEPTION_REPORTER == "recovery_site.serving.logs.QuietReporter"


def test_warning_quotes_nothing(capsys, monkeypatch):
    monkeypatch.setattr(logging, "raiseExceptions", True)
    try:
        write_no_values()
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            logging.captureWarnings(True)
            warnings.warn(SECRET, stacklevel=1)
        assert SECRET not in "".join(capsys.readouterr())
        assert logging.raiseExceptions is False
    finally:
        logging.captureWarnings(False)
