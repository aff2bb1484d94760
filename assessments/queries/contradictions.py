"""Files that say different things of the same work of the same school."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.queries.draft_pieces import DraftLine
from assessments.queries.fact_kinds import kind_of
from assessments.queries.import_plans import Effect, PlanLine
from core.values import academic_year

_PLACE_BITS = 96
_HASH_BITS = 64
_HASH = (1 << _HASH_BITS) - 1
_ROW = (1 << (_PLACE_BITS - _HASH_BITS)) - 1


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a later file says otherwise than an earlier one; files by their places in the list.

    `earlier_row` is the place of the row in the earlier file, `sheet` and `cell` that of the row
    in the later one.
    """

    earlier: int
    earlier_row: int
    later: int
    title: str
    said: str
    sheet: str
    cell: str

    def words(self, names: Sequence[str], row: DraftLine) -> str:
        """Whose work it is, and both figures; `names` are those of the files.

        `row` is the one of the earlier file.
        """
        kind = kind_of(row)
        return (
            f"{self.title}: в файле «{names[self.earlier]}» — {kind.words(kind.figures(row))}; "
            f"в файле «{names[self.later]}» — {self.said}"
        )


class Contradictions:
    """Figures of later files that an earlier one tells otherwise, in the order of the files.

    Figures are compared as people read them: counts restored from percentages do not contradict
    the same counts. Of each figure three numbers are noted in one: the file, the row in it, and
    the hash of the words.
    """

    def __init__(self) -> None:
        self.found: list[Contradiction] = []
        self._first: dict[int, int] = {}
        self._rows: Counter[int] = Counter()

    def hear(self, place: int, line: PlanLine) -> None:
        """The next row of the file at `place`; files come one after the other."""
        row = self._rows[place]
        self._rows[place] += 1
        if line.effect is Effect.LEFT_OUT or line.school is None:
            return
        said = line.after
        told = hash(said) & _HASH
        key = hash(line.kind.key_of(line.school.pk, line.identity))
        first = self._first.setdefault(key, place << _PLACE_BITS | row << _HASH_BITS | told)
        if first & _HASH != told:
            year = academic_year.label(line.row.academic_year)
            self.found.append(
                Contradiction(
                    first >> _PLACE_BITS, first >> _HASH_BITS & _ROW, place,
                    f"{line.school.name}, {line.row.work.title}, {year}", said,
                    line.row.sheet, line.row.cell,
                )
            )  # fmt: skip
