"""The matrix «школа × мероприятие»: the page, its workbook, one decision about many cells."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from assessments.queries.current_list import categories_of
from core.office.sheets_out import Value
from core.values.wording import counted, long_date
from core.web.excel import excel_link, excel_response
from core.web.ids import read_id
from roadmaps.actions.matrix import settle_many
from roadmaps.actions.work import date_mark
from roadmaps.filters.plans import periods_of
from roadmaps.forms.matrix import OTHER_DATE, MatrixFilterForm, SettleForm
from roadmaps.models import Assignment, Roadmap
from roadmaps.permissions.work import require_reviewing, reviews_work
from roadmaps.queries.audience import list_of
from roadmaps.queries.matrix import Matrix, chosen_assignments, matrix_of
from roadmaps.queries.past import statuses_on
from roadmaps.queries.plans import sections_with_depth
from roadmaps.queries.rollups import rules_with_dates
from roadmaps.queries.work import judged_by
from roadmaps.renderers.matrix_workbook import render_matrix
from roadmaps.tables.matrix import cells_html, legend
from roadmaps.tabs import tabs_of
from roadmaps.views.plans import visible_roadmap

MOST_LISTED = 200
# So many fit on A3 and keep the page light: 60 schools make 1,800 cells.
COLUMNS_A_PAGE = 30
CATEGORIES = {"listed": "low_results", "at_risk": "at_risk"}


@require_safe
@gzip_page
def matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """Schools down, activities across, one sign a cell."""
    plan = office_plan(request, pk)
    form, found = _filtered(request, plan)
    day = form.past_day(timezone.localdate())
    said = form.words()
    columns = Paginator(found.columns, COLUMNS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:matrix"),
        "form": form,
        "matrix": found,
        "columns": columns,
        "column_words": _column_words(found, columns),
        "lines": [(row, cells_html(row, columns, is_past=day is not None)) for row in found.rows],
        "legend": legend(),
        "is_filtered": bool(said) or day is not None,
        "shown": " ".join(filter(None, [_past_words(day), _shown(said)])),
        "day": day,
        "links": [excel_link(request, "roadmaps:matrix_workbook", plan.pk)],
        "may_settle": day is None and reviews_work(request.user) and plan.status == "in_force",
    }
    return render(request, "roadmaps/matrix.html", context)


@require_safe
def matrix_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The same part of the matrix in Excel."""
    plan = office_plan(request, pk)
    form, found = _filtered(request, plan)
    past = _past_words(form.past_day(timezone.localdate()))
    shown = f"{found.sentence}. Показаны: {', '.join(form.words()) or 'все'}"
    heading = [plan.title, *filter(None, [past, shown])]
    titles = [one.name for one in found.columns]
    rows: list[list[Value]] = [[*row.values(found.columns)] for row in found.rows]
    sums: list[Value] = [
        "Принято из всех",
        *(one.edge.words for one in found.columns),
        *found.edge.values(),
    ]
    return excel_response(render_matrix(titles, [*rows, sums], heading=heading), "Матрица.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once about the chosen rows and columns, then settle what can be settled."""
    plan = office_plan(request, pk)
    require_reviewing(request.user)
    asked = request.POST if request.method == "POST" else request.GET
    schools, activities, dates = (
        [read_id(value) for value in asked.getlist(name)] for name in ("school", "activity", "date")
    )
    if not schools and not activities and not dates:
        messages.warning(request, "Отметьте школы или мероприятия по краям матрицы.")
        return redirect("roadmaps:matrix", pk)
    chosen = chosen_assignments(request.user, plan, schools, activities, dates).filter(
        judged_by(request.user)
    )
    form = SettleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        # Only what the person has looked at: work that came meanwhile is not settled unseen.
        pairs = (value.partition("=") for value in request.POST.getlist("seen"))
        seen = {read_id(pk): mark for pk, _, mark in pairs}
        is_date = form.cleaned_data["decision"] == OTHER_DATE
        outcome = settle_many(
            assignments=chosen.filter(pk__in=seen),
            seen=seen,
            due_on=form.cleaned_data["due_on"] if is_date else None,
            comment=form.comment,
            by=person_of(request),
            at=timezone.now(),
        )
        _tell(request, len(outcome.done), [left.reason for left in outcome.left], is_date=is_date)
        return redirect("roadmaps:matrix", pk)
    found = list(chosen)
    context = {
        "roadmap": plan,
        "form": form,
        "found": found[:MOST_LISTED],
        "more": max(0, len(found) - MOST_LISTED),
        "seen": [f"{one.pk}={date_mark(one.due_on)}" for one in found],
        "schools": [str(one) for one in schools],
        "activities": [str(one) for one in activities],
        "dates": [str(one) for one in dates],
        "total": len(found),
    }
    status = 422 if form.errors else 200
    return render(request, "roadmaps/matrix_settle.html", context, status=status)


def _filtered(request: HttpRequest, plan: Roadmap) -> tuple[MatrixFilterForm, Matrix]:
    today = timezone.localdate()
    form = MatrixFilterForm(
        request.GET, sections=sections_with_depth(plan), periods=periods_of(plan, today)
    )
    seen: Any = Assignment.objects.visible_to(request.user).with_due()
    days = form.days()
    if days:
        seen = seen.filter(due_on__range=days)
    audience = form.chosen().get("audience")
    if audience:
        categories = categories_of(list_of(plan))
        wanted = {pk for pk, one in categories.items() if one == CATEGORIES[audience]}
        seen = seen.filter(school__in=wanted)
    every: Any = Assignment.objects.visible_to(request.user)
    of_plan = every.filter(occurrence__activity__roadmap=plan)
    day = form.past_day(today)
    found = matrix_of(
        seen, plan, day or today, section_ids=form.section_ids(), signs=form.signs(),
        rules=rules_with_dates(request.user, of_plan) if day is None else None,
        by_dates=form.is_by_dates, stood=statuses_on(of_plan, day) if day else None,
    )  # fmt: skip
    return form, found


def _past_words(day: date | None) -> str:
    """What of a past day is shown, and what is of today."""
    if day is None:
        return ""
    return f"Как было вечером {long_date(day)}\u00a0г.; школы и даты — нынешние."


def _shown(said: list[str]) -> str:
    return f"Показано: {', '.join(said)}." if said else ""


def _column_words(found: Matrix, page: Page) -> str:
    """«1–30 из 300»; empty where all columns stand on one page."""
    if page.paginator.num_pages == 1:
        return ""
    what = "Даты" if found.is_by_dates else "Мероприятия"
    return f"{what} {page.start_index()}–{page.end_index()} из {page.paginator.count}"


def _tell(request: HttpRequest, done: int, reasons: list[str], *, is_date: bool) -> None:
    words = counted(done, "поручение", "поручения", "поручений")
    if done:
        said = "Новый срок" if is_date else "Не относится"
        messages.success(request, f"{said}: {words}.")
    if reasons:
        left = counted(len(reasons), "поручение", "поручения", "поручений")
        messages.warning(request, f"Не изменено: {left}. {reasons[0]}")
    if not done and not reasons:
        messages.info(request, "Менять нечего: эти поручения уже решены.")


def office_plan(request: HttpRequest, pk: int) -> Roadmap:
    """The plan; that of one school has no matrix."""
    plan = visible_roadmap(request, pk)
    if plan.is_of_school:
        raise Http404
    return plan
