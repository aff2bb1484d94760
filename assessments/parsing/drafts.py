"""What was understood of an uploaded workbook, before a person decides: facts, issues, places.

A draft knows the file only; which school a row means is settled when it meets the register.
"""

from dataclasses import dataclass
from decimal import Decimal

from assessments.domain.marks import MarkCounts
from assessments.domain.objectivity.signs import Sign
from assessments.domain.procedures import Work
from assessments.domain.results import Attempt
from assessments.domain.tasks import Outcome, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFact:
    """One school, procedure, subject, grade and year as the file has them.

    `written_year` differs from `academic_year` for a ВПР written in autumn on the programme of
    the year before. `cell` is where the row stands, `cells` names the cell of every figure.
    """

    school_code: str
    school_name: str
    municipality: str
    work: Work
    academic_year: int
    written_year: int
    participants: int
    attempt: Attempt = Attempt.FIRST
    sheet: str = ""
    cell: str = ""
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What may occur once in a file."""
        school = self.school_code or self.school_name.lower()
        return (type(self), school, self.work, self.academic_year, self.attempt)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow(DraftFact):
    """Counts of marks or scores; `percents` as printed where the counts were recovered."""

    marks: MarkCounts | None = None
    mean_score: Decimal | None = None
    below_minimum: int | None = None
    below_entry_minimum: int | None = None
    high_scorers: int | None = None
    recovered: bool = False
    percents: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDistribution(DraftFact):
    """How many participants got each primary score from 0 to `max_score`."""

    max_score: int
    counts: tuple[int, ...]
    recovered: bool = False
    percents: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftJournal(DraftFact):
    """Marks against the journal; `participants` are those compared.

    `far` (two marks apart and more) and `rank_correlation` come from single results only.
    """

    lowered: int
    confirmed: int
    raised: int
    far: int | None = None
    rank_correlation: Decimal | None = None
    recovered: bool = False
    percents: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTasks(DraftFact):
    """How well each task was done."""

    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOutcomes(DraftFact):
    """How far each planned outcome is reached."""

    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSign(DraftFact):
    """What a list of schools with signs of bias says of one work."""

    sign: Sign
    present: bool

    @property
    def key(self) -> tuple[object, ...]:
        """What may occur once in a file."""
        school = self.school_code or self.school_name.lower()
        return (type(self), school, self.work, self.academic_year, self.attempt, self.sign)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReference:
    """Percentages of the whole sample, a region or a municipality, to compare schools with.

    `kind` is the report («marks», «scores», «journal», «tasks»), `scope` «country», «region» or
    «municipality»; `figures` maps the column to its percentage.
    """

    kind: str
    scope: str
    code: str
    name: str
    work: Work
    academic_year: int
    written_year: int
    schools: int | None
    participants: int | None
    figures: tuple[tuple[str, Decimal], ...]
    sheet: str
    cell: str

    @property
    def key(self) -> tuple[object, ...]:
        """What may occur once in a file."""
        return (self.kind, self.scope, self.code or self.name, self.work, self.academic_year)
