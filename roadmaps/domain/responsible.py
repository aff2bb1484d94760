"""Reads who answers for an activity: persons, posts, organisations and groups in one cell.

Groups of schools («руководители ОО») fan out: each school of the municipality gets its own
assignment. Rules: docs/algorithms/responsible.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from roadmaps.domain.parties.cutting import Piece, cut
from roadmaps.domain.parties.kinds import fans_out_to_schools, is_group, is_organisation

SCHOOLS = "schools"


class PartyKind(StrEnum):
    """Who a party is."""

    PERSON = "person"
    POST = "post"
    ORGANISATION = "organisation"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class ResponsibleParty:
    """One party as written; `fans_out` is «schools» where each school answers for itself."""

    name: str
    kind: PartyKind
    fans_out: str | None = None


def read_responsible(
    text: str, abbreviations: Mapping[str, str] | None = None
) -> tuple[ResponsibleParty, ...]:
    """The parties of a cell in order, each once; any text is read, nothing is raised.

    `abbreviations` are those the document explains itself, short to full.
    """
    known = abbreviations or {}
    parties = [_party(piece, known) for piece in cut(text, known)]
    return tuple(dict.fromkeys(parties))


def _party(piece: Piece, abbreviations: Mapping[str, str]) -> ResponsibleParty:
    if piece.person:
        return ResponsibleParty(piece.text, PartyKind.PERSON)
    kind = PartyKind.POST
    if is_group(piece.text, abbreviations):
        kind = PartyKind.GROUP
    elif is_organisation(piece.text, abbreviations):
        kind = PartyKind.ORGANISATION
    schools = kind is not PartyKind.ORGANISATION and fans_out_to_schools(piece.text, abbreviations)
    return ResponsibleParty(piece.text, kind, SCHOOLS if schools else None)


def parties_as_json(parties: Sequence[ResponsibleParty]) -> list[dict[str, Any]]:
    """The shape of DESIGN.md 6."""
    return [
        {"name": party.name, "kind": party.kind.value, "fans_out": party.fans_out}
        for party in parties
    ]
