"""«Аналитическая справка по результатам ВПР» from results and the latest classification."""

from datetime import date

from django.db.models import Q

from assessments.domain.objectivity.judging import WorkSigns
from assessments.domain.procedures import Procedure
from assessments.queries.analysis import results_of, years_of
from assessments.queries.objectivity import signs_of
from assessments.queries.objectivity_pages import cell_of, sentence
from core.values import academic_year as years
from core.values.natural_order import natural_key
from reports.builders.classification import run_facts
from reports.builders.request import Choice, Request
from reports.domain.analysis_vpr import compose
from reports.domain.document import Document
from reports.domain.kinds import NothingToReport, Parameters
from reports.domain.vpr_facts import YEARS_COMPARED, VprFacts
from reports.domain.vpr_objectivity import BiasFacts, MarkedWork
from schools.models import Municipality, School


def title(request: Request) -> str:
    """The report's name; NothingToReport for a year without results of ВПР."""
    year = _year(request)
    if year not in years_of(request.municipality, Procedure.VPR):
        raise NothingToReport(
            f"За {years.label(year)} учебный год нет результатов ВПР. Загрузите их в разделе "
            "«Результаты» и составьте справку снова."
        )
    return f"Аналитическая справка по результатам ВПР за {years.label(year)} учебный год"


def build(request: Request) -> Document:
    """The справка as of the request's day."""
    title(request)
    year = _year(request)
    public = request.parameters.public
    span = range(year - YEARS_COMPARED + 1, year + 1)
    results = results_of(request.municipality, Procedure.VPR, span)
    schools = _schools(request.municipality, year, {result.school for result in results})
    facts = VprFacts(
        academic_year=year,
        schools=schools,
        results=tuple(results),
        run=run_facts(request.municipality, year, public=public),
        bias=_bias(request.municipality, year, schools, public=public),
        is_public=public,
    )
    return compose(facts, request.office, request.day)


def choices(municipality: Municipality) -> list[Choice]:
    """Years with results of ВПР, the latest first."""
    return [
        Choice(Parameters(academic_year=year), years.label(year))
        for year in years_of(municipality, Procedure.VPR)
    ]


def _year(request: Request) -> int:
    if request.parameters.academic_year is None:
        raise NothingToReport("Не назван учебный год. Выберите его и составьте справку снова.")
    return request.parameters.academic_year


def _bias(
    municipality: Municipality, year: int, schools: dict[str, str], *, public: bool
) -> BiasFacts | None:
    """Signs of the works of ВПР in the order of schools; None without a list or an answer.

    Nothing published names a school for its signs: a sign is no conclusion.
    """
    found = signs_of(municipality, year)
    if found.index.main is None:
        return None
    if public:
        return BiasFacts(sentence(found.index), None)
    marked = (
        MarkedWork(name, signs.work, cell_of(signs).details, _origin(signs))
        for login, name in schools.items()
        for signs in found.of_school(login)
        if signs.bears_sign and signs.work.procedure is Procedure.VPR
    )
    return BiasFacts(sentence(found.index), tuple(marked))


def _origin(signs: WorkSigns) -> str:
    said = [words for words, answer in (
        ("полученный список", signs.told), ("расчёт портала", signs.computed)
    ) if answer]  # fmt: skip
    return ", ".join(said)


def _schools(municipality: Municipality, year: int, logins: set[str]) -> dict[str, str]:
    """Schools that worked in the year, and those of the past that have results, by name."""
    began = date(year, years.FIRST_MONTH, 1)
    worked = Q(closed_on__isnull=True) | Q(closed_on__gt=began)
    found = School.objects.filter(worked | Q(login__in=logins), municipality=municipality)
    pairs = found.values_list("login", "name")
    return dict(sorted(pairs, key=lambda pair: (natural_key(pair[1]), pair[0])))
