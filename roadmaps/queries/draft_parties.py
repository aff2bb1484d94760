"""Responsible parties of an imported plan: whom each of them will become, once for all rows."""

from __future__ import annotations

from dataclasses import dataclass

from core.values.wording import counted
from roadmaps.models import PlanImport
from roadmaps.queries.parties import (
    OfficeParties,
    PartyView,
    abbreviations_of,
    decisions_of,
    party_view,
    party_views,
)


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One party of the draft and the number of rows that name it."""

    party: PartyView
    rows: int

    @property
    def is_same_name(self) -> bool:
        """The plan calls the party as the office does: nothing is to be decided."""
        return self.party.is_known and not self.party.is_renamed


class DraftParties:
    """Reads the parties of a draft's rows in their order; three queries for the whole draft."""

    def __init__(self, plan_import: PlanImport) -> None:
        # Nobody looks for a school's people among those of the office.
        office = OfficeParties(plan_import.municipality, plan_import.school)
        self.names = tuple(one.name for one in office.by_id.values())
        self._abbreviations = abbreviations_of(plan_import)
        self._resolving = office.resolving(self._abbreviations, decisions_of(plan_import))
        self._rows: dict[str, int] = {}

    def views(self, text: str, *, is_kept: bool = True) -> tuple[PartyView, ...]:
        """The parties of one row; rows that were dropped do not count."""
        views = party_views(text, self._resolving, self._abbreviations)
        for view in views:
            self._rows[view.key] = self._rows.get(view.key, 0) + is_kept
        return views

    def lines(self) -> tuple[PartyLine, ...]:
        """Every party read so far: those to decide first, then the new, then the known ones.

        Parties that the plan calls as the office does are last.
        """
        order = {"proposed": 0, "new": 1, "known": 2}
        lines = [
            PartyLine(party_view(one), self._rows.get(key, 0))
            for key, one in self._resolving.resolutions.items()
        ]
        named = [line for line in lines if line.rows]
        return tuple(
            sorted(named, key=lambda line: (line.is_same_name, order[line.party.decision]))
        )


def lines_in_words(lines: tuple[PartyLine, ...]) -> str:
    """«9 уже в списке, 3 новых, 2 нужно решить»."""
    known = sum(line.party.is_known for line in lines)
    proposed = sum(line.party.is_proposed for line in lines)
    parts = (
        (known, f"{known} уже в списке"),
        (len(lines) - known - proposed, counted(len(lines) - known - proposed, *_NEW)),
        (proposed, f"{proposed} нужно решить"),
    )
    return ", ".join(words for number, words in parts if number)


_NEW = ("новый", "новых", "новых")
