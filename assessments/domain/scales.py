"""Scales of marks and minimum scores by work, year and place.

A scale says from which primary score of a work each mark begins (ВПР, ОГЭ, ЕГЭ of the basic
level), or which test score is the least one (ЕГЭ of 100 points). What is not known stays None: a
year without a scale never takes the neighbour's. Source: DOMAIN.md 4; how sure each figure is
goes with it (DOMAIN.md 0, 11).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction

from assessments.domain.procedures import SCORED, Procedure, Work

HIGHEST_TEST_SCORE = 100
HIGH_SCORE = 81
"""From this test score of ЕГЭ on a participant is a high scorer (DOMAIN.md 5)."""
MEDIUM_SCORE = 61
"""From this test score of ЕГЭ on a participant stands in the group 61–80 (DOMAIN.md 5)."""
FOREIGN = "Иностранный язык"
LANGUAGES = frozenset(
    {
        "Английский язык", "Немецкий язык", "Французский язык", "Испанский язык",
        "Китайский язык",
    }
)  # fmt: skip
"""Languages that a scale of «Иностранный язык» covers unless they have one of their own."""


class Certainty(StrEnum):
    """How sure the figures are (DOMAIN.md, «Marks»)."""

    OFFICIAL = "official"
    SOURCED = "sourced"
    UNDATED = "undated"
    MEMORY_HIGH = "memory-high"
    MEMORY_MEDIUM = "memory-medium"
    MEMORY_LOW = "memory-low"
    ENTERED = "entered"


CERTAINTY_WORDS = {
    Certainty.OFFICIAL: "официально",
    Certainty.SOURCED: "по публикации",
    Certainty.UNDATED: "по публикации без года, проверьте",
    Certainty.MEMORY_HIGH: "по памяти, почти наверняка; проверьте",
    Certainty.MEMORY_MEDIUM: "по памяти, проверьте",
    Certainty.MEMORY_LOW: "по памяти, ненадёжно; проверьте",
    Certainty.ENTERED: "внесено по документу",
}
TO_BE_CHECKED = frozenset(
    {
        Certainty.UNDATED, Certainty.MEMORY_HIGH, Certainty.MEMORY_MEDIUM, Certainty.MEMORY_LOW,
    }
)  # fmt: skip
"""What a person should compare with the letter of the year before relying on it."""


class Level(IntEnum):
    """For whom a scale is in force; the higher one wins."""

    SHIPPED = 0
    INSTALLATION = 1
    REGION = 2
    MUNICIPALITY = 3


LEVEL_WORDS = {
    Level.SHIPPED: "из поставки портала",
    Level.INSTALLATION: "внесено владельцем портала для всех",
    Level.REGION: "внесено для региона",
    Level.MUNICIPALITY: "внесено управлением",
}


class ScoreGroup(StrEnum):
    """Groups of test scores of ЕГЭ (DOMAIN.md 5, memory, high)."""

    BELOW_MINIMUM = "ниже минимального"
    LOW = "от минимального до 60"
    MEDIUM = "61–80"
    HIGH = "81–99"
    HIGHEST = "100"


@dataclass(frozen=True, slots=True)
class Scale:
    """What turns a score of a work into a mark or tells whether it passes.

    Years are academic years by their first calendar year; the scale is in force from `first_year`
    to `last_year` inclusive and nowhere else. `max_score` is the highest primary score. `twos_to`,
    `threes_to` and `fours_to` are the upper bounds of those marks; a later one without an earlier
    one does not occur. `minimum` and `entry_minimum` are test scores: the least one that passes
    and the least one for entering a university.

    `conditions` are further demands in words («не менее 2 баллов за геометрию»): where there are
    some, a score alone does not settle the mark. `key` is the id of the stored row.
    """

    work: Work
    first_year: int
    last_year: int
    max_score: int | None = None
    twos_to: int | None = None
    threes_to: int | None = None
    fours_to: int | None = None
    minimum: int | None = None
    entry_minimum: int | None = None
    conditions: str = ""
    source: str = ""
    certainty: Certainty = Certainty.ENTERED
    note: str = ""
    level: Level = Level.SHIPPED
    key: int | None = None

    @property
    def is_scored(self) -> bool:
        """Whether the results are test scores of 100 points and not marks."""
        return self.work.procedure in SCORED

    @property
    def upper(self) -> tuple[int | None, int | None, int | None]:
        """Upper bounds of the marks 2, 3 and 4."""
        return (self.twos_to, self.threes_to, self.fours_to)

    @property
    def has_marks(self) -> bool:
        """Whether every mark has its bounds."""
        return None not in self.upper

    @property
    def figures(self) -> tuple[int | str | None, ...]:
        """What the scale says, without where it comes from: equal figures are the same scale."""
        return (
            self.max_score, *self.upper, self.minimum, self.entry_minimum, self.conditions,
        )  # fmt: skip

    def covers(self, academic_year: int) -> bool:
        """Whether the scale is in force in the year."""
        return self.first_year <= academic_year <= self.last_year

    def lowest(self, mark: int) -> int | None:
        """The lowest primary score of `mark`; None where the scale does not tell.

        Raises ValueError for what is no mark.
        """
        if mark not in (2, 3, 4, 5):
            raise ValueError(f"Отметки {mark} нет: бывают 2, 3, 4 и 5.")
        if mark == 2:
            return None if self.is_scored else 0
        below = self.upper[mark - 3]
        return None if below is None else below + 1

    def highest(self, mark: int) -> int | None:
        """The highest primary score of `mark`; None where the scale does not tell."""
        if mark == 5:
            return self.max_score
        return self.upper[mark - 2]

    def boundaries(self) -> dict[int, int]:
        """Marks 3–5 with the lowest score of each, as far as the scale tells."""
        found = {mark: self.lowest(mark) for mark in (3, 4, 5)}
        return {mark: score for mark, score in found.items() if score is not None}

    def mark(self, score: int) -> int | None:
        """The mark of a primary score by its bounds alone; None where the scale does not tell.

        `conditions` may lower it. Raises ValueError for a score that the work cannot give.
        """
        self._require_possible(score, self.max_score)
        if not self.has_marks:
            return 2 if self.twos_to is not None and score <= self.twos_to else None
        return 2 + sum(upper is not None and score > upper for upper in self.upper)

    def passes(self, score: int) -> bool | None:
        """Whether a score is above the upper bound of «2», or at least the minimum test score.

        None where the scale does not tell. Raises ValueError for an impossible score.
        """
        if self.is_scored:
            self._require_possible(score, HIGHEST_TEST_SCORE)
            return None if self.minimum is None else score >= self.minimum
        self._require_possible(score, self.max_score)
        return None if self.twos_to is None else score > self.twos_to

    def group(self, test_score: int) -> ScoreGroup | None:
        """The group of a test score of ЕГЭ (DOMAIN.md 5); None where there is no minimum."""
        passed = self.passes(test_score) if self.is_scored else None
        if passed is None:
            return None
        if not passed:
            return ScoreGroup.BELOW_MINIMUM
        if test_score == HIGHEST_TEST_SCORE:
            return ScoreGroup.HIGHEST
        if test_score >= HIGH_SCORE:
            return ScoreGroup.HIGH
        return ScoreGroup.MEDIUM if test_score >= MEDIUM_SCORE else ScoreGroup.LOW

    def share_of_maximum(self, mean_score: Fraction) -> Fraction | None:
        """A mean primary score in % of the highest one (DOMAIN.md 5); None without a maximum."""
        return None if not self.max_score else 100 * mean_score / self.max_score

    def _require_possible(self, score: int, highest: int | None) -> None:
        if score < 0 or (highest is not None and score > highest):
            shown = f"от 0 до {highest}" if highest is not None else "от 0"
            raise ValueError(f"Балл {score} невозможен: бывает {shown}.")


class Scales:
    """Every scale in force in one place; the more particular one wins."""

    def __init__(self, scales: Iterable[Scale]) -> None:
        self._by_work: dict[Work, list[Scale]] = defaultdict(list)
        for scale in scales:
            self._by_work[scale.work].append(scale)

    def of(self, work: Work, academic_year: int) -> Scale | None:
        """The scale of `work` in the year, or None: never that of another year.

        The municipality's wins over the region's, that one over the installation's, that one over
        the shipped one. A language without a scale of its own takes «Иностранный язык».
        """
        found = [
            (scale.level, not rank, scale)
            for rank, name in enumerate(_names(work))
            for scale in self._by_work.get(name, ())
            if scale.covers(academic_year)
        ]
        return max(found, key=lambda one: one[:2])[2] if found else None

    def mark(self, work: Work, academic_year: int, score: int) -> int | None:
        """The mark of a primary score; None where nothing is known. Raises ValueError."""
        scale = self.of(work, academic_year)
        return None if scale is None else scale.mark(score)

    def boundaries(self, work: Work, academic_year: int) -> dict[int, int]:
        """The lowest score of the marks 3–5; empty where nothing is known."""
        scale = self.of(work, academic_year)
        return {} if scale is None else scale.boundaries()

    def maximum(self, work: Work, academic_year: int) -> int | None:
        """The highest primary score of the work."""
        scale = self.of(work, academic_year)
        return None if scale is None else scale.max_score

    def minimum(self, work: Work, academic_year: int) -> int | None:
        """The least test score that passes."""
        scale = self.of(work, academic_year)
        return None if scale is None else scale.minimum

    def entry_minimum(self, work: Work, academic_year: int) -> int | None:
        """The least test score for entering a university."""
        scale = self.of(work, academic_year)
        return None if scale is None else scale.entry_minimum

    def of_work(self, work: Work) -> list[Scale]:
        """All scales of the work itself, the newest and most particular first."""
        found = self._by_work.get(work, [])
        return sorted(found, key=lambda one: (-one.first_year, -one.level, -one.last_year))

    def works(self) -> list[Work]:
        """Works of which anything is known, in the order of procedures, grades and subjects."""
        order = {procedure: place for place, procedure in enumerate(Procedure)}
        return sorted(
            self._by_work, key=lambda work: (order[work.procedure], work.grade, work.subject)
        )

    def years(self) -> list[int]:
        """Academic years in which any scale is in force, newest first."""
        return sorted(
            {
                year
                for scales in self._by_work.values()
                for scale in scales
                for year in range(scale.first_year, scale.last_year + 1)
            },
            reverse=True,
        )

    def latest_before(self, work: Work, academic_year: int) -> int | None:
        """The last year before `academic_year` with a scale of the work itself."""
        ends = [
            min(scale.last_year, academic_year - 1)
            for scale in self._by_work.get(work, ())
            if scale.first_year < academic_year
        ]
        return max(ends, default=None)


def _names(work: Work) -> tuple[Work, ...]:
    """The work, and for a language the one that speaks for all languages."""
    if work.subject not in LANGUAGES:
        return (work,)
    return (work, Work(work.procedure, FOREIGN, work.grade))
