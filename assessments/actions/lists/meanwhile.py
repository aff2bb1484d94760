"""Two people on one draft: what a page showed may be another by the time it is sent."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import AuditEvent
from accounts.querysets import AuditEventQuerySet
from assessments.models import ApprovedList, ListEntry
from assessments.queries.list_drafts import mark_of, mark_of_school
from core.web.refusals import NotPossible
from schools.models import School

SCHOOL = (
    "Пока страница была открыта, о школе решили иначе{who}: {now}. Ваше не записано, набранное "
    "осталось. Если решение остаётся за вами, сохраните ещё раз."
)
LIST = (
    "Пока страница была открыта, проект изменили{who}. Перечень не утверждён: посмотрите, что в "
    "нём теперь, и утвердите ещё раз."
)


def require_seen_school(
    held: ApprovedList, school: School, entry: ListEntry | None, seen: str
) -> None:
    """NotPossible where the draft says of the school something else than the page that sent `seen`.

    A page that was opened for another school has not shown this one.
    """
    of_school = seen.partition("-")[0] == str(school.pk)
    if not of_school or seen == mark_of_school(held, school.pk):
        return
    now = f"{entry.category_words}. {entry.decision}" if entry else "не включена"
    about = _about(held).filter(summary__startswith=f"{school}: ")
    raise NotPossible(SCHOOL.format(who=_who(about.first()), now=now.strip().rstrip(".")))


def require_seen_list(held: ApprovedList, seen: str) -> None:
    """NotPossible where the draft is another than the one that the page showed before approval."""
    if seen and seen != mark_of(held):
        raise NotPossible(LIST.format(who=_who(_about(held).first())))


def _about(held: ApprovedList) -> AuditEventQuerySet:
    return AuditEvent.objects.about(ApprovedList._meta.label_lower, held.pk)


def _who(event: AuditEvent | None) -> str:
    if event is None:
        return ""
    return f" ({event.actor_name}, {timezone.localtime(event.at):%H:%M %d.%m.%Y})"
