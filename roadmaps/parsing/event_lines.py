"""Lists of dated events as people have them: «15.03.2027 – 19.05.2027 ВПР 4–8 классы», one a line.

The days may stand before the name or after it, in figures or in words, parted by tabs, dashes or
nothing. Days without a year are meant in the academic year that is asked for.
"""

import re
from dataclasses import dataclass
from datetime import date

from core.office.documents import Document, Table
from core.values.wording import MONTHS_GENITIVE, MONTHS_NOMINATIVE
from roadmaps.domain.deadlines.reading import PlanPeriod, read_deadline

MOST_LINES = 300
NO_DATE = "Не найдена дата. Напишите её, например: 15.03.2027 – 19.05.2027."
UNREAL = "Такой даты нет. Проверьте день и месяц."
OUT_OF_ORDER = "Окончание раньше начала."
_LONGEST_TITLE = 200
_LONGEST_EVENT = 366

_MONTH = "|".join((*MONTHS_GENITIVE, *MONTHS_NOMINATIVE))
_FIGURES = r"\d{1,2}\.\d{1,2}(?:\.(?:\d{4}|\d{2}))?(?!\d)"
_IN_WORDS = rf"\d{{1,2}}\s+(?:{_MONTH})(?:\s+\d{{4}})?"
_DAY = rf"(?:{_FIGURES}|{_IN_WORDS})"
_YEAR_MARK = r"(?:\s*(?:года|год|г\.?)(?!\w))?"
_TO = r"\s*(?:[-–—]|по|до)\s*"
_DATES = re.compile(
    rf"(?:\bс\s+)?(?:{_DAY}|\d{{1,2}}){_YEAR_MARK}{_TO}{_DAY}{_YEAR_MARK}"
    rf"|{_DAY}{_YEAR_MARK}|\b(?:{_MONTH})\s+\d{{4}}{_YEAR_MARK}",
    re.IGNORECASE,
)
_EDGES = " \t\xa0.,;:|–—-"
_NUMBERING = re.compile(r"^\s*\d{1,3}[.)]?(?:\t|\s{2,}|[.)]\s+(?=[^\d\s]))")


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line: its words and either the event that it names or what is wrong with it."""

    number: int
    text: str
    starts_on: date | None = None
    ends_on: date | None = None
    title: str = ""
    problem: str = ""


def read_event_lines(text: str, academic_year: int) -> list[EventLine]:
    """The events of a pasted list; empty lines count for nothing."""
    lines = [line.strip() for line in text.splitlines()]
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line]
    return [_read(number, line, academic_year) for number, line in numbered[:MOST_LINES]]


def lines_of(document: Document, academic_year: int) -> tuple[str, int]:
    """The lines of a plan of events that name a day, and how many other lines there are."""
    rows: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            rows += [
                "\t".join(" ".join(cell.text.split()) for cell in row.cells if cell.text.strip())
                for row in block.rows
                if not row.header
            ]
        else:
            rows.append(" ".join(block.full_text.split()))
    filled = [row for row in rows if row.strip()]
    kept = [row for row in filled if not _read(0, row, academic_year).problem]
    return "\n".join(kept[:MOST_LINES]), len(filled) - len(kept[:MOST_LINES])


def _read(number: int, line: str, academic_year: int) -> EventLine:
    numbering = _NUMBERING.match(line)
    rest = line[numbering.end() :] if numbering else line
    found = _DATES.search(rest)
    if found is None:
        return EventLine(number, line, problem=NO_DATE)
    title = " ".join(f"{rest[: found.start()].rstrip(_EDGES)} {rest[found.end() :]}".split())
    title = title.strip(_EDGES)[:_LONGEST_TITLE]
    words = " ".join(found.group(0).split())
    period = PlanPeriod(academic_year, academic_year + 1, school_year=True)
    reading = read_deadline(words, period)
    if reading.errors:
        order = "позже" in " ".join(reading.errors)
        return EventLine(number, line, title=title, problem=OUT_OF_ORDER if order else UNREAL)
    if not reading.occurrences:
        return EventLine(number, line, title=title, problem=NO_DATE)
    span = reading.occurrences[0]
    starts_on = span.start or span.end
    if (span.end - starts_on).days > _LONGEST_EVENT:
        return EventLine(number, line, title=title, problem=OUT_OF_ORDER)
    return EventLine(number, line, starts_on, span.end, title)
