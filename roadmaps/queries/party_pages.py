"""Pages of responsible parties: doubles in the list, other names of one, what a merger moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from core.values.wording import counted, quoted
from roadmaps.domain.party_matching import PartyIndex
from roadmaps.models import ActivityParty, Assignment, DifferentParties, Party, PartySynonym
from roadmaps.queries.parties import OfficeParties
from roadmaps.querysets.plans import plans
from schools.models import Municipality

DOUBLES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Double:
    """Two parties that may be one: `party` would become `into`, which has more activities."""

    party: Party
    into: Party
    reason: str
    score: int


@dataclass(frozen=True, slots=True)
class Merger:
    """What follows if one party becomes another, in words for the question."""

    activities: str
    assignments: str
    changes_doers: str


def doubles_among(municipalities: Iterable[Municipality]) -> list[Double]:
    """Pairs of each office that look like one and that nobody has called two, likeliest first."""
    found = [double for one in municipalities for double in _doubles_of(OfficeParties(one))]
    return sorted(found, key=lambda double: (-double.score, double.into.name, double.party.pk))


def _doubles_of(office: OfficeParties) -> list[Double]:
    earlier = PartyIndex(())
    apart = set(
        DifferentParties.objects.filter(municipality=office.municipality).values_list(
            "first", "second"
        )
    )
    numbers = _activity_numbers(office.municipality)
    doubles = []
    for party in office.known():
        for match in earlier.match(party.name, party.kind, party.fans_out).matches:
            ids = sorted((party.id, match.party.id), key=lambda pk: (numbers.get(pk, 0), -pk))
            if (min(ids), max(ids)) not in apart:
                gone, kept = (office.by_id[pk] for pk in ids)
                doubles.append(Double(gone, kept, match.reason, match.score))
        earlier.add(party)
    return doubles


def _activity_numbers(municipality: Municipality) -> dict[int, int]:
    links = _in_plans().filter(party__municipality=municipality).order_by()
    return dict(links.values_list("party").annotate(Count("pk")))


def _in_plans() -> QuerySet[ActivityParty]:
    """Links of rows that plans have now; what is no plan of its own does not count."""
    return ActivityParty.objects.filter(
        plans("activity__roadmap"), activity__excluded_by__isnull=True
    )


def synonyms_of(party: Party) -> list[PartySynonym]:
    """Other names of the party with who taught them, newest first."""
    return list(party.synonyms.select_related("learned_by").order_by("-learned_at", "-pk"))


def merger_of(party: Party, into: Party) -> Merger:
    """What moves, and whether the work is given out anew."""
    activities = _in_plans().filter(party=party).count()
    assignments = Assignment.objects.filter(party=party).count()
    return Merger(
        activities=counted(activities, "мероприятие", "мероприятия", "мероприятий"),
        assignments=counted(assignments, "поручение", "поручения", "поручений"),
        changes_doers=_changes_doers(party, into),
    )


def _changes_doers(party: Party, into: Party) -> str:
    if party.fans_out == into.fans_out:
        return ""
    if into.fans_out:
        return (
            f"{quoted(into.name)} — это каждая школа: по мероприятиям "
            f"{quoted(party.name)} поручения получат школы."
        )
    return (
        f"{quoted(party.name)} — это каждая школа, {quoted(into.name)} — нет: "
        "поручения школ, которых ещё не начали, исчезнут."
    )
