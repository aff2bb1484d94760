"""Scales and minimum scores: what is in force in a year, and entering one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from assessments.actions.scales import enter_scale, replace_scale, withdraw_scale
from assessments.domain.procedures import Procedure, Work
from assessments.filters.scales import ScaleFilter
from assessments.forms.scales import ScaleForm
from assessments.models import StoredScale
from assessments.permissions import Ended, require_scale, require_sight_of_scales
from assessments.queries.scales import (
    ScaleLine,
    export_rows,
    history_of_work,
    lines_of_work,
    lines_of_year,
    scale_words,
    scales_for,
)
from assessments.renderers.scales_workbook import render_scales
from core.values import academic_year
from core.values.wording import counted
from core.web.excel import excel_link, excel_response
from core.web.refusals import NotPossible
from schools.domain.roles import REFUSALS, Right
from schools.models import Municipality
from schools.permissions import has_right, municipalities_with, require_somewhere
from schools.querysets import Scope

ROWS_A_PAGE = 60
FIRST_YEAR = 2015
YEARS_AHEAD = 2
COPIED = (
    "first_year", "last_year", "max_score", "twos_to", "threes_to", "fours_to", "minimum",
    "entry_minimum", "conditions",
)  # fmt: skip


@require_safe
def scale_list(request: HttpRequest) -> HttpResponse:
    """What is in force in a year: every known work with its bounds and where they come from."""
    place, form, lines = _listed(request)
    page = Paginator(lines, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "place": place,
        "several": "municipality" in form.fields,
        "year": _year_of(form),
        "tally": _tally(lines),
        "is_filtered": bool(form.words()),
        "links": [
            excel_link(request, "assessments:scales_workbook"),
            ("Шаблон для загрузки", reverse("assessments:scale_template")),
        ],
        "may_edit": has_right(request.user, Right.EDIT_SCALES, municipality=place),
    }
    return render(request, "assessments/scales/list.html", context)


@require_safe
def scales_workbook(request: HttpRequest) -> HttpResponse:
    """The list as Excel; the portal reads this layout back."""
    place, form, lines = _listed(request)
    said = ", ".join([f"{academic_year.label(_year_of(form))} учебный год", *form.words()])
    content = render_scales(export_rows(lines), heading=[place.name, f"Шкалы: {said}"])
    return excel_response(content, "Шкалы.xlsx")


@require_safe
def scale_work(request: HttpRequest, procedure: str, grade: int, subject: str) -> HttpResponse:
    """One work: what is in force in which years, and every version that people have entered."""
    place = _place_of(request)
    scales = scales_for(place)
    work = _work_or_404(procedure, grade, subject)
    history = [(one, scale_words(one.value)) for one in history_of_work(place, work)]
    lines = lines_of_work(scales, work)
    if not history and not lines:
        raise Http404("No scale of the work is known.")
    context = {
        "work": work,
        "place": place,
        "several": len(_places(request)) > 1,
        "lines": lines,
        "history": history,
        "may_edit": has_right(request.user, Right.EDIT_SCALES, municipality=place),
        "refusal": REFUSALS[Right.EDIT_SCALES],
    }
    return render(request, "assessments/scales/work.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def scale_new(request: HttpRequest) -> HttpResponse:
    """A scale of the municipality, typed in; what is known of the work stands in the form."""
    require_somewhere(request.user, Right.EDIT_SCALES)
    places = municipalities_with(request.user, Right.EDIT_SCALES)
    form = ScaleForm(
        request.POST or None, municipalities=places, years=_years_to_choose(),
        initial=_initial(request, places),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_scale(
                scale=form.cleaned_data["scale"], municipality=form.cleaned_data["municipality"],
                by=person_of(request),
            )  # fmt: skip
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Шкала внесена и действует: {made.years}.")
            return redirect(_work_address(made.work, made.municipality))
    context = {"form": form}
    return render(request, "assessments/scales/form.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def scale_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A correction: a new version of the same work's scale, the old one stays in its history."""
    stored = _visible(request, pk)
    if request.method != "POST":
        require_scale(request.user, stored)
    else:
        _require_own(request, stored)
    form = ScaleForm(
        request.POST or None, municipalities=[], years=_years_to_choose(), work=stored.work,
        initial={name: getattr(stored, name) for name in (*COPIED, "source", "note")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = replace_scale(
                stored=stored, scale=form.cleaned_data["scale"], by=person_of(request)
            )
        except (NotPossible, Ended) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Шкала сохранена и действует: {made.years}.")
            return redirect(_work_address(made.work, made.municipality))
    context = {"form": form, "stored": stored, "work": stored.work}
    return render(request, "assessments/scales/form.html", context, status=_status(form))


@require_POST
def scale_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the scale out of force; a second click finds it done."""
    stored = _visible(request, pk)
    try:
        withdraw_scale(stored=stored, by=person_of(request))
    except Ended as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Шкала на {stored.years} отменена; она осталась в истории.")
    return redirect(_work_address(stored.work, stored.municipality))


def _listed(request: HttpRequest) -> tuple[Municipality, ScaleFilter, list[ScaleLine]]:
    place = _place_of(request)
    scales = scales_for(place)
    today = academic_year.of_date(timezone.localdate())
    years = sorted({*scales.years(), today}, reverse=True)
    asked = request.GET.copy()
    asked.setdefault("academic_year", str(today))
    form = ScaleFilter(
        asked, municipalities=_places(request), years=years, works=scales.works()
    )  # fmt: skip
    lines = [line for line in lines_of_year(scales, _year_of(form)) if form.takes(line.work)]
    return place, form, lines


def _year_of(form: ScaleFilter) -> int:
    chosen: int | None = form.chosen("academic_year")
    return chosen or academic_year.of_date(timezone.localdate())


def _tally(lines: list[ScaleLine]) -> str:
    """«Шкала известна по 11 работам из 59, ещё по 2 — не вся; внесено управлением 1»."""
    whole = sum(line.is_whole for line in lines)
    partly = sum(line.scale is not None for line in lines) - whole
    own = sum(line.is_own for line in lines)
    said = f"Шкала известна по {counted(whole, 'работе', 'работам', 'работам')} из {len(lines)}"
    said += f", ещё по {partly} — не вся" if partly else ""
    return f"{said}; внесено управлением {own}" if own else said


def _places(request: HttpRequest) -> list[Municipality]:
    """Municipalities of whose office the person is, or whose region the person observes."""
    scope = Scope.of(request.user)
    seen = Municipality.objects.visible_to(request.user).select_related("region")
    return [
        place
        for place in seen.order_by("name", "pk")
        if place.pk in scope.office_ids or place.region_id in scope.region_ids
    ]


def _place_of(request: HttpRequest) -> Municipality:
    """The municipality whose scales are shown: the one asked for, or the first."""
    require_sight_of_scales(request.user)
    places = _places(request)
    asked = request.GET.get("municipality", "")
    return next((place for place in places if str(place.pk) == asked), places[0])


def _work_or_404(procedure: str, grade: int, subject: str) -> Work:
    if procedure not in set(Procedure):
        raise Http404("No such procedure.")
    return Work(Procedure(procedure), subject, grade)


def _work_address(work: Work, municipality: Municipality | None) -> str:
    parts = [work.procedure.value, work.grade, work.subject]
    address = reverse("assessments:scale_work", args=parts)
    return f"{address}?municipality={municipality.pk}" if municipality else address


def _visible(request: HttpRequest, pk: int) -> StoredScale:
    seen = StoredScale.objects.visible_to(request.user)
    found: StoredScale = get_object_or_404(seen.select_related("municipality__region"), pk=pk)
    return found


def _require_own(request: HttpRequest, stored: StoredScale) -> None:
    """Refuse whoever may not correct; that the scale has ended is said beside what was typed."""
    try:
        require_scale(request.user, stored)
    except Ended:
        return


def _years_to_choose() -> list[int]:
    today = academic_year.of_date(timezone.localdate())
    return list(range(today + YEARS_AHEAD, FIRST_YEAR - 1, -1))


def _initial(request: HttpRequest, places: list[Municipality]) -> dict[str, Any]:
    """The work that was asked for and its newest known scale; the source is the person's."""
    today = academic_year.of_date(timezone.localdate())
    asked = {name: request.GET.get(name, "") for name in ("procedure", "subject", "grade")}
    years = {"first_year": today, "last_year": today}
    if asked["procedure"] not in set(Procedure) or not asked["grade"].isdecimal():
        return years
    work = Work(Procedure(asked["procedure"]), asked["subject"], int(asked["grade"][:2]))
    place = next(
        (one for one in places if str(one.pk) == request.GET.get("municipality")), places[0]
    )
    known = next((line.scale for line in lines_of_work(scales_for(place), work)), None)
    figures = {name: getattr(known, name) for name in COPIED} if known else {}
    return {**figures, **asked, "municipality": place.pk, **years}


def _status(form: ScaleForm) -> int:
    return 422 if form.errors else 200
