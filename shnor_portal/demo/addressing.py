"""Whom activities of the demonstration concern, and schools that ask for another date."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import User
from roadmaps.actions.audience import set_audience
from roadmaps.actions.date_requests import agree_to_date, ask_for_date, refuse_date
from roadmaps.actions.saved_filters import save_filter
from roadmaps.domain.audience import Audience
from roadmaps.domain.work import Status
from roadmaps.models import ActivityParty, Assignment, DateRequest, Roadmap
from roadmaps.queries.audience import addressed_of, audience_mark
from shnor_portal.demo.work import Workers

FOR_LISTED = "Разработка школьных программ перехода в эффективный режим"
WHY_LISTED = "Программа нужна школам из перечня ШНОР, приказ от 12 января № 14, пункт 3"
REASONS = (
    "В школе карантин, педсовет перенесли на две недели.",
    "Заместитель директора на курсах до конца месяца.",
    "Ждём протоколы из регионального центра.",
)
REFUSED_BECAUSE = "Протоколы пришли 20 числа, срок прежний."


def address(roadmap: Roadmap, by: User) -> None:
    """One activity is for the schools of the list; a filter is shared with everybody."""
    link = ActivityParty.objects.select_related("activity__roadmap__municipality", "party").get(
        activity__roadmap=roadmap, activity__title=FOR_LISTED
    )
    set_audience(
        link=link,
        by=by,
        audience=Audience.LISTED,
        reason=WHY_LISTED,
        seen=audience_mark(addressed_of(link)),
    )
    save_filter(roadmap=roadmap, by=by, name="Просрочено", query="state=overdue", is_shared=True)


def ask_for_dates(roadmap: Roadmap, workers: Workers, today: date) -> None:
    """Three schools ask: one waits for an answer, one got another date, one did not."""
    owed = (
        Assignment.objects.with_due()
        .filter(occurrence__activity__roadmap=roadmap, school__isnull=False, status=Status.ASSIGNED)
        .filter(due_on__gt=today + timedelta(days=2))
        .select_related("occurrence__activity__roadmap__municipality", "school", "party__user")
        .order_by("due_on", "pk")[: len(REASONS)]
    )
    now = timezone.now()
    asked = [_ask(one, reason, workers, now) for one, reason in zip(owed, REASONS, strict=False)]
    for request in asked[1:2]:
        wished = request.wished_on
        agree_to_date(request=request, due_on=wished, answer="", by=workers.coordinator, at=now)
    for request in asked[2:3]:
        refuse_date(request=request, answer=REFUSED_BECAUSE, by=workers.coordinator, at=now)


def _ask(assignment: Assignment, reason: str, workers: Workers, at: datetime) -> DateRequest:
    due_on: date = assignment.due_on  # type: ignore[attr-defined]  # annotated by with_due
    return ask_for_date(
        assignment=assignment,
        wished_on=due_on + timedelta(days=14),
        reason=reason,
        by=workers.doer(assignment),
        at=at,
    )
