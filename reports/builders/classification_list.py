"""«Перечень школ с низкими результатами»: as approved by an order, else by the latest runs."""

from collections import defaultdict

from assessments.models import ClassificationRun
from assessments.queries.current_list import list_in_force
from core.values import academic_year as years
from reports.builders.classification import run_facts
from reports.builders.classification_order import build_annex
from reports.builders.request import Choice, Request, signed_name
from reports.domain.classification_list import ListFacts, compose
from reports.domain.document import Document
from reports.domain.kinds import NothingToReport, Parameters
from schools.domain.roles import Role
from schools.models import Membership, Municipality, School


def title(request: Request) -> str:
    """The report's name; NothingToReport for a year without a finished run."""
    year = request.parameters.academic_year
    if year is None or year not in _years(request.municipality):
        label = f"За {years.label(year)} учебный год перечень" if year else "Перечень"
        raise NothingToReport(
            f"{label} ещё не рассчитан. Рассчитайте его в разделе «Перечень ШНОР» и составьте "
            "документ снова."
        )
    return f"Перечень школ с низкими результатами за {years.label(year)} учебный год"


def build(request: Request) -> Document:
    """The document as of the request's day."""
    title(request)
    year = request.parameters.academic_year or 0
    public = request.parameters.public
    approved = list_in_force(request.municipality, year)
    if approved is not None:
        return build_annex(approved, request.day, public=public)
    run = run_facts(request.municipality, year, public=public)
    if run is None:
        raise NothingToReport("Расчёт перечня удалён. Рассчитайте его снова.")
    facts = ListFacts(
        academic_year=year,
        run=run,
        previous=run_facts(request.municipality, year - 1),
        schools=dict(
            School.objects.filter(municipality=request.municipality).values_list("login", "name")
        ),
        curators=_curators(request.municipality),
    )
    return compose(facts, request.office, request.day)


def choices(municipality: Municipality) -> list[Choice]:
    """Years with a finished run, the latest first."""
    return [
        Choice(Parameters(academic_year=year), years.label(year)) for year in _years(municipality)
    ]


def _years(municipality: Municipality) -> list[int]:
    return list(
        ClassificationRun.objects.of_the_list()
        .filter(municipality=municipality)
        .order_by("-academic_year")
        .values_list("academic_year", flat=True)
        .distinct()
    )


def _curators(municipality: Municipality) -> dict[str, str]:
    rows = (
        Membership.objects.filter(school__municipality=municipality, role=Role.CURATOR)
        .order_by("user__full_name", "pk")
        .values_list("school__login", "user__full_name")
    )
    names: dict[str, list[str]] = defaultdict(list)
    for login, full_name in rows:
        names[login].append(signed_name(full_name))
    return {login: ", ".join(found) for login, found in names.items()}
