"""When an activity that many schools carry out counts as done: all, at least N, a share of them.

Pure; whole numbers only. Schools that the work does not concern («не относится») are in no count.
The rule speaks of one date; an activity with several is done when it is met on each of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.values.wording import NBSP, counted

WHOLE = 100
_OF_SCHOOLS = ("школы", "школ", "школ")
_SCHOOLS = ("школа", "школы", "школ")


class Enough(StrEnum):
    """How much is enough."""

    ALL = "all"
    AT_LEAST = "at_least"
    SHARE = "share"


ENOUGH_NAMES = {
    Enough.ALL: "все школы",
    Enough.AT_LEAST: "не меньше скольких-то школ",
    Enough.SHARE: "доля школ",
}


@dataclass(frozen=True, slots=True)
class DateCounts:
    """Schools that owe one date, and those of them whose work is accepted."""

    accepted: int
    total: int


@dataclass(frozen=True, slots=True)
class RollUp:
    """The rule of one activity; `number` is schools for AT_LEAST, whole per cent for SHARE."""

    enough: Enough = Enough.ALL
    number: int | None = None

    def needed(self, schools: int) -> int:
        """How many of so many schools must be accepted: 80 % of 12 are 10."""
        if self.enough is Enough.AT_LEAST:
            return self.number or 0
        if self.enough is Enough.SHARE:
            return -(-(self.number or 0) * schools // WHOLE)
        return schools

    def is_met(self, date: DateCounts) -> bool:
        """Whether enough schools are accepted; nothing is done where no school owes anything."""
        return date.total > 0 and date.accepted >= self.needed(date.total)

    def is_beyond(self, schools: int) -> bool:
        """Whether more schools are asked for than owe the work: it can never be done."""
        return self.needed(schools) > schools > 0

    @property
    def words(self) -> str:
        """«не меньше 10 школ», as «выполнено, когда приняты поручения …» goes on."""
        if self.enough is Enough.AT_LEAST:
            return f"не меньше {counted(self.number or 0, *_OF_SCHOOLS)}"
        if self.enough is Enough.SHARE:
            return f"не меньше {self.number}{NBSP}% школ"
        return "всех школ"

    @property
    def mark(self) -> str:
        """What tells one rule from another: a form brings it back."""
        return f"{self.enough.value}:{self.number or ''}"


EVERY_SCHOOL = RollUp()


def are_met(rule: RollUp, dates: Iterable[DateCounts]) -> bool:
    """Whether the rule is met on each date that any school owes, and on one at least."""
    owed = [date for date in dates if date.total]
    return bool(owed) and all(rule.is_met(date) for date in owed)


def rule_words(rule: RollUp, dates: Iterable[DateCounts]) -> str:
    """«9 из 12 школ, нужно 10»; for several dates how many of them are done.

    Empty for the usual rule and where no school owes anything.
    """
    owed = [date for date in dates if date.total]
    if rule.enough is Enough.ALL or not owed:
        return ""
    if len(owed) > 1:
        done = sum(rule.is_met(date) for date in owed)
        dates_words = counted(len(owed), "даты", "дат", "дат")
        return f"выполнено {done} из {dates_words}, на каждую нужно {rule.words}"
    date = owed[0]
    if rule.is_beyond(date.total):
        return beyond_words(rule, date.total)
    schools = counted(date.total, *_OF_SCHOOLS)
    return f"{date.accepted} из {schools}, нужно {rule.needed(date.total)}"


def beyond_words(rule: RollUp, schools: int) -> str:
    """What is said where more schools are asked for than owe the work."""
    asked = counted(schools, *_SCHOOLS)
    return f"нужно {rule.needed(schools)}, а мероприятие выполняют {asked}"
