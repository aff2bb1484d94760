"""«Понедельник» of a municipality from its assignments."""

from datetime import date, datetime, time, timedelta
from textwrap import shorten
from typing import Any

from django.utils import timezone

from core.values.natural_order import natural_key
from reports.builders.request import DEFAULT_HEAD
from reports.domain.document import Document
from reports.domain.monday import Due, Late, MondayFacts, compose, weeks_of
from reports.domain.office import Office
from roadmaps.models import Assignment
from roadmaps.queries.progress import by_party, by_school, coming_dates, lines_with_overdue
from roadmaps.queries.rollups import read_rules
from schools.models import Municipality

TITLE_WIDTH = 50


def build_monday(municipality: Municipality, day: date) -> Document:
    """The sheet of an office as of `day`."""
    office = Office(
        name=municipality.office_name,
        municipality=municipality.name,
        municipality_genitive=municipality.name_genitive,
        signer_post=municipality.head_post or DEFAULT_HEAD,
    )
    return compose(_facts(municipality, day), office, day)


def _facts(municipality: Municipality, day: date) -> MondayFacts:
    place = {"occurrence__activity__roadmap__municipality": municipality}
    work: Any = Assignment.objects.in_force().of_office_plans().filter(**place)
    monday, _, end = weeks_of(day)
    submitted = list(work.waiting_for_review().values_list("submitted_at", flat=True))
    silent = work.of_silent_schools(day).order_by().values_list("school__name", flat=True)
    accepted = work.filter(
        accepted_at__gte=_start(monday - timedelta(days=7)), accepted_at__lt=_start(monday)
    )
    return MondayFacts(
        late=tuple(_late(work, day)),
        due=tuple(_due(work, monday, end)),
        waiting=len(submitted),
        longest_days=max(
            ((day - timezone.localdate(at)).days for at in submitted if at), default=0
        ),
        silent=tuple(sorted(set(silent), key=natural_key)),
        accepted=accepted.count(),
        postponed=work.postponed(day).count(),
        moved_times=sum(work.open().with_moves().values_list("moves", flat=True)),
    )


def _late(work: Any, day: date) -> list[Late]:
    lines = lines_with_overdue([*by_school(work, day), *by_party(work, day)])
    found = [
        Late(line.name, line.progress.overdue, line.oldest_due_on, line.progress.postponed)
        for line in lines
        if line.oldest_due_on is not None
    ]
    return sorted(found, key=lambda late: (-late.number, late.oldest))


def _due(work: Any, monday: date, end: date) -> list[Due]:
    days = (end - monday).days - 1
    return [
        Due(
            one.due_on,
            shorten(f"{one.number} {one.activity}".strip(), TITLE_WIDTH, placeholder="…"),
            one.words,
        )
        for one in coming_dates(work, monday, days, rules=read_rules(work))
    ]


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
