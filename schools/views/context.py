"""Pages of context data: all schools of a year, one school, the workbook to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from core.values import academic_year as academic_years
from core.values.wording import counted
from core.web.excel import excel_response
from core.web.refusals import Refusal
from schools import queries
from schools.actions.context import Refused, Typed, set_figures
from schools.domain.context.fields import FIELDS, GROUP_NAMES, Group, Kind
from schools.domain.roles import Right
from schools.forms import ContextFilterForm
from schools.models import Municipality, School
from schools.permissions import has_right, offices_of, require
from schools.queries import context as context_queries
from schools.renderers.context_template import TemplateRow, render_template

ROWS_A_PAGE = 20
EARLIEST_YEAR = 2015
YEARS_OFFERED = 5
OFFICE_ONLY = "Контекстные данные всех школ открывают сотрудники управления образования."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of context data is asked for."""

    places: list[Municipality]
    municipality: Municipality
    year: int
    group: Group
    known_years: list[int]

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        asked = QueryDict(mutable=True)
        asked["municipality"] = str(self.municipality.pk)
        asked["year"] = str(self.year)
        asked["group"] = self.group.value
        return asked.urlencode()


def asked_of(request: HttpRequest) -> Asked:
    """The municipality, the year and the group of the address; Refusal for who sees no office."""
    places = offices_of(request.user)
    if not places:
        raise Refusal(OFFICE_ONLY)
    wanted = request.GET.get("municipality", "")
    found = [one for one in places if str(one.pk) == wanted]
    municipality = found[0] if found else places[0]
    known = context_queries.years_known(context_queries.open_schools(municipality))
    group = request.GET.get("group", "")
    return Asked(
        places,
        municipality,
        year_of(request, known),
        Group(group) if group in set(Group) else Group.CONTINGENT,
        known,
    )


def year_of(request: HttpRequest, known: list[int]) -> int:
    """The academic year of the address; without one the last of the `known`, else the present."""
    asked, this = request.GET.get("year", ""), queries.this_year()
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    if EARLIEST_YEAR <= year <= this + 1:
        return year
    return known[0] if known else this


def years_offered(known: list[int]) -> list[int]:
    """Years to choose from: the next one, the last five, and all that have data."""
    this = queries.this_year()
    return sorted({*range(this - YEARS_OFFERED + 1, this + 2), *known}, reverse=True)


@require_http_methods(["GET", "HEAD", "POST"])
def all_schools(request: HttpRequest) -> HttpResponse:
    """One group of fields over all schools; who may edit types into the cells."""
    asked = asked_of(request)
    may_edit = has_right(request.user, Right.EDIT_CONTEXT, municipality=asked.municipality)
    schools = context_queries.open_schools(asked.municipality)
    page = Paginator(schools, ROWS_A_PAGE).get_page(request.GET.get("page"))
    refused: list[Refused] = []
    if request.method == "POST":
        require(request.user, Right.EDIT_CONTEXT, municipality=asked.municipality)
        refused = _save(request, asked.municipality, asked.year, list(page.object_list))
        if not refused:
            return redirect(f"{reverse('context')}?{asked.query}&page={page.number}")
    stored = context_queries.figures_of(page.object_list, asked.year)
    fields = context_queries.shown_fields(asked.group, stored)
    rows = [
        (school, context_queries.cells_of(stored.get(school.pk, {}), fields))
        for school in page.object_list
    ]
    years = years_offered(asked.known_years)
    initial = {"municipality": asked.municipality.pk, "year": asked.year, "group": asked.group}
    context = {
        "asked": asked,
        "fields": fields,
        "group_name": GROUP_NAMES[asked.group],
        "page": page,
        "may_edit": may_edit,
        "form": ContextFilterForm(initial=initial, places=asked.places, years=years),
        "grid": Grid(rows, refused),
        "state": counted(len(schools), "школа", "школы", "школ"),
    }
    return render(request, "schools/context.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def of_school(request: HttpRequest, login: str) -> HttpResponse:
    """All figures of one school in a year, each with its source."""
    school = get_object_or_404(queries.school_of(request.user), login=login)
    known = context_queries.years_known([school])
    year = year_of(request, known)
    may_edit = has_right(request.user, Right.EDIT_CONTEXT, municipality=school.municipality)
    refused: list[Refused] = []
    if request.method == "POST":
        require(request.user, Right.EDIT_CONTEXT, municipality=school.municipality)
        refused = _save(request, school.municipality, year, [school])
        if not refused:
            return redirect(f"{reverse('school_context', args=[login])}?year={year}")
    stored = context_queries.figures_of([school], year)
    of_this = stored.get(school.pk, {})
    parts = []
    for group in Group:
        fields = context_queries.shown_fields(group, stored)
        grid = Grid([(school, context_queries.cells_of(of_this, fields))], refused)
        parts.append((GROUP_NAMES[group], next(iter(grid))[1]))
    context = {
        "school": school,
        "year": year,
        "years": years_offered(known),
        "parts": parts,
        "seen": Grid([(school, context_queries.cells_of(of_this, FIELDS))], refused).seen,
        "refusals": Grid([], refused).refusals,
        "may_edit": may_edit,
        "known": len(of_this),
        "fields_total": sum(one.kind is not Kind.SHARE for one in FIELDS),
    }
    return render(request, "schools/school_context.html", context, status=422 if refused else 200)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in, with the schools and what is known of them."""
    asked = asked_of(request)
    schools = context_queries.open_schools(asked.municipality)
    stored = context_queries.figures_of(schools, asked.year)
    rows = [
        TemplateRow(one.login, one.name, context_queries.values_of(stored.get(one.pk, {})))
        for one in schools
    ]
    label = academic_years.label(asked.year)
    content = render_template(rows, year=label, municipality=asked.municipality.name)
    return excel_response(content, f"Контекстные данные {label.replace('/', '-')}.xlsx")


class Grid:
    """Rows of cells as a page draws them, after a save also with what was refused."""

    def __init__(
        self, rows: list[tuple[School, list[context_queries.Cell]]], refused: list[Refused]
    ) -> None:
        self._rows = rows
        self._refused = {_name(one.typed.school, one.typed.field): one for one in refused}

    def __iter__(self) -> Iterator[tuple[School, list[dict[str, Any]]]]:
        for school, cells in self._rows:
            yield school, [self._drawn(school, cell) for cell in cells]

    @property
    def seen(self) -> str:
        """The words of all cells, for the form to send back: an older page overwrites nothing."""
        shown = {
            _name(school, cell.field.key): cell.words
            for school, cells in self._rows
            for cell in cells
            if cell.words
        }
        return json.dumps(shown, ensure_ascii=False)

    @property
    def refusals(self) -> list[dict[str, str]]:
        """Cells that were not written: where the input is, school, sentence."""
        return [
            {"anchor": name, "school": one.typed.school.name, "reason": one.reason}
            for name, one in self._refused.items()
        ]

    def _drawn(self, school: School, cell: context_queries.Cell) -> dict[str, Any]:
        name = _name(school, cell.field.key)
        refused = self._refused.get(name)
        return {
            "name": name,
            "cell": cell,
            "value": refused.typed.text if refused else cell.words,
            "reason": refused.reason if refused else "",
            "choices": [words for _, words, _ in cell.field.choices],
            "is_text": cell.field.kind in (Kind.TEXT, Kind.CHOICE),
        }


def _save(
    request: HttpRequest, municipality: Municipality, year: int, schools: list[School]
) -> list[Refused]:
    seen = _seen(request)
    typed = [
        Typed(school, field.key, request.POST[name], seen.get(name, ""))
        for school in schools
        for field in FIELDS
        if (name := _name(school, field.key)) in request.POST
    ]
    number, refused = set_figures(
        municipality=municipality, academic_year=year, typed=typed, by=person_of(request)
    )
    if number:
        said = counted(number, "показатель", "показателя", "показателей")
        messages.success(request, f"Сохранено: {said}.")
    elif not refused:
        messages.info(request, "Ничего не изменилось.")
    return refused


def _seen(request: HttpRequest) -> Mapping[str, str]:
    try:
        seen = json.loads(request.POST.get("seen") or "{}")
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}


def _name(school: School, key: str) -> str:
    """The name of a cell's input."""
    return f"v-{school.pk}-{key}"
