"""«Приказ об утверждении перечня» of a list: the order, and its annex alone."""

from datetime import date

from django.db.models import QuerySet

from assessments.domain.approved_lists import ExitKind
from assessments.domain.rules import Category
from assessments.models import ApprovedList, ListEntry, ListExit
from assessments.queries.current_list import list_in_force
from core.ordering import NaturalKey
from core.values import academic_year as years
from core.values.wording import lower_first
from reports.builders.publication import hidden_titles
from reports.builders.request import Choice, Request
from reports.domain.approved_list_order import (
    LeftLine,
    OrderFacts,
    OrderLine,
    compose,
    compose_annex,
)
from reports.domain.document import Document
from reports.domain.kinds import NothingToReport, Parameters, ReportKind
from reports.domain.publication import Hidden, masked_for
from schools.models import Municipality


def title(request: Request) -> str:
    """The order's name; NothingToReport for a year without a list in force."""
    approved = _of_year(request)
    return f"Приказ об утверждении перечня ШНОР за {years.label(approved.academic_year)}"


def build(request: Request) -> Document:
    """The order of the list in force of the year; its head signs, not who asked for it."""
    return build_order(_of_year(request), request.day, public=request.parameters.public)


def choices(municipality: Municipality) -> list[Choice]:
    """Years with a list in force, the latest first."""
    lists = ApprovedList.objects.in_force().filter(municipality=municipality)
    found = lists.order_by("-academic_year").values_list("academic_year", flat=True)
    return [Choice(Parameters(academic_year=year), years.label(year)) for year in found]


def build_order(approved: ApprovedList, day: date, *, public: bool = False) -> Document:
    """The order of any list, a draft included; for publication without small groups."""
    return compose(_facts(approved, public=public), _asked(approved, day).office, day)


def build_annex(approved: ApprovedList, day: date, *, public: bool = False) -> Document:
    """The list alone as the annex to its order."""
    return compose_annex(_facts(approved, public=public), _asked(approved, day).office, day)


def _asked(approved: ApprovedList, day: date) -> Request:
    parameters = Parameters(academic_year=approved.academic_year)
    return Request(ReportKind.CLASSIFICATION_ORDER, approved.municipality, parameters, day)


def _of_year(request: Request) -> ApprovedList:
    year = request.parameters.academic_year
    approved = list_in_force(request.municipality, year) if year is not None else None
    if approved is None:
        label = f"За {years.label(year)} учебный год перечень" if year else "Перечень"
        raise NothingToReport(
            f"{label} приказом не утверждён. Утвердите его в разделе «Перечень ШНОР» и составьте "
            "документ снова."
        )
    return approved


def _facts(approved: ApprovedList, *, public: bool) -> OrderFacts:
    hidden = hidden_titles(approved.municipality, approved.run) if public else {}
    entries = approved.entries.select_related("school").order_by(NaturalKey("school_name"), "pk")
    exits = approved.exits.select_related("school").exclude(kind=ExitKind.NO_DATA)
    return OrderFacts(
        academic_year=approved.academic_year,
        method=approved.method,
        order=_pair(approved.order_number, approved.order_date),
        letter=_pair(approved.letter_number, approved.letter_date),
        replaced=_pair(approved.replaces.order_number, approved.replaces.order_date)
        if approved.replaces
        else None,
        target=approved.target,
        listed=_lines(entries.filter(category=Category.LOW_RESULTS), hidden),
        at_risk=_lines(entries.filter(category=Category.AT_RISK), hidden),
        left=tuple(_left(one, hidden) for one in exits.order_by(NaturalKey("school_name"), "pk")),
    )


def _pair(number: str, day: date | None) -> tuple[str, date] | None:
    return (number, day) if number and day else None


def _lines(entries: QuerySet[ListEntry], hidden: Hidden) -> tuple[OrderLine, ...]:
    return tuple(
        OrderLine(one.school_name, one.login, _grounds(one, hidden), one.status_words, one.curator)
        for one in entries
    )


def _grounds(entry: ListEntry, hidden: Hidden) -> str:
    words = entry.grounds
    if entry.decision:
        words = f"Решение управления: {lower_first(entry.decision)}"
    return masked_for(entry.school.login, words, hidden)


def _left(one: ListExit, hidden: Hidden) -> LeftLine:
    kind = one.get_kind_display().capitalize()
    words = masked_for(one.school.login, one.words, hidden)
    reason = f"{kind}: {lower_first(words)}" if words else kind
    return LeftLine(one.school_name, one.login, reason)
