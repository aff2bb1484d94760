"""Responsible parties: from the words of a plan to the parties that the office knows."""

from __future__ import annotations

from roadmaps.domain.naming import party_key
from roadmaps.domain.responsible import ResponsibleParty
from roadmaps.models import Activity, ActivityParty, Party
from roadmaps.queries.parties import known_parties, responsible_of
from schools.models import Municipality

NAME_LIMIT = 300


class PartyBook:
    """The parties of one municipality by their normalised names, read once."""

    def __init__(self, municipality: Municipality) -> None:
        self._municipality = municipality
        self._by_key = known_parties(municipality)

    def find_or_create(self, reading: ResponsibleParty) -> Party:
        """The known party of this name, else a new one of the kind that was read."""
        key = party_key(reading.name)
        if key not in self._by_key:
            self._by_key[key], _ = Party.objects.get_or_create(
                municipality=self._municipality,
                name=reading.name[:NAME_LIMIT],
                defaults={"kind": str(reading.kind), "fans_out": reading.fans_out or ""},
            )
        return self._by_key[key]

    def links(self, activity: Activity) -> list[ActivityParty]:
        """Unsaved links of the activity to the parties that its words name, each once."""
        parties = [self.find_or_create(one) for one in responsible_of(activity.responsible_text)]
        return [
            ActivityParty(activity=activity, party=party, position=position)
            for position, party in enumerate(dict.fromkeys(parties), 1)
        ]


def relink_parties(*, activity: Activity) -> None:
    """Link the activity to exactly the parties that its words name now."""
    links = PartyBook(activity.roadmap.municipality).links(activity)
    activity.party_links.all().delete()
    ActivityParty.objects.bulk_create(links)
