"""What a whole file would do, in totals: its lines are met again where they are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from assessments.parsing.drafts import DraftFact
from assessments.parsing.results_draft import IssueList
from assessments.queries.fact_kinds import REFERENCES
from assessments.queries.import_plans.lines import Effect, PlanLine, shown_school, written_school
from core.values.wording import counted
from schools.domain.matching import Match

_REPEATED = 0x40
_NOT_SHOWN = 0xFF


@dataclass(slots=True)
class DoubtfulSchool:
    """How the file names a school that a person should look at; the place of its first row."""

    shown: str
    name: str
    code: str
    sheet: str
    cell: str
    match: Match | None
    is_unknown: bool
    rows: int = 0


class LineOrder:
    """In which order the page shows the rows of a draft: a byte a row.

    Rows of one rank follow each other as in the file.
    """

    def __init__(self) -> None:
        self._ranks = bytearray()

    def add(self, line: PlanLine | None) -> None:
        """The next row of the draft; None for a row that is not shown."""
        if line is None:
            self._ranks.append(_NOT_SHOWN)
        else:
            self._ranks.append(line.rank | (_REPEATED if line.is_repeated else 0))

    def __len__(self) -> int:
        return len(self._ranks) - self._ranks.count(_NOT_SHOWN)

    def page(self, start: int, stop: int) -> list[tuple[int, bool]]:
        """Places of the rows shown from `start` to before `stop`, and whether each is repeated."""
        shown = islice(self._places(), start, stop)
        return [(place, bool(self._ranks[place] & _REPEATED)) for place in shown]

    def _places(self) -> Iterator[int]:
        ranks = self._ranks.translate(_WITHOUT_REPEATED)
        for rank in sorted(set(ranks) - {_NOT_SHOWN}):
            place = ranks.find(rank)
            while place >= 0:
                yield place
                place = ranks.find(rank, place + 1)


_WITHOUT_REPEATED = bytes(
    rank if rank == _NOT_SHOWN else rank & ~_REPEATED for rank in range(_NOT_SHOWN + 1)
)


@dataclass(slots=True)
class ImportPlan:
    """Totals over the figures of schools and over rows to compare with; what was noticed.

    `doubtful` are the written schools that a person should look at: not recognised, guessed, or
    decided upon.
    """

    facts: Counter[Effect] = field(default_factory=Counter)
    references: Counter[Effect] = field(default_factory=Counter)
    years: dict[str, set[int]] = field(default_factory=dict)
    issues: IssueList = field(default_factory=IssueList)
    order: LineOrder = field(default_factory=LineOrder)
    doubtful: dict[str, DoubtfulSchool] = field(default_factory=dict)

    def add(self, line: PlanLine, *, is_decided: bool) -> None:
        """One more row; `is_decided` where a person has said which school it means."""
        (self.references if line.kind is REFERENCES else self.facts)[line.effect] += 1
        if line.effect in (Effect.NEW, Effect.CHANGED):
            self.years.setdefault(line.kind.name, set()).add(line.identity["academic_year"])
        if line.is_unknown or line.is_guessed or is_decided:
            self._doubt(line.row, line)

    def _doubt(self, row: DraftFact, line: PlanLine) -> None:
        first = DoubtfulSchool(
            shown_school(row), row.school_name, row.school_code, row.sheet, row.cell, line.match,
            line.is_unknown,
        )  # fmt: skip
        self.doubtful.setdefault(written_school(row), first).rows += 1

    def counts(self) -> dict[str, int]:
        """How many rows of schools have each effect."""
        return {effect.value: self.facts[effect] for effect in Effect}

    def changed_years(self) -> dict[str, list[int]]:
        """Academic years in which figures are added or changed, by the name of their kind."""
        return {name: sorted(years) for name, years in self.years.items()}

    @property
    def holds_anything(self) -> bool:
        """Whether the file has any row of a school or to compare with."""
        return bool(self.facts.total() or self.references.total())

    @property
    def gives_results(self) -> bool:
        """Whether confirming would add or change anything or find it the same."""
        loaded = self.facts.total() - self.facts[Effect.LEFT_OUT]
        return bool(loaded or self.references.total())

    @property
    def changes_nothing(self) -> bool:
        """Whether everything that would be loaded is stored already."""
        return not self.years


def summary_words(plan: ImportPlan) -> str:
    """«24 новых результата, 3 изменённых, 2 без изменений»."""
    counts = plan.counts()
    said = []
    if counts["new"]:
        said.append(
            counted(counts["new"], "новый результат", "новых результата", "новых результатов")
        )
    if counts["changed"]:
        said.append(counted(counts["changed"], "изменённый", "изменённых", "изменённых"))
    if counts["same"]:
        said.append(f"{counts['same']}\u00a0без изменений")
    beside = plan.references.total() - plan.references[Effect.SAME]
    if beside:
        said.append(counted(beside, "строка", "строки", "строк") + " для сравнения")
    return ", ".join(said) or "новых результатов нет"
