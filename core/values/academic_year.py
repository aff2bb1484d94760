"""Academic years: stored as the first calendar year, shown as «2023/24»."""

from datetime import date

FIRST_MONTH = 9


def label(first_year: int) -> str:
    """«2023/24» for 2023."""
    return f"{first_year}/{(first_year + 1) % 100:02d}"


def of_date(day: date) -> int:
    """The academic year that `day` belongs to; July and August still close the old one."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1
