"""Months as people see them: a year of twelve columns, a month of whole weeks. Pure."""

from calendar import Calendar, monthrange
from dataclasses import dataclass
from datetime import date

from core.values.wording import MONTHS_NOMINATIVE

SCHOOL_YEAR_STARTS = 9
_SHORT = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WEEKS = Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> "Month | None":
        """«2026-11»; None for anything else."""
        year, _, number = text.partition("-")
        if not (text.isascii() and year.isdigit() and number.isdigit() and len(text) == 7):
            return None
        month = cls(int(year), int(number))
        return month if 1 <= month.number <= 12 and 1990 <= month.year <= 2100 else None

    @property
    def key(self) -> str:
        """«2026-11», as in addresses."""
        return f"{self.year}-{self.number:02}"

    @property
    def name(self) -> str:
        """«ноябрь 2026»."""
        return f"{MONTHS_NOMINATIVE[self.number - 1]} {self.year}"

    @property
    def short_name(self) -> str:
        """«ноя»."""
        return _SHORT[self.number - 1]

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    def shifted(self, months: int) -> "Month":
        """So many months later, earlier where negative."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)

    def weeks(self) -> list[list[date]]:
        """Whole weeks from Monday that hold the month; days of its neighbours fill them up."""
        return _WEEKS.monthdatescalendar(self.year, self.number)


def months_of_year(year: int, *, is_school_year: bool) -> list[Month]:
    """January to December, or September to August of the next year."""
    first = Month(year, SCHOOL_YEAR_STARTS if is_school_year else 1)
    return [first.shifted(step) for step in range(12)]


def year_of(day: date, *, is_school_year: bool) -> int:
    """The year that `day` belongs to; a school year is called by the one it begins in."""
    return day.year - 1 if is_school_year and day.month < SCHOOL_YEAR_STARTS else day.year


def year_name(year: int, *, is_school_year: bool) -> str:
    """«2026 год», «2026/27 учебный год»."""
    return f"{year}/{(year + 1) % 100:02} учебный год" if is_school_year else f"{year} год"
