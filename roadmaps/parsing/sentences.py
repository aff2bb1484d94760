"""Target indicators written as sentences: «не менее 60 %», «не ниже среднего по городу»."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from roadmaps.parsing.draft import IndicatorDraft, YearValue
from roadmaps.parsing.improving import FALLS, falls
from roadmaps.parsing.quantities import NamedYear, Quantity, quantities, years_named
from roadmaps.parsing.wording import one_line

_RELATIVE = re.compile(
    r"(?:не ниже|не хуже|не менее|выше|ниже|на уровне|не более|не выше|\bдо(?=\s+средн))\s*,?\s+"
    r"(?:чем\s+)?(?:в\s+)?(?P<what>(?:20\d\d год|средн\w+|показател\w+|уровн\w+|результат\w*|"
    r"прошлогодн\w+|(?:обще)?(?:региональн|областн|"
    r"муниципальн|районн|городск|краев|республиканск|российск|федеральн)\w+)"
    r"(?:\s+(?!результат|составит|достигнет|не\b)[\w-]+){0,4})",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:по сравнению с(?:о)?|по отношению к|относительно|к уровню|от уровня|чем в)\s+"
    r"(?P<what>[^,;.()]+)",
    re.IGNORECASE,
)
_ONLY_YEAR = re.compile(r"(?P<year>20\d\d)\s*(?:г\.?|год\w*)?$", re.IGNORECASE)
_OF_LAST_YEAR = re.compile(r"прошл|предыдущ|предшеству", re.IGNORECASE)
_YEARLY = re.compile(r"ежегодн|каждый год|каждого года|в год\b|за год\b", re.IGNORECASE)
_CHANGES = re.compile(
    r"увелич|рост|прирост|повы[сш]|вырас|возраст|улучш|расшир|приб[аы]в|сниж|сокра[щт]|уменьш|"
    r"\b(?:выше|ниже|больше|меньше)\b|динамик|опереж",
    re.IGNORECASE,
)
_NOT_ABOVE = re.compile(
    r"не (?:выше|более|больше) (?:чем )?(?:средн|показател|уровн)", re.IGNORECASE
)
_NONE_LEFT = re.compile(r"^(?:полное )?отсутствие\b", re.IGNORECASE)
_SHARE = re.compile(
    r"дол[яиюе]\b|процент\w*\b|удельн\w+ вес|охват|уровень|качеств|успеваемост|степень|показател",
    re.IGNORECASE,
)
_SCORE = re.compile(r"балл", re.IGNORECASE)
_FROM = re.compile(r"\bс\s+$", re.IGNORECASE)
_STATED = re.compile(
    r"(?:[-–—:(]|состав\w+|достиг\w+|на уровне|\bдо|\bс|\w(?:ено|ано|ыто|ято))\s*$", re.IGNORECASE
)
_YEAR_THEN_FIGURE = re.compile(
    r"[\s.,(–—:-]*(?:не менее|не ниже|не более|не выше|до|на)?\s*", re.IGNORECASE
)
_FIGURE_THEN_YEAR = re.compile(r"\s*\(?(?:[вк]|за|к концу|в конце)?\s*", re.IGNORECASE)
# What is longer is no sentence about one target; its end is kept, not searched.
_LONGEST = 1_000
_BASELINE, _YEAR_BEFORE = "исходное значение", "предыдущий год"


def read_sentence(
    sentence: str, span: tuple[int, int] | None, year: int | None = None
) -> IndicatorDraft:
    """A sentence as an indicator; without a figure it has no targets.

    `span` are the years of the plan: a target that names no year is for the last of them, or for
    `year` where the words above the sentence name one; «ежегодно» means each of them.
    """
    text = one_line(sentence)
    told = _figures_meant(text[:_LONGEST])
    beside = _years_beside(text, told)
    baseline, goals = _baseline_and_goals(text, told, beside)
    targets = _by_years(text, goals, beside, span, year)
    first = goals[0] if goals else None
    if first is None and _NONE_LEFT.match(text):
        targets = (YearValue(_last(text, span, year), "0"),)
    return IndicatorDraft(
        name=text.rstrip(" .;"),
        unit=first.unit if first else "",
        comparator=_comparator(text, first),
        baseline=baseline,
        targets=targets,
        relative_to=_relative_to(text, first),
    )


def is_measurable(indicator: IndicatorDraft) -> bool:
    """Whether an indicator has a figure or something that it is compared with."""
    return bool(indicator.targets or indicator.relative_to)


def has_more_figures(indicator: IndicatorDraft) -> bool:
    """Whether a sentence holds figures that its indicator does not."""
    known = {target.value for target in indicator.targets}
    known |= {indicator.baseline.value} if indicator.baseline else set()
    return any(
        quantity.unit == indicator.unit and quantity.value not in known
        for quantity in _figures_meant(indicator.name[:_LONGEST])
    )


def _figures_meant(text: str) -> tuple[Quantity, ...]:
    """The quantities of the kind that the sentence is about, as their place and sign tell."""
    found = [q for q in quantities(text) if q.sign or q.unit or q.by or _is_stated(text, q)]
    if not found:
        return ()
    ranks = {quantity: _rank(text, quantity) for quantity in found}
    best = min(ranks.values())
    kind = next(quantity for quantity in found if ranks[quantity] == best)
    alike = (q for q in found if q.is_share == kind.is_share and _agree(q, kind))
    return tuple(alike) if kind.is_share or len(found) == 1 else _of_rank(found, ranks, kind)


def _agree(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or not (one.unit and other.unit)


def _of_rank(
    found: Sequence[Quantity], ranks: dict[Quantity, int], kind: Quantity
) -> tuple[Quantity, ...]:
    return tuple(q for q in found if _agree(q, kind) and ranks[q] <= ranks[kind] + 1)


def _rank(text: str, quantity: Quantity) -> int:
    """How likely a quantity is the target, 0 the likeliest: its kind, its sign, its place."""
    head = text[: quantity.start]
    wants_share, wants_score = bool(_SHARE.search(text)), bool(_SCORE.search(head))
    fits = quantity.is_share if wants_share else not (wants_score and quantity.is_share)
    stated = bool(quantity.sign or quantity.by or _is_stated(text, quantity))
    return (0 if fits else 4) + (0 if stated else 2)


def _is_stated(text: str, quantity: Quantity) -> bool:
    is_last = not text[quantity.end :].strip(" .;)")
    return is_last or bool(_STATED.search(text[: quantity.start]))


def _baseline_and_goals(
    text: str, told: Sequence[Quantity], beside: Mapping[Quantity, int]
) -> tuple[YearValue | None, tuple[Quantity, ...]]:
    """«с 7 до 2»: where the figure comes from, and where it is to go."""
    if len(told) < 2:
        return None, tuple(told)
    first, second = told[0], told[1]
    before = text[: first.start]
    changes = bool(_CHANGES.search(text))
    comes_from = _FROM.search(before) or (changes and first.sign == "от")
    if not comes_from or second.sign != "до":
        return None, _joined_range(told)
    return YearValue(beside.get(first), first.value), tuple(told[1:])


def _joined_range(told: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """«от 45 до 60 %» is a range, not two figures."""
    first, second = told[0], told[1]
    if first.sign != "от" or second.sign != "до":
        return tuple(told)
    value = f"{first.value}–{second.value}"
    joined = Quantity(value, second.unit, "", second.by, first.start, second.end)
    return (joined, *told[2:])


def _by_years(
    text: str,
    goals: Sequence[Quantity],
    beside: Mapping[Quantity, int],
    span: tuple[int, int] | None,
    year: int | None,
) -> tuple[YearValue, ...]:
    if not goals:
        return ()
    dated = {beside[goal]: goal for goal in goals if beside.get(goal)}
    if len(dated) > 1:
        return tuple(YearValue(named, goal.value) for named, goal in dated.items())
    value = goals[0].value
    if _YEARLY.search(text) and span and not any(_target_years(text)):
        return tuple(YearValue(each, value) for each in range(span[0], span[1] + 1))
    return (YearValue(beside.get(goals[0]) or _last(text, span, year), value),)


def _years_beside(text: str, told: Sequence[Quantity]) -> dict[Quantity, int]:
    """The year that stands right behind a figure («60 % в 2024 году») or right before it."""
    named = list(_target_years(text))
    if not named or not told:
        return {}
    is_before = named[0].start < told[0].start
    found: dict[Quantity, int] = {}
    for quantity in told:
        for year in named:
            between = (
                text[year.end : quantity.start] if is_before else text[quantity.end : year.start]
            )
            joins = _YEAR_THEN_FIGURE if is_before else _FIGURE_THEN_YEAR
            if (year.start < quantity.start) == is_before and joins.fullmatch(between):
                found[quantity] = year.year
    if len(found) < len(told) == len(named) > 1 and _take_turns(named, told):
        return {quantity: year.year for quantity, year in zip(told, named, strict=True)}
    return found


def _take_turns(named: Sequence[NamedYear], told: Sequence[Quantity]) -> bool:
    """Whether years and figures follow each other in turn, the year first or the figure."""
    places = sorted([*((y.start, "year") for y in named), *((q.start, "figure") for q in told)])
    return all(one[1] != other[1] for one, other in itertools.pairwise(places))


def _last(text: str, span: tuple[int, int] | None, year: int | None) -> int | None:
    named = [each.year for each in _target_years(text)]
    return named[-1] if named else year or (span[1] if span else None)


def _target_years(text: str) -> Iterator[NamedYear]:
    """The years of a sentence other than those that it compares with."""
    compared = [range(*match.span()) for match in _COMPARED.finditer(text)]
    compared += [range(*match.span()) for match in _RELATIVE.finditer(text)]
    for year in years_named(text):
        if not year.since and not any(
            year.start in span or year.end - 1 in span for span in compared
        ):
            yield year


def _comparator(text: str, first: Quantity | None) -> str:
    if first is None:
        return (
            "<=" if _NONE_LEFT.match(text) or re.search(r"не (?:выше|более) сред", text) else ">="
        )
    if first.is_at_most:
        return "<="
    if first.sign in ("=", "ровно"):
        return "="
    if first.by or _is_change(text, first):
        return ">="
    is_open = first.sign in ("", "до", "от")
    return "<=" if is_open and falls(text) else ">="


def _is_change(text: str, quantity: Quantity) -> bool:
    """Whether a figure says by how much something changes, not what it becomes."""
    if quantity.unit.startswith("раз") and not _YEARLY.search(text):
        return quantity.by
    bare_fall = bool(FALLS.search(text)) and quantity.sign == "" and quantity.is_share
    return (quantity.by and bool(_CHANGES.search(text))) or bare_fall


def _relative_to(text: str, first: Quantity | None) -> str | None:
    relative = _RELATIVE.search(text)
    if first is None:
        return _told(relative.group("what")) if relative else None
    if not _is_change(text, first):
        return None
    compared = _COMPARED.search(text)
    if compared:
        last = _OF_LAST_YEAR.search(compared.group("what"))
        return _YEAR_BEFORE if last else _told(compared.group("what"))
    return _YEAR_BEFORE if _YEARLY.search(text) else _BASELINE


def _told(words: str) -> str:
    """What a value is compared with: a year by its number, anything else as it is written."""
    year = _ONLY_YEAR.match(words.strip())
    return f"{year.group('year')} год" if year else words.strip()
