"""«Перечень школ и их наставников» of one academic year."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.ordering import NaturalKey
from core.values import academic_year as years
from core.values.wording import DASH
from reports.builders.request import Choice, Request
from reports.domain.document import Document
from reports.domain.kinds import NothingToReport, Parameters
from reports.domain.partnership_list import PartnershipLine, compose
from schools.domain.partnerships import PartnershipState
from schools.models import Municipality, Partnership
from schools.queries.partnerships import subjects_words, term_words


def title(request: Request) -> str:
    """The report's name; NothingToReport for a year without agreed partnerships."""
    year = request.parameters.academic_year
    if year is None or not _of_year(request.municipality, year).exists():
        label = f"В {years.label(year)} учебном году согласованных" if year else "Согласованных"
        raise NothingToReport(
            f"{label} партнёрств нет. Согласуйте их в разделе «Наставничество» и составьте "
            "документ снова."
        )
    return f"Перечень школ и их наставников на {years.label(year)} учебный год"


def build(request: Request) -> Document:
    """The document as of the request's day."""
    title(request)
    year = request.parameters.academic_year or 0
    found = _of_year(request.municipality, year)
    return compose([_line(one) for one in found], year, request.office, request.day)


def choices(municipality: Municipality) -> list[Choice]:
    """Years in which an agreed partnership went on, the latest first."""
    found = sorted(set(_years(_agreed(municipality))), reverse=True)
    return [Choice(Parameters(academic_year=year), years.label(year)) for year in found]


def _agreed(municipality: Municipality) -> QuerySet[Partnership]:
    """Without proposals, which bind nobody."""
    return (
        Partnership.objects.filter(school__municipality=municipality)
        .exclude(state=PartnershipState.PROPOSED)
        .exclude(since__isnull=True, ended_on__isnull=False)
        .select_related("school", "partner")
        .order_by(NaturalKey("school__name"), NaturalKey("partner__name"), "pk")
    )


def _of_year(municipality: Municipality, year: int) -> QuerySet[Partnership]:
    """Those that went on in the year; one without a beginning is of the year it was entered."""
    first, last = years.bounds(year)
    begun = Q(since__lte=last) | Q(since__isnull=True, created_at__date__range=(first, last))
    goes_on = Q(ended_on__isnull=True) | Q(ended_on__gte=first)
    in_term = Q(until__isnull=True) | Q(until__gte=first)
    return _agreed(municipality).filter(begun & goes_on & in_term)


def _years(found: Iterable[Partnership]) -> Iterable[int]:
    """Every year of each partnership, the current one at most for what has no end."""
    for one in found:
        first = years.of_date(one.since or timezone.localdate(one.created_at))
        end = one.ended_on or one.until
        last = years.of_date(end) if end else max(first, years.of_date(timezone.localdate()))
        yield from range(first, last + 1)


def _line(one: Partnership) -> PartnershipLine:
    partner = one.partner.name
    if one.is_teacher:
        post = f", {one.teacher_post}" if one.teacher_post else ""
        partner = f"{one.teacher_name}{post} ({partner})"
    term = term_words(one)
    return PartnershipLine(
        one.school.name, partner, subjects_words(one), one.agreement, "" if term == DASH else term
    )
