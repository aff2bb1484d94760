"""The zones that an office may choose say how far they are from Moscow."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from roadmaps.forms.reminders import ZONES


def test_each_zone_is_as_far_from_moscow_as_it_says() -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    moscow = noon.astimezone(ZoneInfo("Europe/Moscow")).utcoffset()
    for name, label in ZONES:
        own = noon.astimezone(ZoneInfo(name)).utcoffset()
        found = re.search(r"МСК([−+])(\d)", label)
        hours = int(found[2]) * (1 if found[1] == "+" else -1) if found else 0
        assert own is not None
        assert moscow is not None
        assert own - moscow == timedelta(hours=hours), label
