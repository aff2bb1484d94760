"""Responsible parties: from the words of a plan to the parties that the office knows."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.assigning import sync_assignments
from roadmaps.actions.synonyms import learn_synonym, owner_of
from roadmaps.domain.audience import read_audience
from roadmaps.domain.naming import party_key
from roadmaps.domain.responsible import ResponsibleParty
from roadmaps.models import (
    Activity,
    ActivityParty,
    Party,
    PartySynonym,
    Roadmap,
    RoadmapStatus,
    SynonymOrigin,
)
from roadmaps.permissions.plans import require_editor
from roadmaps.queries.audience import FANS_OUT_TO_SCHOOLS
from roadmaps.queries.fields import changed_words
from roadmaps.queries.parties import OfficeParties, abbreviations_of, responsible_of

NAME_LIMIT = 300
CHANGED = (
    "Пока форма была открыта, ответственного изменил другой человек: сейчас это {now}. В полях — "
    "то, что вписали вы: проверьте и сохраните снова."
)


class PartyChanged(NotPossible):
    """Another person has written the party since the form was opened; nothing has been written."""


class PartyBook:
    """The parties of one municipality, or of one of its schools, as a plan names them, read once.

    Groups in the plan of a school mean nobody but that school.
    """

    def __init__(self, roadmap: Roadmap) -> None:
        self._municipality, self._school = roadmap.municipality, roadmap.school
        self._abbreviations = abbreviations_of(roadmap)
        self._office = OfficeParties(roadmap.municipality, roadmap.school)
        self._resolving = self._office.resolving(self._abbreviations)
        self._new: dict[str, Party] = {}

    def find_or_create(self, reading: ResponsibleParty) -> Party:
        """The party that the office surely knows, else a new one of the kind that was read."""
        resolution = self._resolving.resolve(reading)
        if resolution.party is not None:
            return self._office.by_id[resolution.party.id]
        name = resolution.same_as or reading.name
        key = party_key(name)
        if key not in self._new:
            self._new[key], _ = Party.objects.get_or_create(
                municipality=self._municipality,
                school=self._school,
                name=name[:NAME_LIMIT],
                defaults={"kind": str(reading.kind), "fans_out": self._fans_out(reading)},
            )
        return self._new[key]

    def _fans_out(self, reading: ResponsibleParty) -> str:
        return "" if self._school else reading.fans_out or ""

    def links(self, activity: Activity) -> list[ActivityParty]:
        """Unsaved links of the activity to the parties that its words name, each once."""
        readings = responsible_of(activity.responsible_text, self._abbreviations)
        found: dict[Party, ResponsibleParty] = {}
        for one in readings:
            found.setdefault(self.find_or_create(one), one)
        return [
            _link(activity, party, reading, position)
            for position, (party, reading) in enumerate(found.items(), 1)
        ]


def link_unlinked(roadmap: Roadmap) -> None:
    """Link the rows that have no parties yet to those that their words name."""
    rows = roadmap.activities.filter(party_links__isnull=True).exclude(responsible_text="")
    book = PartyBook(roadmap)
    ActivityParty.objects.bulk_create(
        link for row in rows.order_by("position", "pk") for link in book.links(row)
    )


def relink_parties(*, activity: Activity) -> None:
    """Link the activity to exactly the parties that its words name now.

    Whom a group means stays where a person has decided it and the words still name the group. A
    typical roadmap for schools has words alone: each school finds its own parties by them.
    """
    if activity.roadmap.is_for_schools:
        activity.party_links.all().delete()
        return
    links = PartyBook(activity.roadmap).links(activity)
    kept = {link.party_id: link for link in activity.party_links.all()}
    activity.party_links.exclude(party__in=[link.party_id for link in links]).delete()
    for link in links:
        known = kept.get(link.party_id)
        if known is not None:
            _renew_link(known, link)
    ActivityParty.objects.bulk_create(link for link in links if link.party_id not in kept)


def _link(
    activity: Activity, party: Party, reading: ResponsibleParty, position: int
) -> ActivityParty:
    link = ActivityParty(activity=activity, party=party, position=position)
    if party.fans_out == FANS_OUT_TO_SCHOOLS:
        meant = read_audience(reading.name)
        link.audience, link.audience_reason = meant.audience.value, meant.reason
    return link


def _renew_link(known: ActivityParty, link: ActivityParty) -> None:
    known.position = link.position
    if known.audience_by_id is None:
        known.audience, known.audience_reason = link.audience, link.audience_reason
    known.save(update_fields=["position", "audience", "audience_reason"])


@transaction.atomic
def edit_party(
    *,
    party: Party,
    by: User,
    name: str,
    kind: str,
    fans_out: str,
    user: User | None,
    expected: Mapping[str, str] | None = None,
) -> Party:
    """Correct what the office knows of a party: its name, its kind, whom or how many it means.

    Where a party begins or ceases to mean every school, the assignments of its activities follow;
    plans that are closed stay as they were. `expected` are the texts that the form was opened
    with: PartyChanged where others stand there now.
    """
    require_editor(by, party.municipality)
    party = Party.objects.select_for_update(of=("self",)).get(pk=party.pk)
    _require_free(name, party)
    wanted = {"name": name, "kind": kind, "fans_out": fans_out, "user": user}
    changes = changed_words(Party, {field: getattr(party, field) for field in wanted}, wanted)
    if not changes:
        return party
    if expected is not None and dict(expected) != texts_of_party(party):
        raise PartyChanged(CHANGED.format(now=f"{party.name}, {party.get_kind_display()}"))
    means_others = party.fans_out != fans_out
    before = party.name
    for field, value in wanted.items():
        setattr(party, field, value)
    party.save(update_fields=list(wanted))
    record(
        by=by,
        action="edit party",
        subject=party,
        summary=f"Изменён ответственный: {party}",
        changes=changes,
        municipality_id=party.municipality_id,
    )
    if party_key(before) != party_key(name):
        PartySynonym.objects.filter(party=party, key=party_key(name)).delete()
        learn_synonym(party=party, words=before, origin=SynonymOrigin.RENAMED, by=by)
    if means_others:
        _give_out_anew(party, by)
    return party


def texts_of_party(party: Party) -> dict[str, str]:
    """What its form is opened with."""
    return {
        "name": party.name,
        "kind": party.kind,
        "fans_out": party.fans_out,
        "user": str(party.user_id or ""),
    }


def _require_free(name: str, party: Party) -> None:
    """Nobody else is called so, nor known by these words."""
    namesake = OfficeParties(party.municipality).named(name)
    if namesake is not None and namesake != party:
        raise NotPossible(f"Такой ответственный уже есть: {namesake.name}.")
    synonym = owner_of(party.municipality, name)
    if synonym is not None and synonym.party_id != party.pk:
        raise NotPossible(f"Так уже называют другого ответственного: {synonym.party.name}.")


def _give_out_anew(party: Party, by: User) -> None:
    living = Activity.objects.exclude(roadmap__status=RoadmapStatus.CLOSED)
    for activity in living.filter(party_links__party=party).select_related("roadmap"):
        sync_assignments(activity=activity, by=by)
