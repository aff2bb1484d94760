"""Target indicators shaped for their pages: by years, what is demanded, reached, concluded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from core.values.wording import DASH, counted
from core.web.signs import Sign
from roadmaps.domain.indicators.judging import Judgement, Known, Outcome, base_value, judge
from roadmaps.domain.indicators.numbers import exact_number, number_words
from roadmaps.domain.indicators.targets import BaseKind, Target, base_of
from roadmaps.models import Indicator, IndicatorValue, Roadmap, TargetChange
from roadmaps.parsing.target_readings import target_readings
from roadmaps.queries.indicator_figures import Origin, origin_of

OUTCOME_SIGNS = {
    Outcome.REACHED: Sign.DONE,
    Outcome.NOT_REACHED: Sign.OVERDUE,
    Outcome.NO_DATA: Sign.AHEAD,
    Outcome.NO_TARGET: Sign.OFF,
    Outcome.UNJUDGED: Sign.RETURNED,
}


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """One way to read the targets of an indicator."""

    key: str
    words: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class YearView:
    """One year of an indicator.

    `target_text` are the words that hold: the plan's or, where `change` is given, an order's.
    """

    year: int
    target_text: str
    target_words: str
    change: TargetChange | None
    value: IndicatorValue | None
    reference_name: str
    reference: Fraction | None
    exact: Fraction | None
    judgement: Judgement

    @property
    def fact(self) -> str:
        """«62,5», «нет данных»."""
        return "нет данных" if self.exact is None else number_words(self.exact)

    @property
    def sign(self) -> str:
        """The sign beside the outcome's word."""
        return OUTCOME_SIGNS[self.judgement.outcome].value

    @property
    def origin(self) -> Origin | None:
        """What the actual was computed from; None for one that people entered."""
        return origin_of(self.value.computed) if self.value and self.value.computed else None

    @property
    def has_target(self) -> bool:
        """Whether anything is demanded of this year."""
        return bool(self.target_text)


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator with every year that its plan speaks of or that has a value."""

    indicator: Indicator
    years: tuple[YearView, ...]
    readings: tuple[ReadingChoice, ...]
    changes: tuple[TargetChange, ...]

    @property
    def baseline(self) -> str:
        """«76», «76 (2019)»; «—» where the plan names none."""
        value = number_text(self.indicator.baseline_value)
        if not value:
            return DASH
        year = self.indicator.baseline_year
        return f"{value} ({year})" if year else value

    @property
    def latest(self) -> YearView | None:
        """The last year with an actual."""
        known = [one for one in self.years if one.exact is not None and one.has_target]
        return known[-1] if known else None

    @property
    def is_doubtful(self) -> bool:
        """Whether its targets can be read in more than one way and nobody has decided."""
        return len(self.readings) > 1 and not self.indicator.reading

    def of_year(self, year: int) -> YearView | None:
        """One of its years."""
        return next((one for one in self.years if one.year == year), None)


def indicator_views(roadmap: Roadmap) -> list[IndicatorView]:
    """All indicators of the plan in three queries."""
    indicators = list(
        roadmap.indicators.order_by("position", "pk").prefetch_related("values", "changes")
    )
    years = plan_years(roadmap, indicators)
    return [_view(one, roadmap, years) for one in indicators]


def indicator_view(indicator: Indicator) -> IndicatorView:
    """One indicator with the years of its plan."""
    roadmap = indicator.roadmap
    return _view(indicator, roadmap, plan_years(roadmap, [indicator]))


def plan_years(roadmap: Roadmap, indicators: Iterable[Indicator]) -> list[int]:
    """The years of the plan, of any target and of any value."""
    years = set(range(roadmap.first_year, roadmap.last_year + 1))
    for indicator in indicators:
        years |= {year_of(key, roadmap) for key in indicator.targets}
        years |= {value.year for value in indicator.values.all()}
    return sorted(years)


def target_texts(indicator: Indicator, roadmap: Roadmap) -> dict[int, str]:
    """The plan's own words by years; a target that names no year is for the last one."""
    return {year_of(key, roadmap): str(text) for key, text in indicator.targets.items() if text}


def year_of(key: str, roadmap: Roadmap) -> int:
    """The year that a key of `Indicator.targets` stands for."""
    return int(key) if str(key).isdecimal() else roadmap.last_year


def effective_change(
    year: int, plan_text: str, changes: Collection[TargetChange]
) -> TargetChange | None:
    """The change that holds: the latest one of the words that the plan has now."""
    held = [one for one in changes if one.year == year and one.plan_text == plan_text]
    return max(held, key=lambda one: (one.changed_at, one.pk), default=None)


def readings_of(indicator: Indicator, text: str) -> tuple[Target, ...]:
    """How the words of one target may be read, the one that people chose first."""
    found = target_readings(
        text,
        name=indicator.name,
        unit=indicator.unit,
        comparator=indicator.comparator,
        relative_to=indicator.relative_to,
    )
    chosen = [one for one in found if one.key == indicator.reading]
    return (*chosen, *(one for one in found if one not in chosen))


def known_of(indicator: Indicator, values: Iterable[IndicatorValue]) -> Known:
    """What the values of an indicator say, for `judge`."""
    values = list(values)
    baseline = exact_number(indicator.baseline_value)
    return Known(
        unit=indicator.unit,
        baseline=None if baseline is None else Fraction(baseline),
        baseline_year=indicator.baseline_year,
        actuals={one.year: one.exact for one in values if one.exact is not None},
        references={
            one.year: Fraction(one.reference) for one in values if one.reference is not None
        },
    )


def number_text(text: str) -> str:
    """A figure as people write it; other words as they are."""
    value = exact_number(text)
    return text if value is None else number_words(value)


def _view(indicator: Indicator, roadmap: Roadmap, years: Iterable[int]) -> IndicatorView:
    values = {one.year: one for one in indicator.values.all()}
    changes = list(indicator.changes.all())
    texts = target_texts(indicator, roadmap)
    known = known_of(indicator, values.values())
    seen = tuple(
        _year(indicator, year, texts.get(year, ""), changes, values, known) for year in years
    )
    changes.sort(key=lambda one: (one.changed_at, one.pk), reverse=True)
    return IndicatorView(indicator, seen, _choices(indicator, seen), tuple(changes))


def _year(
    indicator: Indicator,
    year: int,
    plan_text: str,
    changes: Collection[TargetChange],
    values: Mapping[int, IndicatorValue],
    known: Known,
) -> YearView:
    change = effective_change(year, plan_text, changes)
    text = change.after if change else plan_text
    # A relative indicator may demand something of each year without a figure of its own.
    wanted = (
        text or indicator.relative_to if indicator.relative_to and not indicator.targets else text
    )
    target = next(iter(readings_of(indicator, wanted)), None)
    base = base_of(target) if target else None
    is_named = base is not None and base.kind is BaseKind.NAMED
    return YearView(
        year=year,
        target_text=wanted,
        target_words=target.words(indicator.unit) if target else number_text(wanted),
        change=change,
        value=values.get(year),
        reference_name=base.name if base and is_named else "",
        reference=base_value(base, year, known) if base else None,
        exact=known.at(year),
        judgement=_judged(year, wanted, target, known),
    )


def _judged(year: int, text: str, target: Target | None, known: Known) -> Judgement:
    if text and target is None:
        return Judgement(
            Outcome.UNJUDGED, f"Цель «{text}» нельзя сравнить с числом: запишите её числом."
        )
    return judge(year, target, known)


def _choices(indicator: Indicator, years: Iterable[YearView]) -> tuple[ReadingChoice, ...]:
    """The readings of the first target that has several."""
    for one in years:
        found = readings_of(indicator, one.target_text) if one.target_text else ()
        if len(found) > 1:
            taken = found[0].key
            return tuple(
                ReadingChoice(target.key, target.words(indicator.unit), target.key == taken)
                for target in found
            )
    return ()


def year_view(indicator: Indicator, year: int) -> YearView:
    """One year of an indicator, whether the plan speaks of it or not."""
    return _view(indicator, indicator.roadmap, [year]).years[0]


def columns_of(views: Iterable[IndicatorView]) -> list[int]:
    """The years that the table of all indicators shows."""
    return sorted({one.year for view in views for one in view.years})


def state_in_words(views: Collection[IndicatorView]) -> str:
    """«6 показателей; по последнему внесённому году достигнуто 2, не достигнуто 1»."""
    if not views:
        return "Показателей в плане пока нет."
    said = [counted(len(views), "показатель", "показателя", "показателей")]
    outcomes = Counter(
        view.latest.judgement.outcome if view.latest else Outcome.NO_DATA for view in views
    )
    parts = {
        Outcome.REACHED: "достигнуто",
        Outcome.NOT_REACHED: "не достигнуто",
        Outcome.UNJUDGED: "нельзя оценить",
        Outcome.NO_DATA: "нет данных",
    }
    told = [f"{words} {outcomes[one]}" for one, words in parts.items() if outcomes[one]]
    return f"{said[0]}; по последнему году с фактом: {', '.join(told)}."
