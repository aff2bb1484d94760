"""What needs attention in the work that a person directs: counts, each with its filter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from core.values.wording import counted
from roadmaps.domain.work import OPEN_STATUSES
from roadmaps.queries.date_requests import requests_waiting_for
from roadmaps.queries.school_plans import checks_waiting_for
from roadmaps.queries.work import waiting_for, watched_by
from roadmaps.querysets.work import DUE_SOON_DAYS, SILENT_DAYS

OFTEN = 2
"""So often sent back, work needs a talk rather than another comment."""


@dataclass(frozen=True, slots=True)
class Concern:
    """One count; `url` leads to the list that it counts, row for row."""

    words: str
    number: int
    url: str
    detail: str = ""


def concerns_of(user: Any, today: date) -> list[Concern]:
    """What is not in order, the most pressing first; nothing where all is well."""
    everything = watched_by(user)
    dated = _dated_counts(everything, today)
    often = everything.open().filter(returns__gte=OFTEN).count()
    silent = everything.of_silent_schools(today).aggregate(
        number=Count("pk"), schools=Count("school", distinct=True)
    )
    schools = counted(silent["schools"], "школа", "школы", "школ")
    found = [
        Concern("Просрочено", dated["overdue"], _list("state=overdue")),
        Concern("Ждут вашей проверки", waiting_for(user).count(), reverse("roadmaps:review")),
        Concern(
            "Дорожные карты школ на проверке",
            checks_waiting_for(user).count(),
            reverse("roadmaps:plan_checks"),
        ),
        Concern(
            "Просят другой срок",
            requests_waiting_for(user).count(),
            reverse("roadmaps:date_requests"),
        ),
        Concern("Возвращено дважды и больше", often, _list("state=often")),
        Concern(
            f"Школы молчат {SILENT_DAYS} дней", silent["number"], _list("state=silent"), schools
        ),
        Concern(
            f"Срок в ближайшие {DUE_SOON_DAYS} дней",
            dated["soon"],
            _list("state=open&period=fortnight"),
        ),
        Concern("Ждут даты", dated["undated"], _list("state=undated")),
    ]
    return [concern for concern in found if concern.number]


def _dated_counts(everything: Any, today: date) -> dict[str, int]:
    is_open = Q(status__in=[status.value for status in OPEN_STATUSES])
    until = today + timedelta(days=DUE_SOON_DAYS)
    return everything.order_by().aggregate(
        overdue=Count("pk", filter=is_open & Q(due_on__lt=today)),
        soon=Count("pk", filter=is_open & Q(due_on__gte=today, due_on__lte=until)),
        undated=Count("pk", filter=is_open & Q(due_on__isnull=True)),
    )


def _list(query: str) -> str:
    return f"{reverse('roadmaps:all_assignments')}?{query}"
