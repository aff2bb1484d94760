"""Pages of the context index: all schools in their order, the weights."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from core.values import academic_year as academic_years
from core.values.wording import counted
from core.web.excel import excel_link, excel_response
from core.web.refusals import NotPossible
from schools.actions.context_weights import set_weights
from schools.domain.context.fields import BY_KEY
from schools.domain.context.index import NORMALISATION_NAMES, PARTS, IndexRules, rounded
from schools.domain.roles import Right
from schools.forms import ContextFilterForm, WeightsForm
from schools.permissions import has_right, municipalities_with, require, require_somewhere
from schools.queries.context_index import IndexLine, index_lines, rules_of, weights_of
from schools.renderers.context_index import IndexRow, render_index
from schools.views.context import asked_of, years_offered

ROWS_A_PAGE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The schools by their index, the worst conditions first, with what each field gives."""
    asked = asked_of(request)
    kept, rules = weights_of(asked.municipality), rules_of(asked.municipality)
    lines = index_lines(asked.municipality, asked.year, rules)
    known = sum(one.index.value is not None for one in lines)
    form = ContextFilterForm(
        initial={"municipality": asked.municipality.pk, "year": asked.year},
        places=asked.places,
        years=years_offered(asked.known_years),
    )
    del form.fields["group"]
    context = {
        "asked": asked,
        "form": form,
        "page": Paginator(lines, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "fields": [(BY_KEY[key].title, weight) for key, weight in rules.weights.items()],
        "rules": rules,
        "normalisation": NORMALISATION_NAMES[rules.normalisation],
        "parts": PARTS[rules.parts],
        "weights": kept,
        "state": f"{counted(known, 'школа', 'школы', 'школ')} с индексом из {len(lines)}",
        "known": known,
        "may_weigh": has_right(request.user, Right.EDIT_SCHOOLS, municipality=asked.municipality),
        "links": [excel_link(request, "context_index_workbook")],
    }
    return render(request, "schools/context_index.html", context)


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The same as Excel, all schools."""
    asked = asked_of(request)
    rules = rules_of(asked.municipality)
    lines = index_lines(asked.municipality, asked.year, rules)
    label = academic_years.label(asked.year)
    fields = [BY_KEY[key] for key in rules.weights]
    titles = [f"{one.title}, %" if one.of else one.heading for one in fields]
    heading = [
        f"Индекс благополучия школ, {label} учебный год: {asked.municipality.name}",
        _rules_words(rules),
    ]
    content = render_index(map(_row, lines), titles, heading)
    return excel_response(content, f"Индекс благополучия {label.replace('/', '-')}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: HttpRequest) -> HttpResponse:
    """What the index is made of; each change is a new version."""
    require_somewhere(request.user, Right.EDIT_SCHOOLS)
    places = municipalities_with(request.user, Right.EDIT_SCHOOLS)
    wanted = request.GET.get("municipality", "")
    municipality = next((one for one in places if str(one.pk) == wanted), places[0])
    require(request.user, Right.EDIT_SCHOOLS, municipality=municipality)
    kept = weights_of(municipality)
    version = kept.version if kept else 0
    data = request.POST.copy() if request.method == "POST" else None
    form = WeightsForm(data, rules=rules_of(municipality), version=version)
    address = f"{reverse('context_index')}?municipality={municipality.pk}"
    if data is not None and form.is_valid():
        try:
            is_new = set_weights(
                municipality=municipality,
                rules=form.rules,
                seen=form.cleaned_data["seen"] or 0,
                by=person_of(request),
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            data["seen"] = str(version)
        else:
            said = "Веса сохранены." if is_new else "Веса не изменились."
            messages.success(request, said)
            return redirect(address)
    context = {"form": form, "municipality": municipality, "weights": kept, "address": address}
    status = 422 if form.errors else 200
    return render(request, "schools/context_weights.html", context, status=status)


def _rules_words(rules: IndexRules) -> str:
    return (
        f"{NORMALISATION_NAMES[rules.normalisation]}; деление на {PARTS[rules.parts]}; индекс есть "
        f"при данных не менее чем для {rules.least_coverage}\u00a0% весов"
    )


def _row(line: IndexLine) -> IndexRow:
    index = line.index
    return IndexRow(
        name=line.school.name,
        login=line.school.login,
        value=None if index.value is None else rounded(index.value, 4),
        part=line.part,
        coverage=rounded(index.coverage * 100, 0),
        figures=tuple(
            (
                None if one.measure is None else rounded(one.measure, 2),
                None if one.part is None else rounded(one.part, 4),
            )
            for one in index.contributions
        ),
    )
