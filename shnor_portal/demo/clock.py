"""The past of the demonstration: what an office did on a day is recorded on that day.

Files come in summer, the list is calculated in September and approved by an order in October.
Recorded on the day when somebody starts the portal, the order would be older than the calculation
that it approves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from django.utils import timezone

_MORNING = time(9, 30)


@contextmanager
def happening_on(day: date) -> Iterator[None]:
    """Let the portal's clock go on from the morning of `day`; today and later it stays as it is."""
    real = timezone.now
    if day >= timezone.localdate():
        yield
        return
    began, morning = real(), timezone.make_aware(datetime.combine(day, _MORNING))
    timezone.now = lambda: morning + (real() - began)
    try:
        yield
    finally:
        timezone.now = real
