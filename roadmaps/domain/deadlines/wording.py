"""Says a reading in Russian, from its dates rather than from the words it was read from."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from core.values.wording import MONTHS_GENITIVE, MONTHS_NOMINATIVE, NBSP, counted
from roadmaps.domain.deadlines.nodes import Scale
from roadmaps.domain.deadlines.outcomes import Outcome
from roadmaps.domain.deadlines.values import DeadlineKind, PlanPeriod, Recurrence, Span

_MOST_NAMED = 6
_WEEKDAYS = (
    "по понедельникам", "по вторникам", "по средам", "по четвергам", "по пятницам",
    "по субботам", "по воскресеньям",
)  # fmt: skip
_RECURRENCES = {
    Recurrence.WEEKLY: "еженедельно",
    Recurrence.MONTHLY: "ежемесячно",
    Recurrence.QUARTERLY: "ежеквартально",
    Recurrence.HALF_YEARLY: "раз в полугодие",
    Recurrence.YEARLY: "ежегодно",
    Recurrence.SCHOOL_QUARTERS: "каждую учебную четверть",
    Recurrence.SCHOOL_HALF_YEARS: "каждое учебное полугодие",
}
_TIMES = {2: "дважды", 3: "трижды"}
_UNIT_NAMES = {
    Scale.WEEK: "неделю",
    Scale.MONTH: "месяц",
    Scale.QUARTER: "квартал",
    Scale.HALF: "полугодие",
    Scale.YEAR: "год",
    Scale.SCHOOL_YEAR: "учебный год",
    Scale.SCHOOL_QUARTER: "четверть",
    Scale.SCHOOL_HALF: "учебное полугодие",
    Scale.TRIMESTER: "триместр",
}
_YEARS = ("год", "года", "лет")
_STEPS = {
    Scale.WEEK: ("неделю", "недели", "недель"),
    Scale.WEEKDAY: ("неделю", "недели", "недель"),
    Scale.MONTH: ("месяц", "месяца", "месяцев"),
    Scale.QUARTER: ("квартал", "квартала", "кварталов"),
    Scale.HALF: ("полугодие", "полугодия", "полугодий"),
    Scale.SCHOOL_QUARTER: ("четверть", "четверти", "четвертей"),
}
NOT_READ = "срок не понят"
NOTHING = "срок не указан"
AS_ABOVE = "как в строке выше"


def said(found: Outcome, period: PlanPeriod | None) -> str:
    """One outcome in words, with its scope in front."""
    words = _said(found, period)
    if found.note is not None:
        words = f"{words}; {_said(found.note, period)}"
    return f"{found.label}: {words}" if found.label else words


def _said(found: Outcome, period: PlanPeriod | None) -> str:
    if found.kind is DeadlineKind.EVENT:
        often = f"{_RECURRENCES[found.recurrence]}, " if found.recurrence else ""
        return f"{often}по событию: «{found.words}»"
    if found.kind is DeadlineKind.BY_SCHEDULE:
        return f"по графику или плану: «{found.words}»"
    if found.kind is DeadlineKind.CONTINUOUS:
        return _continuous(found, period)
    if found.kind is DeadlineKind.RECURRING:
        return _recurring(found, period)
    return _dates(found.spans, by=found.by) or "дата не определена"


def _continuous(found: Outcome, period: PlanPeriod | None) -> str:
    if found.scale is Scale.PLAN:
        return f"весь срок плана{_after(_plan_years(period))}"
    name = "учебного года" if found.scale is Scale.SCHOOL_YEAR else "года"
    return f"в течение {name}{_after(_span_years(found.spans))}"


def _plan_years(period: PlanPeriod | None) -> str:
    return years_words(range(period.start.year, period.end.year + 1)) if period else ""


def _span_years(spans: tuple[Span, ...]) -> str:
    """School years as «2023/24», calendar years as «2023–2025»."""
    if any((span.start or span.end).year != span.end.year for span in spans) and len(spans) < 4:
        return ", ".join(
            years_words(range((span.start or span.end).year, span.end.year + 1)) for span in spans
        )
    return years_words({span.end.year for span in spans})


def _after(years: str) -> str:
    return f": {years}" if years else ""


def _recurring(found: Outcome, period: PlanPeriod | None) -> str:
    often = _often(found)
    years = years_words({span.end.year for span in found.spans}) or _plan_years(period)
    tail = f", {years}" if years else ""
    inner = _each_time(found)
    return f"{often}{inner}{tail}"


def _often(found: Outcome) -> str:
    if found.times > 1:
        times = _TIMES.get(found.times, f"{found.times} раз" + ("а" if found.times == 4 else ""))
        return f"{times} в {_UNIT_NAMES.get(found.scale, 'год')}"
    if found.step > 1:
        return f"раз в {counted(found.step, *_STEPS.get(found.scale, _YEARS))}"
    if found.recurrence is None:
        return f"каждый {_UNIT_NAMES.get(found.scale, 'раз')}"
    return _RECURRENCES[found.recurrence]


def _each_time(found: Outcome) -> str:
    """What is the same each time: «: январь и июль», «до 5-го числа»."""
    spans = found.spans
    if not spans or found.step > 1 or found.times > 1:
        return ""
    if found.recurrence is Recurrence.YEARLY:
        return "" if _is_whole_years(spans) else f": {_patterns(spans, by=found.by)}"
    days = {(span.start.day if span.start else None, span.end.day) for span in spans}
    if len(days) == 1:
        start, end = days.pop()
        if start is None:
            return f" до {end}-го числа"
        return f" {end}-го числа" if start == end else f" с {start}-го по {end}-е число"
    if regular := _regular_days(spans):
        return regular
    patterns = {_pattern(span) for span in spans}
    blocks = found.recurrence in (Recurrence.WEEKLY, Recurrence.MONTHLY, Recurrence.QUARTERLY)
    if len(patterns) > _MOST_NAMED or (blocks and not found.by and len(patterns) > 4):
        return ""
    return f": {_patterns(spans, by=found.by)}"


def _regular_days(spans: tuple[Span, ...]) -> str:
    """«, по пятницам», «, последние 7 дней месяца»."""
    if all(span.start == span.end for span in spans):
        weekdays = {span.end.weekday() for span in spans}
        return f", {_WEEKDAYS[weekdays.pop()]}" if len(weekdays) == 1 else ""
    lengths = {(span.end - span.start).days + 1 if span.start else 0 for span in spans}
    ends = all(span.end.day == monthrange(span.end.year, span.end.month)[1] for span in spans)
    if len(lengths) == 1 and ends and 1 < (length := lengths.pop()) < 28:
        return f", последние {counted(length, 'день', 'дня', 'дней')} месяца"
    return ""


def _is_whole_years(spans: tuple[Span, ...]) -> bool:
    return all(span.start and (span.end - span.start).days >= 364 for span in spans)


def _dates(spans: tuple[Span, ...], *, by: bool) -> str:
    if not spans:
        return ""
    if any(span.label for span in spans) and len({span.label for span in spans}) > 1:
        return "; ".join(_labelled(spans, by=by))
    if len(spans) == 1:
        return span_words(spans[0])
    if len({_year_of(span) for span in spans}) == 1:
        year = _year_of(spans[0])
        return f"{_patterns(spans, by=by)} {year}" if year else _listed(map(span_words, spans))
    repeated = len({_pattern(span) for span in spans}) < len(spans)
    if repeated:
        years = years_words({span.end.year for span in spans})
        return f"{_patterns(spans, by=by)}, {years}"
    return _listed(span_words(span) for span in spans[:_MOST_NAMED])


def _labelled(spans: tuple[Span, ...], *, by: bool) -> Iterable[str]:
    for label in dict.fromkeys(span.label for span in spans):
        own = tuple(Span(span.start, span.end) for span in spans if span.label == label)
        yield f"{label}: {_dates(own, by=by)}" if label else _dates(own, by=by)


def _year_of(span: Span) -> int | None:
    start = span.start or span.end
    return span.end.year if start.year == span.end.year else None


def _patterns(spans: tuple[Span, ...], *, by: bool) -> str:
    """The spans without their years, each once: «январь и июль», «до 20 апреля и 1 мая»."""
    patterns = list(dict.fromkeys(_pattern(span) for span in spans))[: 2 * _MOST_NAMED]
    words = _listed(patterns)
    return f"не позднее {words}" if by else words


def _pattern(span: Span) -> str:
    """The span without a year; a limit as the bare day."""
    start, end = span.start, span.end
    if start is None or start == end:
        return _day(end)
    if _is_months(start, end):
        first, last = MONTHS_NOMINATIVE[start.month - 1], MONTHS_NOMINATIVE[end.month - 1]
        same = (start.year, start.month) == (end.year, end.month)
        return first if same else f"{first} – {last}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    return f"с {_day(start)} по {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day}{NBSP}{MONTHS_GENITIVE[day.month - 1]}"


def _is_months(start: date, end: date) -> bool:
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def span_words(span: Span) -> str:
    """A span with its year: «январь 2023», «не позднее 1 февраля 2023», «2024 год»."""
    start, end = span.start, span.end
    if start is None:
        return f"не позднее {_day(end)} {end.year}"
    if start.year != end.year and not _is_years(start, end):
        first = f"{MONTHS_NOMINATIVE[start.month - 1]} {start.year}"
        if _is_months(start, end):
            return f"{first} – {MONTHS_NOMINATIVE[end.month - 1]} {end.year}"
        return f"с {_day(start)} {start.year} по {_day(end)} {end.year}"
    if _is_years(start, end):
        years = years_words(range(start.year, end.year + 1))
        return f"{years} год" if start.year == end.year else f"{years} годы"
    return f"{_pattern(span)} {end.year}"


def _is_years(start: date, end: date) -> bool:
    return (start.day, start.month, end.day, end.month) == (1, 1, 31, 12)


def years_words(years: Iterable[int]) -> str:
    """«2023–2025», or a list where years are missing between."""
    ordered = sorted(set(years))
    if not ordered:
        return ""
    if len(ordered) > 1 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{ordered[0]}–{ordered[-1]}"
    return ", ".join(map(str, ordered))


def _listed(words: Iterable[str]) -> str:
    """«январь, март и июль»."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} и {items[-1]}"
