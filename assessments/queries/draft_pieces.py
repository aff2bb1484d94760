"""Stored drafts, read a few pieces at a time: no draft is ever in memory as a whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, islice
from typing import NamedTuple

from assessments.models import DraftPiece, ResultsImport
from assessments.parsing.draft_json import fact_from_dict, reference_from_dict
from assessments.parsing.drafts import DraftFact, DraftReference
from assessments.parsing.results_draft import Holds, unpacked
from core.office.issues import Issue

DraftLine = DraftFact | DraftReference
Place = tuple[int, int]

ROWS_AT_ONCE = 1_024
_PIECES_AT_ONCE = 100


class _Mark(NamedTuple):
    """A piece without its content."""

    key: int
    file: int
    items: int


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows of one draft that follow each other, none of them in two portions."""

    file: int
    rows: list[DraftLine]


def portions_of(imports: Sequence[ResultsImport]) -> Iterator[list[Portion]]:
    """The rows of several drafts in their order, some `ROWS_AT_ONCE` together.

    A query for all that there is and one for each such handful: small drafts share it.
    """
    for marks in _handfuls(_marks(imports)):
        contents = _contents([mark.key for mark in marks])
        yield [Portion(mark.file, _rows(contents[mark.key])) for mark in marks]


def facts_of(results_import: ResultsImport) -> Iterator[DraftFact]:
    """Every figure of a school that was read from the file."""
    for portions in portions_of([results_import]):
        for portion in portions:
            yield from (row for row in portion.rows if isinstance(row, DraftFact))


def issues_of(results_import: ResultsImport) -> Iterator[Issue]:
    """Everything that reading the file has brought up."""
    pieces = results_import.pieces.filter(holds=Holds.ISSUES).order_by("number")
    for key in list(pieces.values_list("pk", flat=True)):
        yield from map(Issue.from_dict, unpacked(_contents([key])[key][1]))


def rows_at(results_import: ResultsImport, places: Sequence[int]) -> list[DraftLine]:
    """The rows at `places`, counted over the whole draft, in that order."""
    found = rows_among([results_import], [(results_import.pk, place) for place in places])
    return [found[results_import.pk, place] for place in places]


def rows_among(imports: Sequence[ResultsImport], wanted: Iterable[Place]) -> dict[Place, DraftLine]:
    """Rows of several drafts by the key of the file and their place in it.

    A query for all that there is and one for each handful of pieces, of which one at a time is
    unpacked: what this takes depends on the rows that are wanted, not on the drafts.
    """
    of_piece = _by_piece(_marks(imports), wanted)
    found: dict[Place, DraftLine] = {}
    for marks in _some(of_piece):
        contents = _contents([mark.key for mark in marks])
        for mark in marks:
            holds, content = contents.pop(mark.key)
            plain = unpacked(content)
            for place, within in of_piece[mark]:
                found[place] = _row(holds, plain[within])
    return found


def _by_piece(
    marks: Iterable[_Mark], wanted: Iterable[Place]
) -> dict[_Mark, list[tuple[Place, int]]]:
    """The places that are wanted, each with where it is within its piece."""
    of_file = {file: list(own) for file, own in groupby(marks, key=lambda mark: mark.file)}
    ends = {file: list(accumulate(mark.items for mark in own)) for file, own in of_file.items()}
    found: dict[_Mark, list[tuple[Place, int]]] = {}
    for file, place in wanted:
        number = bisect_right(ends[file], place)
        mark = of_file[file][number]
        within = place - (ends[file][number] - mark.items)
        found.setdefault(mark, []).append(((file, place), within))
    return found


def _some(marks: Iterable[_Mark]) -> Iterator[list[_Mark]]:
    rest = iter(marks)
    return iter(lambda: list(islice(rest, _PIECES_AT_ONCE)), [])


def _marks(imports: Iterable[ResultsImport]) -> list[_Mark]:
    rows = DraftPiece.objects.filter(results_import__in=[one.pk for one in imports]).exclude(
        holds=Holds.ISSUES
    )
    found = rows.order_by("results_import", "number")
    return [_Mark(*one) for one in found.values_list("pk", "results_import", "items")]


def _handfuls(marks: Iterable[_Mark]) -> Iterator[list[_Mark]]:
    handful: list[_Mark] = []
    for mark in marks:
        if handful and sum(one.items for one in handful) + mark.items > ROWS_AT_ONCE:
            yield handful
            handful = []
        handful.append(mark)
    if handful:
        yield handful


def _contents(keys: Sequence[int]) -> dict[int, tuple[str, bytes]]:
    found = DraftPiece.objects.filter(pk__in=keys).values_list("pk", "holds", "content")
    return {key: (holds, bytes(content)) for key, holds, content in found}


def _rows(piece: tuple[str, bytes]) -> list[DraftLine]:
    holds, content = piece
    return [_row(holds, plain) for plain in unpacked(content)]


def _row(holds: str, plain: dict[str, object]) -> DraftLine:
    return fact_from_dict(plain) if holds == Holds.FACTS else reference_from_dict(plain)
