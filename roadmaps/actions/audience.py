"""Deciding which schools a group means, and which list of ШНОР a plan goes by."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from assessments.queries.current_list import CurrentList, current_list
from core.web.refusals import NotPossible
from roadmaps.actions.assigning import sync_assignments
from roadmaps.actions.indicators.computing import follow_results
from roadmaps.domain.audience import AUDIENCE_NAMES, BY_LIST, Audience
from roadmaps.models import Activity, ActivityParty, PlanSchoolList, Roadmap
from roadmaps.permissions.plans import require_arrange
from roadmaps.queries.audience import (
    activities_by_list,
    addressed_of,
    audience_mark,
    is_declined,
    is_kept,
    list_offer,
)
from schools.models import School

REASON_MISSING = "Напишите, почему поручено именно этим школам."
SCHOOLS_MISSING = "Отметьте хотя бы одну школу."
NO_LIST = "Перечень ШНОР ещё не рассчитан. Сначала рассчитайте его в разделе «Перечень ШНОР»."
CHANGED_MEANWHILE = (
    "Пока страница была открыта, другой человек решил, каким школам поручено. "
    "Посмотрите его решение и решите снова."
)
OFFER_IS_GONE = "Перечень плана уже решён или изменился снова. Посмотрите, что предлагается сейчас."


@transaction.atomic
def set_audience(
    *,
    link: ActivityParty,
    by: User,
    audience: Audience,
    schools: Collection[School] = (),
    reason: str,
    seen: str,
    drop_late: bool = False,
    today: date | None = None,
) -> ActivityParty:
    """Say which schools the group of `link` means; assignments follow.

    `seen` is the mark of the decision that the form was opened on: NotPossible where another
    stands by now, without a reason, or without a school to choose. With `drop_late` work that
    was never begun goes even where its date is behind. Repeating it changes nothing.
    """
    activity = Activity.objects.select_for_update(of=("self",)).select_related(
        "roadmap__municipality"
    )
    require_arrange(by, activity.get(pk=link.activity_id).roadmap)
    link = ActivityParty.objects.select_related("party", "activity__roadmap__municipality").get(
        pk=link.pk
    )
    reason = reason.strip()
    before = addressed_of(link)
    chosen = frozenset(school.pk for school in schools) if audience is Audience.CHOSEN else ()
    if (before.addressees.audience, set(before.addressees.chosen)) == (audience, set(chosen)):
        if link.audience_by_id is not None and not drop_late:
            return link
    elif audience_mark(before) != seen:
        raise NotPossible(CHANGED_MEANWHILE)
    if audience is Audience.CHOSEN and not chosen:
        raise NotPossible(SCHOOLS_MISSING)
    if not reason:
        raise NotPossible(REASON_MISSING)
    if audience in BY_LIST:
        go_by_newest_list(roadmap=link.activity.roadmap, by=by)
    link.audience, link.audience_reason, link.audience_by = audience.value, reason, by
    link.save(update_fields=["audience", "audience_reason", "audience_by"])
    link.schools.set(chosen)
    _record_audience(link, by, before.words, schools)
    sync_assignments(activity=link.activity, by=by, today=today, drop_late=drop_late)
    return link


def go_by_newest_list(*, roadmap: Roadmap, by: User | None) -> PlanSchoolList:
    """A plan that goes by no list yet goes from now on by the one that counts."""
    kept, _ = PlanSchoolList.objects.get_or_create(roadmap=roadmap)
    if kept.run_id is None:
        current = current_list(roadmap.municipality)
        if current is not None:
            _take(kept, current, by)
    return kept


def _take(kept: PlanSchoolList, current: CurrentList, by: User | None) -> None:
    kept.run, kept.approved, kept.taken_by = current.run, current.approved, by
    kept.save(update_fields=["run", "approved", "taken_by", "taken_at"])


@transaction.atomic
def take_list(
    *, roadmap: Roadmap, current: CurrentList, by: User, today: date | None = None
) -> None:
    """Go by the list that is offered: schools that joined get what is ahead.

    Schools that left keep what they began and what they owed before. NotPossible where another
    list is offered by now, or none. A second click changes nothing.
    """
    kept = _offered(roadmap, current, by)
    if is_kept(kept, current):
        return
    before = CurrentList(kept.run, kept.approved).words if kept.run else None
    _take(kept, current, by)
    record(
        by=by,
        action="take school list",
        subject=roadmap,
        summary="Дорожная карта идёт по новому перечню ШНОР",
        changes={"перечень": (before, current.words)},
        municipality_id=roadmap.municipality_id,
    )
    for activity in activities_by_list(roadmap):
        sync_assignments(activity=activity, by=by, today=today)
    # Indicators «в ШНОР» are of other schools from now on.
    follow_results(roadmap.municipality)


@transaction.atomic
def decline_list(*, roadmap: Roadmap, current: CurrentList, by: User) -> None:
    """Leave the plan by the list it goes by; this one is not offered again."""
    kept = _offered(roadmap, current, by)
    if is_declined(kept, current) or is_kept(kept, current):
        return
    kept.declined, kept.declined_list = current.run, current.approved
    kept.save(update_fields=["declined", "declined_list"])
    record(
        by=by,
        action="decline school list",
        subject=roadmap,
        summary=f"Новый перечень не применён: {current.words}",
        municipality_id=roadmap.municipality_id,
    )


def _offered(roadmap: Roadmap, current: CurrentList, by: User) -> PlanSchoolList:
    """The plan's list, locked, where `current` is offered to it or was decided just now."""
    locked = Roadmap.objects.select_for_update(of=("self",)).select_related("municipality")
    roadmap = locked.get(pk=roadmap.pk)
    require_arrange(by, roadmap)
    kept, _ = PlanSchoolList.objects.select_related("run", "approved").get_or_create(
        roadmap=roadmap
    )
    if is_kept(kept, current) or is_declined(kept, current):
        return kept
    offer = list_offer(roadmap)
    if offer is None or offer.current != current:
        raise NotPossible(OFFER_IS_GONE)
    return kept


def _record_audience(
    link: ActivityParty, by: User, before: str, schools: Collection[School]
) -> None:
    after = AUDIENCE_NAMES[Audience(link.audience)]
    if link.audience == Audience.CHOSEN:
        after = f"{after}: {', '.join(str(school) for school in schools)}"
    record(
        by=by,
        action="set audience",
        subject=link.activity,
        summary=f"{link.party}: решено, каким школам поручено. {link.audience_reason}",
        changes={"каким школам": (before, after)},
        municipality_id=link.activity.roadmap.municipality_id,
    )
