"""Tables of results."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessments.domain.measures import rounded
from assessments.domain.results import Attempt
from assessments.models import Result
from assessments.queries.results import Totals, measures_of
from core.values import academic_year
from core.values.wording import DASH, decimal, grouped, kept_together

NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}
_MARKS = {"two": "twos", "three": "threes", "four": "fours", "five": "fives"}
_SHORT_PROCEDURES = {"ege_base": "ЕГЭ, база", "ege_profile": "ЕГЭ, профиль"}


def share(value: Fraction | None, places: int = 1) -> str:
    """A measure with a decimal comma; «—» where there is none."""
    return DASH if value is None else decimal(rounded(value, places), places)


def _footer(table: Any, bound_column: Any) -> str:
    return table.footer_of(bound_column.name)


def _number(label: str, accessor: str, **options: Any) -> tables.Column:
    return tables.Column(
        verbose_name=label, accessor=accessor, attrs=NUMBER, default=DASH, footer=_footer, **options
    )


class ResultTable(tables.Table):
    """Results with their measures; totals of the whole filter stand in the footer."""

    school = tables.Column(
        verbose_name="Школа",
        accessor="school__name",
        linkify=("school", {"login": tables.A("school__login")}),
        order_by=("school__name", "school_id"),
        footer=_footer,
    )
    procedure = tables.Column(verbose_name="Проце\u00adдура")
    subject = tables.Column(verbose_name="Предмет")
    grade = _number("Класс", "grade")
    academic_year = tables.Column(verbose_name="Год")
    participants = _number("Участ\u00adников", "participants")
    two = _number("2", "twos")
    three = _number("3", "threes")
    four = _number("4", "fours")
    five = _number("5", "fives")
    pass_rate = _number("Успе\u00adвае\u00adмость, %", "pk", order_by="pass_order")
    quality_rate = _number("Каче\u00adство, %", "pk", order_by="quality_order")
    sou = _number("СОУ, %", "pk", order_by="sou_order")
    mean_mark = _number("Средняя отметка", "pk", order_by="mean_order")
    mean_score = _number("Средний балл", "mean_score", empty_values=())

    class Meta:
        order_by = ()
        empty_text = "По этому отбору результатов нет. Измените условия или сбросьте отбор."
        attrs = {"caption": "Результаты", "class": "dense"}

    def __init__(self, *args: Any, totals: Totals, **options: Any) -> None:
        self.totals = totals
        if not totals.has_scores:
            options["exclude"] = ("mean_score",)
        super().__init__(*args, **options)

    def footer_of(self, name: str) -> str:
        """What stands under a column: sums, and measures weighted by participants."""
        found = self.totals
        if name == "participants":
            return grouped(found.participants)
        if name in _MARKS:
            return DASH if found.marks is None else grouped(getattr(found.marks, _MARKS[name]))
        if name == "mean_score":
            return share(found.mean_score)
        if name == "mean_mark":
            return share(found.measures.mean_mark, 2)
        if name in ("pass_rate", "quality_rate", "sou"):
            return share(getattr(found.measures, name))
        return "По всему отбору" if name == "school" else ""

    def render_school(self, value: str) -> str:
        """The number of the school on one line with its sign."""
        return kept_together(value)

    def render_procedure(self, record: Result) -> str | SafeString:
        """«ВПР», «ЕГЭ, база»; under it what is not the first result."""
        shown = _SHORT_PROCEDURES.get(record.procedure, record.get_procedure_display())
        if record.attempt == Attempt.FIRST:
            return shown
        return format_html('{}<span class="under">{}</span>', shown, record.get_attempt_display())

    def render_academic_year(self, value: int) -> str:
        """«2024/25»."""
        return academic_year.label(value)

    def render_participants(self, value: int) -> str:
        """Whole people, grouped."""
        return grouped(value)

    def render_pass_rate(self, record: Result) -> str:
        """Share of marks 3–5, or of those at or over the minimum."""
        return share(measures_of(record).pass_rate)

    def render_quality_rate(self, record: Result) -> str:
        """Share of marks 4 and 5."""
        return share(measures_of(record).quality_rate)

    def render_sou(self, record: Result) -> str:
        """Simonov's index."""
        return share(measures_of(record).sou)

    def render_mean_mark(self, record: Result) -> str:
        """Two digits, as offices print it."""
        return share(measures_of(record).mean_mark, 2)

    def render_mean_score(self, record: Result) -> str | SafeString:
        """The mean score and, under it, how many are below the minimum."""
        shown = DASH if record.mean_score is None else decimal(Decimal(record.mean_score), 1)
        if record.below_minimum is None or record.marks is not None:
            return shown
        return format_html(
            '{}<span class="under">ниже порога {}</span>', shown, record.below_minimum
        )
