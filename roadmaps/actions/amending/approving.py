"""An order approves an amendment: the plan takes its text, an edition keeps it, work follows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import counted, lower_first, quoted, short_date
from core.web.refusals import NotPossible
from roadmaps.actions.amending.applying import apply_amendment
from roadmaps.actions.amending.opening import hand_documents_back
from roadmaps.actions.assigning import drop_occurrences, follow_taken_rows
from roadmaps.actions.editing.writing import record_change
from roadmaps.actions.editions import NO_ROWS, ORDER_IN_FUTURE, Order, freeze
from roadmaps.actions.order_scans import keep_scan
from roadmaps.actions.plans import lock_plan
from roadmaps.actions.work import cancel
from roadmaps.models import Activity, Assignment, Edition, Roadmap, RoadmapStatus
from roadmaps.permissions.plans import require_arrange
from roadmaps.queries.edition_content import content_of
from roadmaps.queries.touched import HAS_VALUES, indicators_with_values

GONE = "Этого изменения уже нет: его отменили."
NOT_AGREED = "Изменение ещё не согласовано. Отправьте его на проверку куратору."
ON_REVIEW = "Изменение на проверке. Дождитесь решения или отзовите его."
NOTHING_CHANGED = "В изменении нет отличий от действующей редакции: утверждать нечего."
AT_ONCE = (
    "Утверждённое изменение сразу входит в план. Внесите приказ в день, когда изменение вступит "
    "в силу."
)


@transaction.atomic
def approve_amendment(
    *, roadmap: Roadmap, amendment_id: int, by: User, order: Order, today: date | None = None
) -> Edition:
    """Apply the amendment to its plan as the next edition, once: later calls find that edition.

    Rows that leave the plan with work on them keep it: it stays visible with its history, what was
    still owed is cancelled. Raises NotPossible where there is nothing to approve.
    """
    require_arrange(by, roadmap)
    plan = lock_plan(roadmap)
    known = plan.editions.filter(amendment_id=amendment_id).first()
    if known is not None:
        return known
    require_arrange(by, plan)
    copy = Roadmap.objects.select_for_update().filter(amends=plan, pk=amendment_id).first()
    refusal = _refusal(plan, copy, order, today or timezone.localdate())
    if copy is None or refusal:
        raise NotPossible(refusal or GONE)
    reasons = dict(copy.reasons.values_list("subject", "text"))
    said = f"по приказу №\u00a0{order.number} от {short_date(order.day)}"
    applied = apply_amendment(plan=plan, copy=copy, by=by, said=said)
    edition = freeze(
        roadmap=plan,
        by=by,
        order=order,
        amendment_id=amendment_id,
        reasons=_of_living_parts(reasons, applied.added),
        without=[row.pk for row in applied.excluded],
    )
    _exclude(applied.excluded, edition, by, said)
    hand_documents_back(plan, copy)
    _keep_checks(plan, copy)
    copy.delete()
    _record(plan, edition, by, len(applied.excluded))
    if order.scan is not None:
        keep_scan(edition, order.scan)
    return edition


def refusal_to_approve(plan: Roadmap, copy: Roadmap) -> str:
    """Why the amendment cannot be approved yet; empty where it can.

    That of a school's plan is agreed first, as the plan was.
    """
    if copy.is_of_school and copy.status != RoadmapStatus.AGREED:
        return ON_REVIEW if copy.status == RoadmapStatus.ON_REVIEW else NOT_AGREED
    return refusal_to_apply(plan, copy)


def refusal_to_apply(plan: Roadmap, copy: Roadmap) -> str:
    """Why the amendment has nothing to apply yet; empty where it has."""
    if not copy.activities.exists():
        return NO_ROWS
    if content_of(copy) == content_of(plan):
        return NOTHING_CHANGED
    return _refusal_to_lose_values(plan, copy)


def _refusal_to_lose_values(plan: Roadmap, copy: Roadmap) -> str:
    """A fact may have been entered after the copy had lost its indicator."""
    kept = copy.indicators.filter(origin__isnull=False).values("origin")
    gone = plan.indicators.exclude(pk__in=kept)
    held = gone.filter(pk__in=indicators_with_values([one.pk for one in gone])).first()
    return f"{quoted(str(held))}: {lower_first(HAS_VALUES)}" if held else ""


def _refusal(plan: Roadmap, copy: Roadmap | None, order: Order, today: date) -> str:
    if copy is None:
        return GONE
    if order.day > today:
        return ORDER_IN_FUTURE
    if order.in_force_from > today:
        return AT_ONCE
    return refusal_to_approve(plan, copy)


def _keep_checks(plan: Roadmap, copy: Roadmap) -> None:
    """The rounds in which the amendment was checked go on after those of the plan."""
    for number, check in enumerate(copy.checks.order_by("round"), plan.checks.count() + 1):
        check.roadmap, check.round = plan, number
        check.save(update_fields=["roadmap", "round"])


def _of_living_parts(reasons: Mapping[str, str], added: Mapping[str, int]) -> dict[str, str]:
    """Reasons by the ids that new parts have in the plan."""
    return {
        f"{subject.partition('.')[0]}.{added[subject]}" if subject in added else subject: text
        for subject, text in reasons.items()
    }


def _exclude(rows: Collection[Activity], edition: Edition, by: User, said: str) -> None:
    """Rows with work leave the plan: untouched dates go, what was still owed is cancelled."""
    for row in rows:
        Activity.objects.filter(pk=row.pk).update(excluded_by=edition, section=None, table=None)
        row.excluded_by = edition
        record_change(row, by, "exclude activity", f"Мероприятие исключено из плана {said}", {})
        drop_occurrences(occurrence_ids=row.occurrences.values_list("pk", flat=True))
        if row.roadmap.status == RoadmapStatus.IN_FORCE:
            _cancel_open(row, by, said)
    follow_taken_rows(activity_ids=[row.pk for row in rows], by=by)


def _cancel_open(row: Activity, by: User, said: str) -> None:
    owed = Assignment.objects.filter(occurrence__activity=row).open()
    related = "occurrence__activity__roadmap__municipality"
    for assignment in owed.select_related(related, "school", "party"):
        reason = f"Мероприятие исключено из плана {said}."
        cancel(assignment=assignment, reason=reason, by=by, at=timezone.now())


def _record(plan: Roadmap, edition: Edition, by: User, excluded: int) -> None:
    summary = f"Внесены изменения: {edition.order_words} Редакция №\u00a0{edition.number}"
    changes = {"редакция": (str(edition.number - 1), str(edition.number))}
    if excluded:
        rows = counted(excluded, "мероприятие", "мероприятия", "мероприятий")
        changes["исключено с начатой работой"] = ("", rows)
    record(
        by=by,
        action="approve amendment",
        subject=plan,
        summary=summary,
        changes=changes,
        municipality_id=plan.municipality_id,
    )
