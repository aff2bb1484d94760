"""The years a plan is for: named in its title, in its text, or by its deadlines."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_LONGEST_PLAN = 15
_PAST_RANK = 9
_LONGEST_TEXT = 2_000
_YEAR_WORD = r"(?:год[аыоу]?\w{0,2}|г\.?\s?г?\.?|гг\.?)"
_SCHOOL_WORD = r"(?:учебн\w+|уч\.)"
_SPAN = re.compile(
    rf"\b(?P<first>20\d\d)(?:\s*{_YEAR_WORD})?\s*[-–—/]\s*(?P<last>20\d\d|\d\d(?!\d|\.\d))"
    rf"(?:\s*{_YEAR_WORD}(?=\W|$))?\s*(?P<school>{_SCHOOL_WORD})?"
)
_LIMITS = re.compile(
    r"\bс\s+(?:\d{1,2}[.\s])?(?:[\d.]+|[а-я]+)?\s*(?P<first>20\d\d)\D{1,15}\bпо\s+[\d.]*\s*"
    r"(?:[а-я]+\s+)?(?P<last>20\d\d)"
)
_DATES = re.compile(
    r"\b\d{1,2}\.\d{1,2}\.(?P<first>20\d\d)\s*г?\.?\s*[-–—]\s*\d{1,2}\.\d{1,2}\.(?P<last>20\d\d)"
)
_MONTHS = re.compile(
    rf"\b[а-я]+\s+(?P<first>20\d\d)(?:\s*{_YEAR_WORD})?\s*[-–—]\s*[а-я]+\s+(?P<last>20\d\d)"
)
_LISTED = re.compile(
    rf"\b(?P<first>20\d\d)(?:\s*,\s*20\d\d)*\s*(?:,|и)\s*(?P<last>20\d\d)\s*{_YEAR_WORD}"
)
_SINGLE = re.compile(rf"\b(?P<first>20\d\d)\s*(?:календарн\w+\s*)?(?:{_YEAR_WORD}(?=\W|$)|\)|$)")
_FOR_SINGLE = re.compile(r"\b(?:на|в|до|к)\s+(?P<first>20\d\d)\b(?!\s*[-–—/]\s*\d)")
_TERM = re.compile(
    r"^(?:(?:\d{1,2}|[IVX]+)[.)]\s*)*(?:срок|период)\w*\s+(?:реализации|действия|исполнения|выполнения)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*[-–—]\s*")
_PATTERNS = (_LIMITS, _DATES, _MONTHS, _SPAN, _LISTED, _SINGLE, _FOR_SINGLE)

# «по итогам 2023 года» tells what a plan rests on, «на 2024 год» what it is for.
_PAST = re.compile(
    r"\b(?:за|итог\w*|результат\w*|анализ\w*|данны\w*|после)"
    r"(?:\s+(?!на\s)[\w.«»-]+){0,3}\s+(?:за\s+|в\s+)?$",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"\b(?:на|в|до)\s+(?:(?:период\w*|срок|до|течение|[IVX12]+|перво\w+|второ\w+|полугоди\w+|"
    r"трехлетн\w+|среднесрочн\w+)\s+)*$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\bдо\s+(?:конца\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Years:
    """The plan's first and last calendar year and whether it runs by academic years.

    `is_limit` says that only the last year is named («до 2027 года») and the first one is not.
    """

    first: int
    last: int
    school_years: bool = False
    is_limit: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    """Years at a place of the text; the lower the rank, the surer the plan is for them."""

    years: Years
    start: int
    end: int
    rank: int


def years_in(text: str) -> Years | None:
    """The years that `text` says a plan is for.

    Years behind «на» go before others, spans before single years, and what a plan rests on
    («по итогам 2023 года») comes last.
    """
    plain = text.lower().replace("ё", "е")
    mentions = sorted(_mentions(plain), key=lambda mention: mention.start)
    best = min(mentions, key=lambda mention: mention.rank, default=None)
    if best is None:
        return None
    series = [mention for mention in mentions if mention.start >= best.start]
    spans = [mention.years for mention in series if mention.rank < _PAST_RANK]
    if len(spans) > 1 and all(
        lower.first == upper.last == upper.first + 1 for upper, lower in itertools.pairwise(spans)
    ):
        # «на 2023–2024, 2024–2025 учебные годы»
        return Years(spans[0].first, spans[-1].last, school_years=True)
    return _to_the_last(series, plain) or best.years


def _to_the_last(series: Sequence[_Mention], text: str) -> Years | None:
    """«на 2023/24–2025/26 учебные годы»: academic years from the first to the last."""
    if len(series) < 2 or not series[0].years.school_years:
        return None
    between = text[series[0].end : series[1].start]
    if not _JOINED.fullmatch(between):
        return None
    return Years(series[0].years.first, series[1].years.last, school_years=True)


def tells_term(line: str) -> bool:
    """Whether a line says how long the plan runs: «Срок реализации: 2023–2025 годы»."""
    return bool(_TERM.match(line))


def years_of_term(text: str) -> Years | None:
    """All the years that a term names together: «I этап – 2024 год, II этап – 2025 год»."""
    plain = text.lower().replace("ё", "е")
    named = [mention.years for mention in _mentions(plain) if mention.rank < _PAST_RANK]
    if len(named) < 2:
        return years_in(text)
    first, last = min(years.first for years in named), max(years.last for years in named)
    return Years(first, last, any(years.school_years for years in named))


def _mentions(text: str) -> Iterator[_Mention]:
    text = text[:_LONGEST_TEXT]
    taken: list[range] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() in span or match.end() - 1 in span for span in taken):
                continue
            years = _years(match, text)
            if years is None:
                continue
            taken.append(range(match.start(), match.end()))
            rank = _rank(text[: match.start()], pattern, years)
            yield _Mention(years, match.start(), match.end(), rank)


def _years(match: re.Match[str], text: str) -> Years | None:
    named = match.groupdict()
    first, last = int(named["first"]), int(named.get("last") or named["first"])
    last = last if last > 100 else first // 100 * 100 + last
    if not first <= last <= first + _LONGEST_PLAN:
        return None
    # «2023/24» is an academic year with or without the word.
    is_school = bool(named.get("school")) or ("/" in match.group() and last == first + 1)
    is_limit = "last" not in named and bool(_UNTIL.search(_before(match, text)))
    return Years(first, last, is_school, is_limit)


def _before(match: re.Match[str], text: str) -> str:
    return text[: match.start("first")]


def _rank(before: str, pattern: re.Pattern[str], years: Years) -> int:
    if _PAST.search(before):
        return _PAST_RANK
    is_meant = pattern is _FOR_SINGLE or bool(_MEANT.search(before))
    is_span = years.first != years.last
    return (0 if is_meant else 4) + (0 if is_span else 2)


def years_of_deadlines(texts: Sequence[str]) -> Years | None:
    """The years most deadlines name; single strays are left out."""
    named = [{int(year) for year in re.findall(r"\b(20\d\d)\b", text)} for text in texts]
    named = [years for years in named if years]
    if len(named) < 2:
        return None
    counts: dict[int, int] = {}
    for years in named:
        for year in years:
            counts[year] = counts.get(year, 0) + 1
    usual = [year for year, count in counts.items() if count * 5 >= len(named)]
    return Years(min(usual), max(usual)) if usual else None


def begun(years: Years, of_deadlines: Years | None) -> Years:
    """Years of which only the last is known, begun with the first one that deadlines name."""
    if not years.is_limit or of_deadlines is None:
        return years
    return replace(years, first=min(of_deadlines.first, years.last))
