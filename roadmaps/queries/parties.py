"""Responsible parties: what a cell's words name, and whom the office knows already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from core.values.wording import counted
from roadmaps.domain.naming import party_key
from roadmaps.domain.responsible import ResponsibleParty, read_responsible
from roadmaps.models import Party, RoadmapStatus
from roadmaps.models.parties import PartyKind
from schools.models import Municipality, School


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party that a cell names, as the page shows it."""

    name: str
    kind: str
    is_known: bool
    is_schools: bool


@lru_cache(maxsize=8192)
def responsible_of(text: str) -> tuple[ResponsibleParty, ...]:
    """The parties that the words of a cell name, in their order."""
    return tuple(read_responsible(text))


def parties_with_activities(municipalities: Iterable[Municipality]) -> QuerySet[Party]:
    """The parties of these municipalities with the number of their activities in living plans."""
    living = ~Q(activity_links__activity__roadmap__status=RoadmapStatus.CLOSED)
    return (
        Party.objects.filter(municipality__in=list(municipalities))
        .select_related("user")
        .annotate(activity_count=Count("activity_links", filter=living))
        .order_by("name", "pk")
    )


def office_people(municipality: Municipality) -> QuerySet[User]:
    """Who may be named as the person behind a party: people with a role in the office."""
    return (
        User.objects.filter(is_active=True, memberships__municipality=municipality)
        .distinct()
        .order_by("full_name", "pk")
    )


def known_parties(municipality: Municipality) -> dict[str, Party]:
    """The municipality's parties by their normalised names; of two alike the older one."""
    parties = Party.objects.filter(municipality=municipality).order_by("-pk")
    return {party_key(party.name): party for party in parties}


def party_views(text: str, known: dict[str, Party]) -> tuple[PartyView, ...]:
    """The parties of a cell; a known one as the office keeps it."""
    views = []
    for reading in responsible_of(text):
        party = known.get(party_key(reading.name))
        kind = party.kind if party else str(reading.kind)
        fans_out = party.fans_out if party else reading.fans_out or ""
        views.append(
            PartyView(
                name=party.name if party else reading.name,
                kind=str(PartyKind(kind).label),
                is_known=party is not None,
                is_schools=fans_out == "schools",
            )
        )
    return tuple(dict.fromkeys(views))


def parties_in_brief(text: str, parties: tuple[PartyView, ...], schools: int) -> str:
    """What stands under the words of a cell: its parties and how many schools they mean.

    One party that is called as the cell says needs only its kind.
    """
    if len(parties) == 1 and party_key(parties[0].name) == party_key(text):
        return _kind_words(parties[0], schools)
    return " · ".join(f"{party.name} ({_kind_words(party, schools)})" for party in parties)


def _kind_words(party: PartyView, schools: int) -> str:
    return counted(schools, "школа", "школы", "школ") if party.is_schools else party.kind


def schools_count(municipality: Municipality) -> int:
    """How many schools get an assignment that is given to every school."""
    return School.objects.open().filter(municipality=municipality).exclude(login="").count()
