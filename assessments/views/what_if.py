"""«Что, если…»: other limits, years and works, and at once who enters and leaves the list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from assessments.actions.classifying import start_run_at
from assessments.domain.what_if import Ledger
from assessments.forms.what_if import WhatIfForm
from assessments.models import RunPlace
from assessments.permissions import require_making_criteria, require_run_at, require_trying
from assessments.queries.classification import rules_in_words
from assessments.queries.criteria import offers
from assessments.queries.what_if.ledgers import ledgers_of
from assessments.queries.what_if.screen import LINES_SHOWN, Answer, Line, Question, answer
from assessments.renderers.what_if_workbook import TriedRow, render_tried
from assessments.views.criteria import copy_form, form_page, saved_copy
from assessments.web import list_tabs
from core.values import academic_year
from core.web.excel import excel_link, excel_response
from core.web.refusals import NotPossible, Refusal, reason_against
from schools.models import Municipality
from schools.querysets import Scope

WHOLE_REGION = "region-"


@dataclass(frozen=True)
class Asked:
    """What the address asks: the places, their figures and the form; no form without figures."""

    places: dict[str, list[Municipality]]
    chosen: list[Municipality]
    ledgers: dict[int, Ledger]
    form: WhatIfForm | None

    @property
    def place(self) -> RunPlace:
        """The one municipality that is chosen, else the region of several."""
        return _place_of(self.chosen)

    @property
    def question(self) -> Question | None:
        """What to try; None where the form has mistakes."""
        if self.form is None or not self.form.is_valid():
            return None
        said = self.form.cleaned_data
        return Question(said["rules"], said["academic_year"], said["look_back"], said["border"])


class Group(NamedTuple):
    """Schools of one table: how many there are and which are shown.

    `rest` is the query of the address that shows all; empty where nothing is left out.
    """

    name: str
    number: int
    lines: list[Line]
    is_whole: bool
    rest: str


@require_safe
@never_cache
def what_if_page(request: HttpRequest) -> HttpResponse:
    """The fields, and under them what they come to."""
    asked = _asked(request)
    question = asked.question
    context: dict[str, Any] = {
        "tabs": list_tabs(request.path, request.user),
        "form": asked.form,
        "chosen": asked.chosen,
        "asks_place": len(asked.places) > 1,
    }
    if question is not None and asked.form is not None:
        found = answer(asked.ledgers, question, asked.place)
        context |= {
            "answer": found,
            "entering": _with_reasons(found, _group(request, "entering", found.entering)),
            "leaving": _with_reasons(found, _group(request, "leaving", found.leaving)),
            "on_border": _group(request, "border", found.on_border),
            "stability": [
                (number, _group(request, f"years-{number}", lines))
                for number, lines in found.stability
            ],
            "changes": asked.form.changes(),
            "rules": rules_in_words(question.criteria),
            "workbook": excel_link(request, "assessments:what_if_workbook"),
            "query": request.GET.urlencode(),
            "is_wide": asked.place.is_wide,
            "may_run": reason_against(require_run_at, request.user, asked.place),
            "may_save": not reason_against(require_making_criteria, request.user),
        }
    return render(request, "assessments/what_if/page.html", context)


@require_safe
def what_if_workbook(request: HttpRequest) -> HttpResponse:
    """Every school with its category before and after as Excel."""
    asked = _asked(request)
    question = asked.question
    if question is None or asked.form is None:
        return redirect(f"{reverse('assessments:what_if')}?{request.GET.urlencode()}")
    found = answer(asked.ledgers, question, asked.place)
    content = render_tried(
        (_row(asked, found, line) for line in found.lines),
        heading=_heading(asked, asked.form, found),
    )
    return excel_response(content, "Что, если.xlsx")


@require_POST
def what_if_run(request: HttpRequest) -> HttpResponse:
    """A calculation by what the address asks."""
    asked = _asked(request)
    question = asked.question
    if question is None:
        return redirect(f"{reverse('assessments:what_if')}?{request.GET.urlencode()}")
    try:
        run = start_run_at(
            place=asked.place, academic_year=question.academic_year,
            criteria=question.criteria, by=person_of(request),
        )  # fmt: skip
    except NotPossible as refusal:
        raise Refusal(str(refusal)) from refusal
    return redirect("assessments:run", run.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def what_if_save(request: HttpRequest) -> HttpResponse:
    """The tried criteria as a draft of own ones."""
    asked = _asked(request)
    question = asked.question
    if question is None:
        return redirect(f"{reverse('assessments:what_if')}?{request.GET.urlencode()}")
    require_making_criteria(request.user)
    form = copy_form(request, question.criteria)
    if request.method == "POST":
        made = saved_copy(request, form, question.criteria)
        if made is not None:
            return redirect("assessments:criteria_set", made.pk)
    return form_page(request, form, "Сохранить условия как версию критериев", None)


def _asked(request: HttpRequest) -> Asked:
    require_trying(request.user)
    places = _places(request)
    key = request.GET.get("place") or next(iter(places), "")
    if key not in places:
        raise Http404
    chosen = places[key]
    ledgers = ledgers_of([one.pk for one in chosen])
    years = sorted({year for one in ledgers.values() for year in one.years}, reverse=True)
    if not years:
        return Asked(places, chosen, ledgers, None)
    names = [(key, _title(key, some)) for key, some in places.items()]
    level = _place_of(chosen).level
    offered = {
        key: replace(offer, criteria=offer.criteria.widened_to(level))
        for key, offer in offers([one.pk for one in chosen if len(chosen) == 1], None).items()
    }
    form = WhatIfForm(request.GET, places=names, years=years, offered=offered)
    return Asked(places, chosen, ledgers, form)


def _places(request: HttpRequest) -> dict[str, list[Municipality]]:
    """What the person may choose: observed regions whole, then municipalities."""
    scope = Scope.of(request.user)
    seen = Municipality.objects.filter(
        Q(pk__in=scope.office_ids) | Q(region__in=scope.region_ids)
    ).select_related("region")
    found = list(seen.order_by("name", "pk"))
    regions: dict[str, list[Municipality]] = {}
    for one in found:
        if one.region_id in scope.region_ids:
            regions.setdefault(f"{WHOLE_REGION}{one.region_id}", []).append(one)
    whole = {key: some for key, some in regions.items() if len(some) > 1}
    return whole | {str(one.pk): [one] for one in found}


def _title(key: str, places: list[Municipality]) -> str:
    return places[0].region.name if key.startswith(WHOLE_REGION) else places[0].name


def _place_of(chosen: list[Municipality]) -> RunPlace:
    return RunPlace(chosen[0]) if len(chosen) == 1 else RunPlace(region=chosen[0].region)


def _heading(asked: Asked, form: WhatIfForm, found: Answer) -> list[str]:
    year = academic_year.label(found.question.academic_year)
    changes = [
        f"{title}: {value} (в критериях {before})" for title, before, value in form.changes()
    ]
    return [
        f"Что, если: {asked.place.words}, {year} учебный год",
        f"Критерии «{found.question.criteria.name}»",
        *changes,
        f"Сравнение: {found.base.words}" if found.base else "Сравнивать не с чем",
    ]


def _group(request: HttpRequest, name: str, lines: list[Line]) -> Group:
    """The first schools of a group, or all of them where the address asks for this group."""
    is_whole = request.GET.get("all") == name
    if is_whole or len(lines) <= LINES_SHOWN:
        return Group(name, len(lines), lines, is_whole, "")
    address = request.GET.copy()
    address["all"] = name
    return Group(name, len(lines), lines[:LINES_SHOWN], is_whole, address.urlencode())


def _with_reasons(found: Answer, group: Group) -> tuple[Group, list[tuple[Line, str]]]:
    """Reasons are put into words for the lines that are shown only."""
    return group, [(line, found.reason(line)) for line in group.lines]


def _row(asked: Asked, found: Answer, line: Line) -> TriedRow:
    return TriedRow(
        line.name, line.place or asked.place.words, line.login, line.before_words,
        line.now_words, line.change_words, line.now.distance, line.years_words, found.reason(line),
    )  # fmt: skip
