"""Says a reading in Russian, from its dates rather than from the words it was read from."""

from datetime import date

from core.values.wording import MONTHS_NOMINATIVE, NBSP, counted, plural
from roadmaps.domain.deadlines.nodes import Scale
from roadmaps.domain.deadlines.outcome import Outcome
from roadmaps.domain.deadlines.spans_wording import (
    dates_words,
    listed,
    patterns_words,
    school_years_words,
    years_of_spans,
    years_words,
)
from roadmaps.domain.deadlines.stretches import days_in_month
from roadmaps.domain.deadlines.values import DeadlineKind, PlanPeriod, Recurrence, Span

_WEEKDAYS = (
    "понедельникам", "вторникам", "средам", "четвергам", "пятницам", "субботам", "воскресеньям",
)  # fmt: skip
_NAMES_OF_WEEKDAYS = (
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
)  # fmt: skip
_MASCULINE = ("первый", "второй", "третий", "четвёртый", "пятый", "последний")
_FEMININE = ("первая", "вторая", "третья", "четвёртая", "пятая", "последняя")
_NEUTER = ("первое", "второе", "третье", "четвёртое", "пятое", "последнее")
_ORDINALS = (_MASCULINE, _MASCULINE, _FEMININE, _MASCULINE, _FEMININE, _FEMININE, _NEUTER)
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
    Scale.DAY: "день",
    Scale.WEEK: "неделю",
    Scale.DECADE: "декаду",
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
    Scale.DAY: ("день", "дня", "дней"),
    Scale.WEEK: ("неделю", "недели", "недель"),
    Scale.WEEKDAY: ("неделю", "недели", "недель"),
    Scale.MONTH: ("месяц", "месяца", "месяцев"),
    Scale.QUARTER: ("квартал", "квартала", "кварталов"),
    Scale.HALF: ("полугодие", "полугодия", "полугодий"),
    Scale.SCHOOL_QUARTER: ("четверть", "четверти", "четвертей"),
    Scale.SCHOOL_HALF: ("полугодие", "полугодия", "полугодий"),
}
_OF_HALVES = {Scale.HALF_MONTH: "месяца", Scale.HALF: "года"}
_GENITIVES = {
    Recurrence.MONTHLY: "месяца",
    Recurrence.QUARTERLY: "квартала",
    Recurrence.HALF_YEARLY: "полугодия",
}
_LONGER_THAN_MONTH = (Recurrence.QUARTERLY, Recurrence.HALF_YEARLY)
_MOST_PATTERNS, _MOST_DAYS, _MOST_WEEKDAYS = 6, 4, 6
_LAST = 5
_SHORTEST = 28
_FRIDAY = 4
NOT_READ = "срок не понят"
NOTHING = "срок не указан"
AS_ABOVE = "как в строке выше"
_UP_TO_LAST_DAY, _ON_LAST_DAY = " до последнего дня месяца", ", последний день месяца"
_NO_DATE = "дата не назначена"


def said(found: Outcome, period: PlanPeriod | None) -> str:
    """One outcome in words, with its scope in front."""
    words = _said(found, period)
    if found.note is not None:
        words = f"{words}; {_lowered(found.note.words)}"
    if not found.label:
        return words
    if found.label.endswith(")"):
        return f"{found.label} {words}"
    return f"{found.label} – {words}" if ": " in words else f"{found.label}: {words}"


def _said(found: Outcome, period: PlanPeriod | None) -> str:
    if found.kind is DeadlineKind.EVENT:
        often = f"{_RECURRENCES[found.recurrence]}, " if found.recurrence else ""
        return f"{often}{_lowered(found.words)}, {_NO_DATE}"
    if found.kind is DeadlineKind.BY_SCHEDULE:
        return f"{_lowered(found.words)}, {_NO_DATE}"
    if found.kind is DeadlineKind.CONTINUOUS:
        return _continuous(found, period)
    if found.kind is DeadlineKind.RECURRING:
        return _recurring(found, period)
    if not found.spans:
        return "дата не определена"
    return dates_words(found.spans, by=found.by, school=_is_school(period))


def _lowered(words: str) -> str:
    """The words in the middle of a sentence; an abbreviation stays as it is."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _is_school(period: PlanPeriod | None) -> bool:
    return period is not None and period.school_year


# Without interruption.


def _continuous(found: Outcome, period: PlanPeriod | None) -> str:
    if found.scale is Scale.PLAN:
        manner = f"{found.words}, " if found.words else ""
        if period and found.spans and found.spans[0][:2] != (period.start, period.end):
            dates = dates_words(found.spans, by=False, school=False)
            return f"{found.words or 'без перерыва'}: {dates}"
        return f"{manner}весь срок плана{_after(_plan_years(period))}"
    if found.scale is Scale.SCHOOL_YEAR:
        firsts = [(span.start or span.end).year for span in found.spans]
        return f"в течение учебного года{_after(school_years_words(firsts) if firsts else '')}"
    return f"в течение года{_after(_span_years(found.spans))}"


def _plan_years(period: PlanPeriod | None) -> str:
    return years_words(range(period.start.year, period.end.year + 1)) if period else ""


def _span_years(spans: tuple[Span, ...]) -> str:
    return years_words(
        year for span in spans for year in range((span.start or span.end).year, span.end.year + 1)
    )


def _after(years: str) -> str:
    return f": {years}" if years else ""


# Recurrence.


def _recurring(found: Outcome, period: PlanPeriod | None) -> str:
    school = _is_school(period) and found.recurrence is Recurrence.YEARLY
    years = years_of_spans(found.spans, school=school) or _plan_years(period)
    tail = f", {years}" if years else ""
    return f"{_often(found)}{_each_time(found)}{tail}"


def _often(found: Outcome) -> str:
    if found.times > 1:
        times = _TIMES.get(found.times)
        times = times or f"{found.times} {plural(found.times, 'раз', 'раза', 'раз')}"
        return f"{times} в {_UNIT_NAMES.get(found.scale, 'год')}"
    if found.step > 1 and found.scale in _OF_HALVES and found.step % 2:
        return f"раз в {found.step // 2},5{NBSP}{_OF_HALVES[found.scale]}"
    if found.step > 1:
        return f"раз в {counted(found.step, *_STEPS.get(found.scale, _YEARS))}"
    if found.recurrence is None:
        return f"раз в {_UNIT_NAMES.get(found.scale, 'год')}"
    return _RECURRENCES[found.recurrence]


def _each_time(found: Outcome) -> str:
    """What is the same each time: «: январь и июль», « до 5-го числа», «, третья среда»."""
    spans = found.spans
    if not spans:
        return ""
    if found.recurrence is Recurrence.WEEKLY:
        return _weekdays(spans)
    if (found.step > 1 or found.times > 1) and not found.named:
        return ""
    if found.recurrence is Recurrence.YEARLY:
        return "" if _is_whole_years(spans) else f": {patterns_words(spans, by=found.by)}"
    if not found.named:
        return _bounds(spans) if found.recurrence is Recurrence.MONTHLY else ""
    if (regular := _regular(found)) is not None:
        return regular
    patterns = patterns_words(spans, by=found.by)
    return f": {patterns}" if patterns.count(",") < _MOST_PATTERNS else ""


def _is_whole_years(spans: tuple[Span, ...]) -> bool:
    return all(span.start and (span.end - span.start).days >= 364 for span in spans)


def _weekdays(spans: tuple[Span, ...]) -> str:
    """«, по пятницам»."""
    if any(span.start != span.end for span in spans):
        return ""
    weekdays = sorted({span.end.weekday() for span in spans})
    few = len(weekdays) < _MOST_WEEKDAYS
    return f", по {listed(_WEEKDAYS[weekday] for weekday in weekdays)}" if few else ""


def _bounds(spans: tuple[Span, ...]) -> str:
    """«: октябрь – апрель»: the months that a monthly recurrence is bound to."""
    months = [span.end.month for span in spans]
    whole = all(
        span.start and (span.start.month, span.start.day) == (span.end.month, 1) for span in spans
    )
    missing = set(range(1, 13)) - set(months)
    if not whole or not missing:
        return ""
    first = next(month for month in months if (month - 2) % 12 + 1 in missing)
    count = len(set(months))
    run = [(first - 1 + step) % 12 + 1 for step in range(count)]
    if set(run) != set(months):
        return f": {listed(MONTHS_NOMINATIVE[month - 1] for month in dict.fromkeys(months))}"
    if count == 1:
        return f": {MONTHS_NOMINATIVE[first - 1]}"
    return f": {MONTHS_NOMINATIVE[first - 1]} – {MONTHS_NOMINATIVE[run[-1] - 1]}"


def _regular(found: Outcome) -> str | None:
    """A day, a weekday or a stretch that is the same in every month; None if it is not."""
    spans = found.spans
    of_months = _of_months(found)
    if not all(span.start in (None, span.end) for span in spans):
        return _same_stretch(found)
    days = [span.end.day for span in spans]
    if numbers := _numbers(days, by=found.by):
        return f"{numbers}{of_months}"
    if all(_is_last_day(span.end) for span in spans):
        return f"{_UP_TO_LAST_DAY if found.by else _ON_LAST_DAY}{of_months}"
    if (longest := max(days)) > _SHORTEST:
        # «30 числа ежемесячно» is the last day of February.
        meant = [longest if _is_last_day(span.end) else span.end.day for span in spans]
        if numbers := _numbers(meant, by=found.by):
            return f"{numbers}{of_months}"
    if found.by:
        return None
    if all(span.end == _last_working_day(span.end) for span in spans):
        return f", последний рабочий день месяца{of_months}"
    return _nth_weekdays(spans, of_months)


def _numbers(days: list[int], *, by: bool) -> str:
    """« 15-го и 30-го числа», where each of a few days comes as often as the others."""
    different = sorted(set(days))
    if len(different) > _MOST_DAYS or len({days.count(day) for day in different}) > 1:
        return ""
    before = "до " if by else ""
    return f" {listed(f'{before}{day}-го' for day in different)} числа"


def _is_last_day(day: date) -> bool:
    return day.day == days_in_month(day.year, day.month)


def _same_stretch(found: Outcome) -> str | None:
    spans = found.spans
    days = {(span.start.day if span.start else 0, span.end.day) for span in spans}
    if found.recurrence not in _GENITIVES:
        return None
    ends = all(span.end.day == days_in_month(span.end.year, span.end.month) for span in spans)
    firsts = {span.start.day if span.start else 0 for span in spans}
    if ends and len(firsts) == 1 and firsts != {1}:
        return f" с {firsts.pop()}-го числа до конца месяца{_of_months(found)}"
    if len(days) == 1 and firsts != {1}:
        first, last = days.pop()
        return f" с {first}-го по {last}-е число{_of_months(found)}"
    lengths = {(span.end - (span.start or span.end)).days + 1 for span in spans}
    if len(lengths) == 1 and ends and 1 < (length := lengths.pop()) < 28 and found.recurrence:
        unit = _GENITIVES.get(found.recurrence, "месяца")
        return f", последние {counted(length, 'день', 'дня', 'дней')} {unit}"
    return None


def _of_months(found: Outcome) -> str:
    """«: январь, апрель, июль и октябрь» where not every month is meant."""
    if found.recurrence not in _LONGER_THAN_MONTH:
        return ""
    months = sorted({span.end.month for span in found.spans})
    return f": {listed(MONTHS_NOMINATIVE[month - 1] for month in months)}"


def _nth_weekdays(spans: tuple[Span, ...], of_months: str) -> str | None:
    """«, первая и третья среда»."""
    weekdays = {span.end.weekday() for span in spans}
    if len(weekdays) != 1:
        return None
    numbers = sorted({(span.end.day - 1) // 7 for span in spans})
    if len(numbers) > 1 and all(_is_last_of_its_weekday(span.end) for span in spans):
        numbers = [_LAST]
    if len(spans) % len(numbers):
        return None
    weekday = weekdays.pop()
    ordinals = listed(_ORDINALS[weekday][number] for number in numbers)
    return f", {ordinals} {_NAMES_OF_WEEKDAYS[weekday]}{of_months}"


def _is_last_of_its_weekday(day: date) -> bool:
    return day.day + 7 > days_in_month(day.year, day.month)


def _last_working_day(day: date) -> date:
    last = day.replace(day=days_in_month(day.year, day.month))
    return last.replace(day=last.day - max(0, last.weekday() - _FRIDAY))
