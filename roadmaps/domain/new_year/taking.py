"""Which rows of a plan that ends are offered for the next one."""

from dataclasses import dataclass
from enum import StrEnum

from core.values.wording import plural
from roadmaps.domain.deadlines.values import DeadlineKind

_COMES_ROUND = frozenset(
    {DeadlineKind.RECURRING, DeadlineKind.CONTINUOUS, DeadlineKind.BY_SCHEDULE}
)


class Take(StrEnum):
    """A ready choice of rows."""

    EVERY = "every"
    UNFINISHED = "unfinished"
    NOT_DONE_ONCE = "not_done_once"


TAKE_NAMES = {
    Take.EVERY: "все",
    Take.UNFINISHED: "только незавершённые",
    Take.NOT_DONE_ONCE: "все, кроме выполненных разовых",
}


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a row's work: assignments and schools, all and those not accepted.

    `is_enough` where the row's own rule is met though not every school is accepted.
    """

    total: int = 0
    left: int = 0
    schools: int = 0
    schools_left: int = 0
    is_enough: bool = False

    @property
    def is_done(self) -> bool:
        """Everything that was owed is accepted, or enough of it."""
        return self.total > 0 and (not self.left or self.is_enough)

    @property
    def words(self) -> str:
        """«не выполнено: 3 из 12 школ», «выполнено», «поручений не было»."""
        if not self.total:
            return "поручений не было"
        if self.is_done:
            return "выполнено"
        if self.schools_left:
            of_schools = plural(self.schools, "школы", "школ", "школ")
            return f"не выполнено: {self.schools_left} из {self.schools} {of_schools}"
        if self.total > 1:
            of_all = plural(self.total, "поручения", "поручений", "поручений")
            return f"не выполнено: {self.left} из {self.total} {of_all}"
        return "не выполнено"


NO_OUTCOME = RowOutcome()


def is_taken(take: Take, outcome: RowOutcome, *, once: bool) -> bool:
    """Whether a ready choice takes a row; `once` tells a row that does not come round."""
    if take is Take.UNFINISHED:
        return not outcome.is_done
    if take is Take.NOT_DONE_ONCE:
        return not (outcome.is_done and once)
    return True


def is_once(kind: DeadlineKind, dates: int) -> bool:
    """Whether a deadline names one time: no «ежегодно», no schedule, no more than one date."""
    return kind not in _COMES_ROUND and dates <= 1
