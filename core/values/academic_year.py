"""Academic years: stored as the first calendar year, shown as «2023/24»."""

from datetime import date

FIRST_MONTH = 9


def label(first_year: int) -> str:
    """«2023/24» for 2023."""
    return f"{first_year}/{(first_year + 1) % 100:02d}"


def span(first_year: int, last_year: int) -> str:
    """«2025/26» for one year, «2025/26–2026/27» for several."""
    first = label(first_year)
    return first if first_year == last_year else f"{first}–{label(last_year)}"


def bounds(year: int) -> tuple[date, date]:
    """First and last day of an academic year, summer included."""
    return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH - 1, 31)


def of_date(day: date) -> int:
    """The academic year that `day` belongs to; July and August still close the old one."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1
