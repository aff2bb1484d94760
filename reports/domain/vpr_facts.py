"""What an analysis of ВПР knows: counts of marks over years, and sums over schools and works."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.domain import measures
from assessments.domain.hidden_figures import Place
from assessments.domain.marks import NO_MARKS, MarkCounts
from assessments.domain.procedures import Work
from assessments.domain.results import Result
from assessments.domain.small_groups import LEAST_PUBLIC
from assessments.domain.subjects import MATHEMATICS, RUSSIAN
from reports.domain.publication import hidden_in_year
from reports.domain.run_facts import RunFacts
from reports.domain.vpr_objectivity import BiasFacts

YEARS_COMPARED = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts of marks of a group with their measures; exact fractions, None for nobody."""

    marks: MarkCounts

    @property
    def participants(self) -> int:
        """Participants with a mark."""
        return self.marks.total

    @property
    def is_small(self) -> bool:
        """Whether one pupil moves a share by more than ten points."""
        return 0 < self.participants < measures.SMALL_GROUP

    @property
    def low(self) -> Fraction | None:
        """Share of «2», %."""
        return measures.low_share(self.marks.twos, self.participants)

    @property
    def passed(self) -> Fraction | None:
        """Успеваемость, %."""
        return measures.pass_rate(self.marks)

    @property
    def quality(self) -> Fraction | None:
        """Качество, %."""
        return measures.quality_rate(self.marks)

    @property
    def sou(self) -> Fraction | None:
        """СОУ, %."""
        return measures.sou(self.marks)

    @property
    def mean(self) -> Fraction | None:
        """Mean mark."""
        return measures.mean_mark(self.marks)

    def share_of(self, count: int) -> Fraction | None:
        """A count of marks as a share, %."""
        return measures.share(count, self.participants)


@dataclass(frozen=True, slots=True)
class VprFacts:
    """Results of ВПР of one municipality.

    `schools` maps the key of every school to its name in the order people list them; `results`
    hold the reported year and up to two before it. Results without marks are left out. `bias` is
    None where no sign can be told or judged. With `is_public` figures of fewer than five people,
    and those from which they would follow, are hidden.
    """

    academic_year: int
    schools: Mapping[str, str]
    results: tuple[Result, ...]
    run: RunFacts | None = None
    bias: BiasFacts | None = None
    is_public: bool = False
    _hidden: frozenset[Place] = field(init=False, repr=False, compare=False, default=frozenset())
    _single: dict[tuple[int, Work, str], MarkCounts] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for result in self.results:
            if result.marks is not None:
                key = (result.academic_year, result.work, result.school)
                self._single[key] = result.marks
        if self.is_public:
            hidden = hidden_in_year(self.results, self.academic_year)
            object.__setattr__(self, "_hidden", hidden)

    def hides(
        self, *, year: int | None = None, work: Work | None = None, school: str | None = None
    ) -> bool:
        """Whether the figures of a school in a work, of either or of all, are not published."""
        if year in (None, self.academic_year):
            return (school, work) in self._hidden
        people = self.marks(year=year, work=work, school=school).participants
        return self.is_public and 0 < people < LEAST_PUBLIC

    def marks(
        self, *, year: int | None = None, work: Work | None = None, school: str | None = None,
        works: frozenset[Work] | None = None,
    ) -> Measured:  # fmt: skip
        """Sum of marks over everything that fits; the reported year by default."""
        year = self.academic_year if year is None else year
        if work is not None and school is not None:
            return Measured(self._single.get((year, work, school), NO_MARKS))
        return Measured(
            _total(
                result.marks
                for result in self.results
                if result.academic_year == year
                and work in (None, result.work)
                and school in (None, result.school)
                and (works is None or result.work in works)
                and result.marks is not None
            )
        )

    def works(self, year: int | None = None) -> list[Work]:
        """Works of a year: Russian and mathematics first, then by name, then by grade."""
        year = self.academic_year if year is None else year
        found = {
            result.work
            for result in self.results
            if result.academic_year == year and result.marks is not None
        }
        return sorted(found, key=_work_order)

    def subjects(self) -> dict[str, list[Work]]:
        """Works of the reported year by subject."""
        found: dict[str, list[Work]] = defaultdict(list)
        for work in self.works():
            found[work.subject].append(work)
        return dict(found)

    def schools_with(self, work: Work) -> list[str]:
        """Keys of schools that have a result in `work` this year, in order."""
        having = {
            result.school
            for result in self.results
            if result.academic_year == self.academic_year and result.work == work
        }
        return [school for school in self.schools if school in having]

    def participating(self) -> list[str]:
        """Keys of schools with any result this year, in order."""
        having = {r.school for r in self.results if r.academic_year == self.academic_year}
        return [school for school in self.schools if school in having]

    def years(self) -> list[int]:
        """Years with results up to the reported one, the earliest first; at most three."""
        oldest = self.academic_year - YEARS_COMPARED + 1
        found = {result.academic_year for result in self.results if result.marks is not None}
        return sorted(year for year in found if oldest <= year <= self.academic_year)

    def comparable(self, years: Iterable[int]) -> frozenset[Work]:
        """Works that were written in every one of `years`."""
        sets = [frozenset(self.works(year)) for year in years]
        return frozenset.intersection(*sets) if sets else frozenset()


def _total(counts: Iterable[MarkCounts | None]) -> MarkCounts:
    return sum((one for one in counts if one is not None), NO_MARKS)


def _work_order(work: Work) -> tuple[int, str, int]:
    first = {RUSSIAN: 0, MATHEMATICS: 1}
    return (first.get(work.subject, 2), work.subject, work.grade)
