"""Responsible parties: what a cell's words name, and whom the office knows already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from core.values.wording import counted
from roadmaps.domain.naming import party_key
from roadmaps.domain.party_matching import Decision, KnownParty, PlanParties, Resolution
from roadmaps.domain.responsible import ResponsibleParty, read_responsible
from roadmaps.models import Party, PartySynonym, PlanImport, Roadmap, RoadmapStatus, SynonymOrigin
from roadmaps.models.parties import PartyKind
from roadmaps.querysets.plans import plans
from schools.models import Municipality, School

SAME_NAME = "то же название"
# Decisions about a party of a draft that name nobody.
NEW_PARTY = "новый ответственный"
UNDECIDED_PARTY = "не решено"


@dataclass(frozen=True, slots=True)
class PartyChoice:
    """A party of the office that words may mean, with the reason to think so."""

    pk: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party that a cell names, as the page shows it.

    `name` is what it will be called: as the office calls a known party, else its `words` in the
    plan. `decision` says whether it is known, proposed or new; `choices` are those to choose from.
    """

    words: str
    key: str
    name: str
    kind: str
    is_schools: bool
    decision: str
    is_decided: bool
    reason: str
    choices: tuple[PartyChoice, ...]

    @property
    def is_known(self) -> bool:
        """The office has it already."""
        return self.decision == Decision.KNOWN

    @property
    def is_proposed(self) -> bool:
        """It may be one of the office's; a person decides."""
        return self.decision == Decision.PROPOSED

    @property
    def seen(self) -> str:
        """The decision of a draft that the page shows: a new one brings it back."""
        if not self.is_decided:
            return UNDECIDED_PARTY
        return self.name if self.is_known else NEW_PARTY

    @property
    def is_renamed(self) -> bool:
        """The plan says other words than the office."""
        return party_key(self.name) != party_key(self.words)


class OfficeParties:
    """The parties of one municipality and the words that it has learned for them, read once.

    With a `school` those that the plans of that school name: they are none of the office's.
    """

    def __init__(self, municipality: Municipality, school: School | None = None) -> None:
        self.municipality = municipality
        parties = Party.objects.filter(municipality=municipality, school=school).order_by("pk")
        self.by_id: dict[int, Party] = {party.pk: party for party in parties}
        self._synonyms: dict[int, list[tuple[str, str]]] = {}
        for synonym in PartySynonym.objects.filter(
            municipality=municipality, party__school=school
        ).order_by("pk"):
            reason = str(SynonymOrigin(synonym.origin).label)
            self._synonyms.setdefault(synonym.party_id, []).append((synonym.words, reason))

    def known(self) -> list[KnownParty]:
        """Every party with its other names, as the rules of likeness take them."""
        return [
            KnownParty(pk, one.name, one.kind, one.fans_out, tuple(self._synonyms.get(pk, ())))
            for pk, one in self.by_id.items()
        ]

    def resolving(
        self,
        abbreviations: Mapping[str, str] | None = None,
        decided: Mapping[str, int | None] | None = None,
    ) -> PlanParties:
        """What resolves the parties of one plan; see `PlanParties`."""
        return PlanParties(self.known(), abbreviations, decided)

    def named(self, name: str) -> Party | None:
        """The party of this name, apart from case, quotes and spaces; of two the older one."""
        key = party_key(name)
        return next((one for one in self.by_id.values() if party_key(one.name) == key), None)


def responsible_of(
    text: str, abbreviations: Mapping[str, str] | None = None
) -> tuple[ResponsibleParty, ...]:
    """The parties that the words of a cell name, in their order.

    `abbreviations` are those that the plan's document explains.
    """
    return _read(text, tuple(sorted((abbreviations or {}).items())))


@lru_cache(maxsize=8192)
def _read(text: str, abbreviations: tuple[tuple[str, str], ...]) -> tuple[ResponsibleParty, ...]:
    return read_responsible(text, dict(abbreviations))


def abbreviations_of(plan: Roadmap | PlanImport) -> Mapping[str, str]:
    """What the plan's document explains; drafts of earlier versions kept none."""
    if isinstance(plan, Roadmap):
        return dict(plan.abbreviations)
    return dict(plan.draft.get("abbreviations", {}))


def decisions_of(plan_import: PlanImport) -> dict[str, int | None]:
    """What a person said of the parties of a draft: ids by the words' keys, None for a new one."""
    return dict(plan_import.party_decisions.values_list("key", "party"))


def parties_with_activities(municipalities: Iterable[Municipality]) -> QuerySet[Party]:
    """The parties of these municipalities with the number of their activities in living plans."""
    path = "activity_links__activity"
    in_plan = Q(**{f"{path}__excluded_by": None}) & plans(f"{path}__roadmap")
    living = in_plan & ~Q(**{f"{path}__roadmap__status": RoadmapStatus.CLOSED})
    return (
        Party.objects.of_office()
        .filter(municipality__in=list(municipalities))
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


def party_views(
    text: str, parties: PlanParties, abbreviations: Mapping[str, str]
) -> tuple[PartyView, ...]:
    """The parties of a cell; a known one as the office keeps it, each once."""
    views: dict[str, PartyView] = {}
    for reading in responsible_of(text, abbreviations):
        view = party_view(parties.resolve(reading))
        views.setdefault(view.name, view)
    return tuple(views.values())


def views_in_plan(text: str, plan: Roadmap | PlanImport) -> tuple[PartyView, ...]:
    """The parties of one cell of a plan, read as the plan's document explains its abbreviations."""
    abbreviations = abbreviations_of(plan)
    decided = decisions_of(plan) if isinstance(plan, PlanImport) else None
    office = OfficeParties(plan.municipality, plan.school)
    views = party_views(text, office.resolving(abbreviations, decided), abbreviations)
    return views if plan.school is None else tuple(replace(one, is_schools=False) for one in views)


def party_view(resolution: Resolution) -> PartyView:
    """One party of a plan as pages show it."""
    reading, party = resolution.reading, resolution.party
    kind = party.kind if party else reading.kind.value
    fans_out = party.fans_out if party else reading.fans_out or ""
    name = party.name if party else resolution.same_as or reading.name
    return PartyView(
        words=reading.name,
        key=party_key(reading.name),
        name=name,
        kind=str(PartyKind(kind).label),
        is_schools=fans_out == "schools",
        decision=resolution.decision.value,
        is_decided=resolution.is_decided,
        reason="" if resolution.reason == SAME_NAME else resolution.reason,
        choices=tuple(
            PartyChoice(match.party.id, match.party.name, match.reason)
            for match in resolution.matching.matches
        ),
    )


def parties_in_brief(text: str, parties: tuple[PartyView, ...], schools: int) -> str:
    """What stands under the words of a cell: its parties and how many schools they mean.

    One party that is called as the cell says needs only its kind.
    """
    if len(parties) == 1 and party_key(parties[0].name) == party_key(text):
        return _kind_words(parties[0], schools)
    return " · ".join(f"{party.name} ({_kind_words(party, schools)})" for party in parties)


def _kind_words(party: PartyView, schools: int) -> str:
    words = counted(schools, "школа", "школы", "школ") if party.is_schools else party.kind
    return f"{words}; похоже на «{party.choices[0].name}»" if party.is_proposed else words


def schools_count(municipality: Municipality) -> int:
    """How many schools get an assignment that is given to every school."""
    return School.objects.open().filter(municipality=municipality).exclude(login="").count()
