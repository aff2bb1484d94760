"""What the log keeps of requests."""

import logging


class RefusalsInOneLine(logging.Filter):
    """A refusal is an answer, not a fault: its line stays, its traceback goes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record pass."""
        if getattr(record, "status_code", None) == 403:
            record.exc_info = None
            record.exc_text = None
        return True
