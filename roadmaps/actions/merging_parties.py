"""Two parties of the office that are one: their work comes together, nothing of it is lost."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import counted
from core.web.refusals import NotPossible
from roadmaps.actions.assigning import sync_assignments
from roadmaps.actions.synonyms import learn_synonym
from roadmaps.models import (
    Activity,
    ActivityParty,
    Assignment,
    DifferentParties,
    Party,
    PartyDecision,
    PartySynonym,
    RoadmapStatus,
    SynonymOrigin,
)
from roadmaps.permissions.plans import require_editor

GONE = "Этого ответственного уже нет: его объединили с другим."


@transaction.atomic
def merge_parties(*, party: Party, into: Party, by: User) -> Party:
    """`party` becomes `into`: activities, assignments with their history, other names, drafts.

    The name of `party` is another name of `into` from then on. Raises NotPossible where both have
    work on the same date of an activity: nobody can say which of the two reports counts.
    """
    require_editor(by, into.municipality)
    _require_mergeable(party, into)
    party, into = _locked(party, into)
    _require_one_doer(party, into)
    affected = list(
        Activity.objects.filter(party_links__party=party)
        .select_related("roadmap__municipality")
        .order_by("pk")
    )
    moved = _move_assignments(party, into)
    _move_links(party, into)
    _move_names(party, into)
    before = into.user
    if into.user is None and not into.fans_out and party.user is not None:
        into.user = party.user
        into.save(update_fields=["user"])
    name = party.name
    party.delete()
    learn_synonym(party=into, words=name, origin=SynonymOrigin.MERGED, by=by)
    for activity in affected:
        if activity.roadmap.status != RoadmapStatus.CLOSED:
            sync_assignments(activity=activity, by=by)
    changes = {"мероприятия": ("", _activities(len(affected))), "поручения": ("", str(moved))}
    if before != into.user:
        changes["сотрудник"] = ("", str(into.user))
    record(
        by=by,
        action="merge parties",
        subject=into,
        summary=f"Объединены ответственные: {name} → {into.name}"[:500],
        changes=changes,
        municipality_id=into.municipality_id,
    )
    return into


@transaction.atomic
def keep_apart(*, party: Party, other: Party, by: User) -> None:
    """Two that look alike are two: they are not proposed for merging again."""
    require_editor(by, party.municipality)
    _require_mergeable(party, other)
    first, second = sorted((party, other), key=lambda one: one.pk)
    _, is_new = DifferentParties.objects.get_or_create(
        municipality=party.municipality, first=first, second=second
    )
    if is_new:
        record(
            by=by,
            action="keep parties apart",
            subject=party,
            summary=f"Это разные ответственные: {first.name} и {second.name}"[:500],
            municipality_id=party.municipality_id,
        )


def refusal_to_merge(party: Party, into: Party) -> str:
    """Why the two cannot become one; empty where they can."""
    try:
        _require_mergeable(party, into)
        _require_one_doer(party, into)
    except NotPossible as refusal:
        return str(refusal)
    return ""


def _require_mergeable(party: Party, into: Party) -> None:
    if party.municipality_id != into.municipality_id:
        raise NotPossible("Этого ответственного нет в списке управления.")
    if party.pk == into.pk:
        raise NotPossible("Выберите другого ответственного: с самим собой объединять нечего.")


def _locked(party: Party, into: Party) -> tuple[Party, Party]:
    locked = Party.objects.select_for_update(of=("self",)).select_related("municipality", "user")
    found = {one.pk: one for one in locked.filter(pk__in=(party.pk, into.pk)).order_by("pk")}
    if len(found) < 2:
        raise NotPossible(GONE)
    return found[party.pk], found[into.pk]


def _require_one_doer(party: Party, into: Party) -> None:
    """No date of an activity on which both have worked."""
    both = _touched(party).filter(occurrence__in=_touched(into).values("occurrence"))
    double = both.select_related("occurrence__activity").first()
    if double is not None:
        activity = double.occurrence.activity
        raise NotPossible(
            f"Объединить нельзя: по мероприятию «{activity}» выполнение отмечено у обоих. "
            "Сначала отмените одно из поручений."
        )


def _touched(party: Party) -> QuerySet[Assignment]:
    mine = Assignment.objects.filter(party=party)
    return mine.exclude(pk__in=mine.untouched().values("pk"))


def _move_assignments(party: Party, into: Party) -> int:
    """Assignments of one become the other's; of two for one date the touched one stays."""
    mine, theirs = (Assignment.objects.filter(party=one) for one in (party, into))
    worked_on = list(_touched(party).values_list("occurrence", flat=True))
    theirs.filter(occurrence__in=worked_on).untouched().delete()
    taken = list(theirs.values_list("occurrence", flat=True))
    mine.filter(occurrence__in=taken).untouched().delete()
    return mine.update(party=into)


def _move_links(party: Party, into: Party) -> None:
    """The activity names the remaining party once, at the first of the two places."""
    both = ActivityParty.objects.filter(party=into).values("activity")
    for link in ActivityParty.objects.filter(party=party, activity__in=both):
        other = ActivityParty.objects.get(activity=link.activity_id, party=into)
        if link.position < other.position:
            other.position = link.position
            other.save(update_fields=["position"])
        link.delete()
    ActivityParty.objects.filter(party=party).update(party=into)


def _move_names(party: Party, into: Party) -> None:
    """Other names and decisions of drafts that meant the one mean the other."""
    PartySynonym.objects.filter(party=party).update(party=into)
    PartyDecision.objects.filter(party=party).update(party=into)


def _activities(number: int) -> str:
    return counted(number, "мероприятие", "мероприятия", "мероприятий")
