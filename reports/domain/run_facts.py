"""What a classification run says of schools, as the facts of a report."""

from dataclasses import dataclass
from datetime import date

from assessments.domain.procedures import Work
from assessments.domain.rules import Category


@dataclass(frozen=True, slots=True)
class Ground:
    """One procedure that put a school into the list; hidden where its figures are not published."""

    work: Work
    academic_year: int
    participants: int
    low: int
    threshold: str
    met: bool
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class SchoolVerdict:
    """What the list says of a school; `decision` is why people went against the calculation."""

    school: str
    category: Category
    reason: str
    grounds: tuple[Ground, ...]
    decision: str = ""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """The list of a year: a finished classification run, and the order where one approved it.

    `criteria` is their name in quotes, the version and what was changed for this run.
    """

    criteria: str
    finished_on: date
    verdicts: tuple[SchoolVerdict, ...]
    order: str = ""

    def of(self, category: Category) -> list[SchoolVerdict]:
        """Verdicts of one category in the run's order."""
        return [verdict for verdict in self.verdicts if verdict.category is category]
