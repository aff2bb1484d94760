import logging
import sys

from core.web.log_filters import RefusalsInOneLine


def record_of(status_code):
    try:
        raise PermissionError
    except PermissionError:
        record = logging.LogRecord("web", 30, "", 0, "Forbidden: /x/", (), sys.exc_info())
    record.status_code = status_code
    return record


def test_a_refusal_is_logged_in_one_line():
    record = record_of(403)
    assert RefusalsInOneLine().filter(record)
    assert record.exc_info is None


def test_a_fault_keeps_its_traceback():
    record = record_of(500)
    assert RefusalsInOneLine().filter(record)
    assert record.exc_info is not None
