"""Signs of bias: the matrix of schools with the index, its workbook, one school."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from assessments.actions.objectivity import set_objectivity_rules
from assessments.domain.procedures import Work
from assessments.filters.objectivity import ObjectivityFilter
from assessments.forms.objectivity import ObjectivityRulesForm
from assessments.permissions import sees_scales
from assessments.queries.objectivity import (
    YearSigns,
    kept_rules,
    rules_for,
    signs_of,
    signs_of_school,
    signs_of_years,
    versions_of,
    years_with_material,
)
from assessments.queries.objectivity_pages import (
    ANSWERS,
    Row,
    WorkPart,
    files_seen,
    index_chart,
    index_lines,
    parts_of,
    rows_of,
    sentence,
    short_work,
    works_of,
)
from assessments.renderers.objectivity_workbook import render_signs
from core.values import academic_year
from core.values.wording import DASH
from core.web.drawings import Drawing, drawing_of
from core.web.excel import excel_link, excel_response
from core.web.refusals import NotPossible
from schools.domain.roles import Right
from schools.models import Municipality, School
from schools.permissions import has_right, municipalities_with, require_somewhere
from schools.querysets import Scope

ROWS_A_PAGE = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page shows: the municipality, the year, the signs of all years with material."""

    place: Municipality
    form: ObjectivityFilter
    years: list[int]
    year: int
    signs: YearSigns
    works: list[Work]
    rows: list[Row]
    is_office: bool


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The state in one sentence, schools × works, and for the office the index by years."""
    asked = _asked(request)
    if asked is None:
        return render(request, "assessments/objectivity/list.html", {"place": None})
    context: dict[str, Any] = {
        "place": asked.place,
        "form": asked.form,
        "year": asked.year,
        "state": sentence(asked.signs.index) if asked.is_office else "",
        "columns": [short_work(work) for work in asked.works],
        "page": Paginator(asked.rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "is_filtered": bool(asked.form.chosen("answer")),
        "links": [excel_link(request, "assessments:objectivity_workbook")],
        "index": [],
        "may_enter": has_right(request.user, Right.IMPORT_RESULTS, municipality=asked.place),
        "may_set": has_right(request.user, Right.EDIT_SCALES, municipality=asked.place),
    }
    if asked.is_office:
        others = [year for year in asked.years if year != asked.year]
        by_year = signs_of_years(asked.place, others) | {asked.year: asked.signs}
        found = [by_year[year] for year in asked.years]
        chart = index_chart(found)
        context |= {"index": index_lines(found), "chart": drawing_of(chart) if chart else None}
    return render(request, "assessments/objectivity/list.html", context)


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The schools of the filter and every sign of theirs as Excel."""
    asked = _asked(request)
    if asked is None:
        raise Http404
    label = academic_year.label(asked.year)
    heading = [f"{asked.place.name}, признаки необъективности, {label} учебный год"]
    if asked.is_office:
        heading.append(sentence(asked.signs.index))
    content = render_signs(
        [short_work(work) for work in asked.works], map(_matrix_row, asked.rows),
        _sign_rows(asked), heading=heading,
    )  # fmt: skip
    return excel_response(content, f"Признаки необъективности {label.replace('/', '-')}.xlsx")


@require_safe
def school(request: HttpRequest, login: str) -> HttpResponse:
    """One school: every work with its signs, their figures and what to check."""
    seen = School.objects.visible_to(request.user).select_related("municipality__region")
    found = get_object_or_404(seen, login=login)
    years = years_with_material([found.municipality_id])
    year = _year(request, years)
    if year is None:
        context = {"school": found, "years": [], "parts": []}
        return render(request, "assessments/objectivity/school.html", context)
    signs = signs_of_school(found, year)
    parts = parts_of(signs)
    context = {
        "school": found,
        "year": year,
        "years": [(one, academic_year.label(one)) for one in years],
        "parts": [(one, _score_drawing(one)) for one in parts],
        "marked": [one.work.title for one in signs if one.bears_sign],
        "files": files_seen(request.user, parts),
    }
    return render(request, "assessments/objectivity/school.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """How signs are looked for, and every version of that; an administrator changes it."""
    require_somewhere(request.user, Right.EDIT_SCALES)
    places = municipalities_with(request.user, Right.EDIT_SCALES)
    wanted = request.GET.get("municipality", "")
    place = next((one for one in places if str(one.pk) == wanted), places[0])
    kept = kept_rules(place)
    version = kept.version if kept else 0
    data = request.POST.copy() if request.method == "POST" else None
    form = ObjectivityRulesForm(data, rules=rules_for(place), version=version)
    address = f"{reverse('assessments:objectivity')}?municipality={place.pk}"
    if data is not None and form.is_valid():
        try:
            is_new = set_objectivity_rules(
                municipality=place, rules=form.rules, seen=form.cleaned_data["seen"] or 0,
                by=person_of(request),
            )  # fmt: skip
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            data["seen"] = str(version)
        else:
            said = "Настройки сохранены." if is_new else "Настройки не изменились."
            messages.success(request, said)
            return redirect(address)
    context = {
        "form": form, "place": place, "kept": kept, "address": address,
        "versions": versions_of(place),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "assessments/objectivity/rules.html", context, status=status)


def _asked(request: HttpRequest) -> Asked | None:
    """What is asked for; None where the person has no municipality."""
    places = list(
        Municipality.objects.visible_to(request.user)
        .select_related("region")
        .order_by("name", "pk")
    )
    if not places:
        return None
    wanted = request.GET.get("municipality", "")
    place = next((one for one in places if str(one.pk) == wanted), places[0])
    years = years_with_material([place.pk])
    year = _year(request, years) or 0
    form = ObjectivityFilter(
        {"municipality": place.pk, "academic_year": year, **_said(request)},
        municipalities=places, years=years,
    )  # fmt: skip
    signs = signs_of(place, year)
    works = works_of(signs, everything=form.chosen("works") == "all")
    rows = rows_of(request.user, place, signs, works) if year else []
    answer = form.chosen("answer")
    return Asked(
        place, form, years, year, signs, works,
        [row for row in rows if not answer or row.answer == answer],
        _is_of_office(request, place),
    )  # fmt: skip


def _said(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("answer", "works")}


def _year(request: HttpRequest, years: list[int]) -> int | None:
    """The year asked for where there is material, else the latest with some."""
    wanted = request.GET.get("academic_year", "")
    return next((one for one in years if str(one) == wanted), years[0] if years else None)


def _is_of_office(request: HttpRequest, place: Municipality) -> bool:
    """Whether the person may read figures over all schools of the municipality."""
    scope = Scope.of(request.user)
    return sees_scales(request.user) and (
        place.pk in scope.office_ids or place.region_id in scope.region_ids
    )


def _matrix_row(row: Row) -> tuple[str, ...]:
    cells = (DASH if cell is None else _cell_words(cell.words, cell.details) for cell in row.cells)
    return (row.school.name, row.school.login, dict(ANSWERS)[row.answer], *cells)


def _cell_words(words: str, details: str) -> str:
    return f"{words}: {details}" if details else words


def _sign_rows(asked: Asked) -> Iterator[tuple[str, ...]]:
    for row in asked.rows:
        signs = asked.signs.of_school(row.school.login)
        for part in parts_of([one for one in signs if one.work in asked.works]):
            for line in part.lines:
                yield (
                    row.school.name, row.school.login, part.title, line.title, line.answer,
                    line.words, line.origin, line.file_name, line.place,
                )  # fmt: skip


def _score_drawing(part: WorkPart) -> Drawing | None:
    chart = part.scores.chart if part.scores else None
    return None if chart is None else drawing_of(chart)
