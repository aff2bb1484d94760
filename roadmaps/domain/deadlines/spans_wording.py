"""Days, stretches of days and lists of them in Russian words: «15 и 22 октября 2025»."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from core.values.wording import MONTHS_GENITIVE, MONTHS_NOMINATIVE, NBSP
from roadmaps.domain.deadlines.stretches import days_in_month
from roadmaps.domain.deadlines.values import Span

_MOST_NAMED = 12
_YEAR = 366
_AUGUST = 8


def listed(words: Iterable[str]) -> str:
    """«январь, март и июль»; what is too long is cut and says so."""
    items = list(words)
    if len(items) > _MOST_NAMED:
        return f"{', '.join(items[:_MOST_NAMED])} и ещё {len(items) - _MOST_NAMED}"
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} и {items[-1]}"


def years_words(years: Iterable[int]) -> str:
    """«2023–2025», or a list where years are missing between."""
    ordered = sorted(set(years))
    if len(ordered) > 1 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{ordered[0]}–{ordered[-1]}"
    return ", ".join(map(str, ordered))


def school_years_words(first_years: Iterable[int]) -> str:
    """«2023/24 и 2024/25 учебные годы»."""
    ordered = sorted(set(first_years))
    noun = "учебный год" if len(ordered) == 1 else "учебные годы"
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{_school_year(ordered[0])} – {_school_year(ordered[-1])} {noun}"
    return f"{listed(map(_school_year, ordered))} {noun}"


def _school_year(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02d}"


def years_of_spans(spans: Iterable[Span], *, school: bool) -> str:
    """The years in which stretches lie; school years in a school plan or over New Year."""
    within: set[int] = set()
    over: list[tuple[date, date]] = []
    for start, end, _ in spans:
        if school or (start is not None and start.year != end.year):
            over.append((start or end, end))
        else:
            within.add(end.year)
    if not over:
        return years_words(within)
    if within or any((end - start).days > _YEAR for start, end in over):
        long = {year for start, end in over for year in range(start.year, end.year + 1)}
        return years_words(within | long)
    return school_years_words(start.year - (start.month < _AUGUST) for start, _ in over)


def day_words(day: date) -> str:
    """«5 мая»."""
    return f"{day.day}{NBSP}{MONTHS_GENITIVE[day.month - 1]}"


@lru_cache(maxsize=8192)
def pattern(start: date | None, end: date) -> str:
    """A stretch without its year; a limit as the bare day."""
    if start is None or start == end:
        return day_words(end)
    same_month = (start.year, start.month) == (end.year, end.month)
    if start.day == 1 and end.day == days_in_month(end.year, end.month):
        first, last = MONTHS_NOMINATIVE[start.month - 1], MONTHS_NOMINATIVE[end.month - 1]
        return first if same_month else f"{first} – {last}"
    if same_month:
        return f"{start.day}–{day_words(end)}"
    return f"с {day_words(start)} по {day_words(end)}"


@lru_cache(maxsize=8192)
def span_words(start: date | None, end: date) -> str:
    """A stretch with its year: «январь 2023», «не позднее 1 февраля 2023», «2024 год»."""
    if start is None:
        return f"не позднее {day_words(end)} {end.year}"
    if _is_years(start, end):
        years = years_words(range(start.year, end.year + 1))
        return f"{years} год" if start.year == end.year else f"{years} годы"
    if start.year == end.year:
        return f"{pattern(start, end)} {end.year}"
    if start.day == 1 and end.day == days_in_month(end.year, end.month):
        first = f"{MONTHS_NOMINATIVE[start.month - 1]} {start.year}"
        return f"{first} – {MONTHS_NOMINATIVE[end.month - 1]} {end.year}"
    return f"с {day_words(start)} {start.year} по {day_words(end)} {end.year}"


def _is_years(start: date, end: date) -> bool:
    return (start.day, start.month, end.day, end.month) == (1, 1, 31, 12)


def dates_words(spans: tuple[Span, ...], *, by: bool, school: bool) -> str:
    """All stretches in one phrase; `by` if all of them are limits, `school` in a school plan."""
    if len(spans) == 1:
        return span_words(spans[0].start, spans[0].end)
    patterns = patterns_words(spans, by=by)
    starts = {(span.start or span.end).year for span in spans}
    if len(starts) == 1 and {span.end.year for span in spans} == starts:
        return f"{patterns} {starts.pop()}"
    if all(span.start and _is_years(span.start, span.end) for span in spans):
        years = (range((span.start or span.end).year, span.end.year + 1) for span in spans)
        return f"{listed(map(years_words, years))} годы"
    if _is_grid(spans):
        return f"{patterns}, {years_of_spans(spans, school=school)}"
    return _by_year(spans, by=by)


def _is_grid(spans: tuple[Span, ...]) -> bool:
    """Whether the same stretches come in each of several years."""
    counts = Counter(pattern(span.start, span.end) for span in spans)
    return len(set(counts.values())) == 1 and len(counts) < len(spans)


def _by_year(spans: tuple[Span, ...], *, by: bool) -> str:
    """«октябрь 2024, январь и апрель 2025»."""
    groups: dict[int | Span, list[Span]] = {}
    for span in spans:
        within = (span.start or span.end).year == span.end.year
        groups.setdefault(span.end.year if within else span, []).append(span)
    words = []
    for year, group in groups.items():
        if isinstance(year, int):
            words.append(f"{patterns_words(tuple(group), by=False, bare=by)} {year}")
        else:
            words.append(span_words(year.start, year.end))
    phrase = words[0] if len(words) == 1 else ", ".join(words)
    return f"не позднее {phrase}" if by else phrase


def patterns_words(spans: tuple[Span, ...], *, by: bool, bare: bool = False) -> str:
    """The stretches without years, each once: «январь и июль», «не позднее 5 и 20 мая»."""
    words: dict[str, None] = {}
    for group in _days_by_month(spans):
        last = group[-1]
        if len(group) == 1:
            text = pattern(last.start, last.end)
        else:
            text = (
                f"{listed(str(span.end.day) for span in group)}{NBSP}"
                + (MONTHS_GENITIVE[last.end.month - 1])
            )
        limit = last.start is None and not (by or bare)
        words[f"до {text}" if limit else text] = None
    phrase = listed(words)
    return f"не позднее {phrase}" if by else phrase


def _days_by_month(spans: tuple[Span, ...]) -> list[list[Span]]:
    """Single days that follow one another in one month are told together."""
    groups: list[list[Span]] = []
    for span in spans:
        if groups and _are_days_of_month(groups[-1][-1], span):
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _are_days_of_month(first: Span, second: Span) -> bool:
    if (first.start is None) != (second.start is None):
        return False
    if first.start not in (None, first.end) or second.start not in (None, second.end):
        return False
    return (first.end.year, first.end.month) == (second.end.year, second.end.month)
