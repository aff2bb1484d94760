"""The predicate on one figure of the context data: DOMAIN.md 1.4 (k context factors), 2.4."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from assessments.domain.measures import rounded
from assessments.domain.rules.arguments import argument
from assessments.domain.rules.cases import Case
from assessments.domain.rules.expressions import Predicate, Truth
from assessments.domain.rules.grounds import Comparison, Phrase, Said, plain
from assessments.domain.rules.kinds import AMOUNT, Kind, choice
from core.values import academic_year as years
from core.values.wording import NBSP, decimal
from schools.domain.context.fields import BY_KEY, NUMERIC, ContextField
from schools.domain.context.fields import Kind as ValueKind

AT_LEAST, AT_MOST = "at_least", "at_most"
_LIMIT_WORDS = {AT_LEAST: "не меньше", AT_MOST: "не больше"}
MEASURED: dict[str, ContextField] = {
    key: one
    for key, one in BY_KEY.items()
    if one.kind in NUMERIC and one.kind is not ValueKind.SHARE
}
"""Fields that are a number, or a part that is compared by its share."""
_BY_TITLE = {one.title.casefold(): key for key, one in MEASURED.items()}


def _field(text: str) -> str:
    key = text if text in MEASURED else _BY_TITLE.get(text.strip("«»").casefold())
    if key is None:
        raise ValueError(text)
    return key


FIELD = Kind(
    _field,
    "показатель контекстных данных: его название («из неполных семей») или single_parent",
    options=tuple(MEASURED),
)


@dataclass(frozen=True)
class ContextFigure(Predicate):
    """A figure of the school's context is at least, or at most, so much.

    A part of a whole is compared by its share in per cent, exactly from the count and the total;
    anything else by the number itself.
    """

    name: ClassVar[str] = "context"
    field: str = argument(FIELD)
    limit: str = argument(choice(AT_LEAST, AT_MOST))
    value: Decimal = argument(AMOUNT)

    @property
    def context_needs(self) -> frozenset[str]:
        """The figure."""
        return frozenset({self.field})

    def judge(self, case: Case, year: int) -> Truth:
        """What the context data say; None where they say nothing."""
        figure = self._figure(case, year)
        if figure is None:
            return None
        limit = Fraction(self.value)
        return figure >= limit if self.limit == AT_LEAST else figure <= limit

    def _figure(self, case: Case, year: int) -> Fraction | None:
        context = case.context(year)
        return None if context is None else context.figures.get(self.field)

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«из неполных семей — 31,5 % (не меньше 30 %)»."""
        return Phrase(self._words(case, year))

    def _words(self, case: Case, year: int) -> str:
        figure = self._figure(case, year)
        shown = "нет данных" if figure is None else f"{_number(figure)}{self._unit}"
        limit = f"{_LIMIT_WORDS[self.limit]} {plain(self.value)}{self._unit}"
        return f"{MEASURED[self.field].title}{NBSP}— {shown} ({limit})"

    @property
    def _unit(self) -> str:
        one = MEASURED[self.field]
        unit = "%" if one.of else one.unit
        return f"{NBSP}{unit}" if unit else ""

    def doubt(self, case: Case, year: int) -> str:
        """The context data do not tell."""
        return f"{MEASURED[self.field].title}: нет данных за {years.label(year)} учебный год"

    def compare(self, case: Case, year: int) -> list[Comparison]:
        """The figure, where it is known."""
        figure = self._figure(case, year)
        if figure is None:
            return []
        context = case.context(year)
        return [
            Comparison(
                self.name, f"{years.label(year)}: {self._words(case, year)}", year,
                self.judge(case, year), value=figure, limit=Fraction(self.value),
                source=context.sources.get(self.field) if context else None,
            )
        ]  # fmt: skip

    def describe(self) -> str:
        """The predicate in words."""
        limit = f"{_LIMIT_WORDS[self.limit]} {plain(self.value)}{self._unit}"
        return f"{MEASURED[self.field].title}{NBSP}— {limit}"


def _number(figure: Fraction) -> str:
    return str(figure) if figure.denominator == 1 else decimal(rounded(figure, 1), 1)
