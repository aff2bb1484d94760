"""Target indicators written as sentences: «не менее 60 %», «не ниже среднего по городу»."""

import re
from collections.abc import Sequence
from textwrap import shorten

from core.office.documents import Paragraph
from roadmaps.parsing.draft import IndicatorDraft, Issue, Severity, YearValue
from roadmaps.parsing.surroundings import headings_of, lines_of, list_after
from roadmaps.parsing.vocabulary import any_year
from roadmaps.parsing.wording import heading_key, one_line

_HEADING = re.compile(
    r"^(?:\d+[.)]?\s*)*(?:(?:важнейши|основны|ключевы|планируемы|ожидаемы)\w* )*"
    r"(?:целев\w* (?:показател|индикатор|ориентир)|(?:показател|индикатор)\w* (?:эффективност|"
    r"результативност|реализаци|достижени|успешност|программ|план)|индикатор\w*$|показател\w*$)"
)
_EXPECTED = re.compile(r"^(?:\d+[.)]?\s*)*(?:ожидаем|планируем)\w* результат")
_SIGN = (
    r"(?P<sign>не менее|не ниже|не более|не выше|не больше|не меньше|более|свыше|менее|до|[≥≤<>])"
)
_UNIT = r"(?P<unit>%|процент\w*|балл\w*|чел\w*|школ\w*|педагог\w*|раз\w*|ед\w*\.?)"
_LIMIT = re.compile(
    rf"{_SIGN}?,?\s*(?:чем\s+)?(?P<by>на\s+)?(?P<value>\d+(?:[.,]\d+)?)\s*{_UNIT}", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"(?:не ниже|не хуже|выше|на уровне)\s+(?P<what>(?:средн\w+|показател\w+|уровня|результат\w*)"
    r"(?:\s+(?!результат)[\w-]+){0,4})",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"ежегодн|каждый год|в год\b", re.IGNORECASE)
_FALLS = re.compile(r"сниж|сокращ|уменьш", re.IGNORECASE)
_AT_MOST = frozenset({"не более", "не выше", "не больше", "менее", "≤", "<"})
_BASELINE, _YEAR_BEFORE = "исходное значение", "предыдущий год"


def sentence_indicators(
    paragraphs: Sequence[Paragraph], years: tuple[int, int] | None
) -> tuple[list[IndicatorDraft], list[Issue]]:
    """Indicators of the first list under a heading about targets; unmeasurable ones are issues."""
    lines = lines_of(paragraphs)
    for index, line in enumerate(lines):
        if len(line) > 200 or not _HEADING.match(heading_key(line)):
            continue
        items = list_after(lines, index, headings_of(paragraphs))
        if items:
            year = _year_above(lines[index : index + 3], years)
            return _read(items, year)
    return _expected(lines, years), []


def _expected(lines: Sequence[str], years: tuple[int, int] | None) -> list[IndicatorDraft]:
    """Measurable ones among the expected results, where the plan lists no targets."""
    for index, line in enumerate(lines):
        if len(line) < 100 and _EXPECTED.match(heading_key(line)):
            items = list_after(lines, index)
            read = [read_sentence(item, years[1] if years else None) for item in items]
            return [indicator for indicator in read if indicator.targets or indicator.relative_to]
    return []


def _year_above(lines: Sequence[str], years: tuple[int, int] | None) -> int | None:
    named = next((year for line in lines[:2] if (year := any_year(line))), None)
    return named or (years[1] if years else None)


def _read(items: Sequence[str], year: int | None) -> tuple[list[IndicatorDraft], list[Issue]]:
    found, issues = [], []
    for item in items:
        indicator = read_sentence(item, year)
        found.append(indicator)
        if not indicator.targets and indicator.relative_to is None:
            words = shorten(one_line(item), 120, placeholder="…")
            text = f"Показатель записан без измеримого значения: «{words}»"
            issues.append(Issue(Severity.WARNING, text))
    return found, issues


def read_sentence(sentence: str, year: int | None) -> IndicatorDraft:
    """A sentence as an indicator; without a figure it has no targets.

    `year` is the year of the target where the sentence names none.
    """
    text = one_line(sentence)
    limit, relative = _LIMIT.search(text), _RELATIVE.search(text)
    sign = (limit.group("sign") or "").lower() if limit else ""
    falls = bool(_FALLS.search(text))
    targets: tuple[YearValue, ...] = ()
    compared = relative.group("what").strip() if relative else None
    if limit:
        value = limit.group("value").replace(",", ".")
        targets = (YearValue(any_year(text) or year, value),)
        if limit.group("by") or (falls and sign != "до"):
            compared = _YEAR_BEFORE if _YEARLY.search(text) else _BASELINE
    at_most = sign in _AT_MOST or (falls and sign == "до")
    unit = limit.group("unit") if limit else ""
    return IndicatorDraft(
        name=text.rstrip(" .;"),
        unit="%" if unit.lower().startswith("процент") else unit,
        comparator="<=" if at_most else ">=",
        baseline=None,
        targets=targets,
        relative_to=compared,
    )
