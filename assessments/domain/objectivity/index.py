"""The index of objectivity of a municipality: 100 − the share of schools with a sign.

DOMAIN.md 3.1, stages 2 and 3; the denominator is a setting (3.2). What lists told and what the
portal counted make an index each: they are never mixed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from assessments.domain.objectivity.judging import Judged, WorkSigns, answer_of
from assessments.domain.objectivity.markers import objectivity_index
from assessments.domain.objectivity.settings import Denominator, MarkerRules
from assessments.domain.procedures import Procedure, Work
from assessments.domain.subjects import RUSSIAN

RUSSIAN_4 = Work(Procedure.VPR, RUSSIAN, 4)


@dataclass(frozen=True, slots=True)
class Index:
    """Schools with a sign, schools looked at, and those of which nothing could be judged."""

    marked: tuple[str, ...]
    schools: int
    unjudged: int = 0

    @property
    def value(self) -> Fraction | None:
        """100 − the share of marked schools, %; None without schools."""
        return objectivity_index(len(self.marked), self.schools)

    @property
    def share(self) -> Fraction | None:
        """The share of marked schools, %."""
        return None if self.value is None else 100 - self.value


@dataclass(frozen=True, slots=True)
class YearIndex:
    """Both indexes of a year; None where there is no list, or nothing could be counted."""

    told: Index | None
    computed: Index | None

    @property
    def main(self) -> Index | None:
        """The received list comes first: it is what the region answers for."""
        return self.told or self.computed

    @property
    def is_told(self) -> bool:
        """Whether `main` rests on a list."""
        return self.told is not None


def year_index(judged: Judged, rules: MarkerRules) -> YearIndex:
    """The indexes over the works that the rules count."""
    return YearIndex(
        _index(judged, rules, lambda signs: signs.told, takes_silent=True),
        _index(judged, rules, lambda signs: signs.computed, takes_silent=False),
    )


def _index(
    judged: Judged,
    rules: MarkerRules,
    said: Callable[[WorkSigns], bool | None],
    *,
    takes_silent: bool,
) -> Index | None:
    """`takes_silent`: a list that names marked schools only is silent about the others."""
    answers = {
        school: answer_of([said(signs) for signs in works if signs.counted])
        for school, works in judged.schools.items()
        if _belongs(works, rules.denominator)
    }
    known = [answer for answer in answers.values() if answer is not None]
    if not known:
        return None
    marked = tuple(sorted(school for school, answer in answers.items() if answer))
    if takes_silent:
        return Index(marked, len(answers))
    return Index(marked, len(known), len(answers) - len(known))


def _belongs(works: tuple[WorkSigns, ...], denominator: Denominator) -> bool:
    if denominator is Denominator.RUSSIAN_4:
        return any(signs.work == RUSSIAN_4 for signs in works)
    return any(signs.counted for signs in works)
