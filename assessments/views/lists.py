"""Lists by orders: their history, one list, two compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.history_pages import Past
from accounts.models import AuditEvent
from assessments.domain.rules import Category
from assessments.filters.lists import ListFilter
from assessments.models import CATEGORY_TITLES, ApprovedList
from assessments.permissions import require_lists
from assessments.queries.lists import (
    Overview,
    comparable,
    compare,
    list_history,
    overview_of,
    reduction_of,
    tally_words,
)
from assessments.renderers import approved_lists_workbook as workbooks
from assessments.slots.downloads import downloads_of
from assessments.web import list_tabs
from core.values import academic_year
from core.values.wording import DASH, counted
from core.web.excel import excel_link, excel_response
from core.web.ids import read_id
from core.web.refusals import reason_against
from schools.domain.roles import Right
from schools.permissions import has_right, is_of_office, require_history

LISTS_A_PAGE = 50
SIGNS = {"draft": "active", "approved": "done", "replaced": "off", "cancelled": "off"}


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Lists by academic year, with their orders, methods, and how the target was met."""
    chosen = ListFilter(request.GET, queryset=list_history(request.user), user=request.user)
    page = Paginator(chosen.qs, LISTS_A_PAGE).get_page(request.GET.get("page"))
    said = chosen.words()
    context = {
        "page": page,
        "lines": [(row, SIGNS[row.state], reduction_of(row)) for row in page.object_list],
        "filter": chosen,
        "is_filtered": bool(said),
        "shown": f"Отобрано {page.paginator.count}: {', '.join(said)}." if said else "",
        "links": [excel_link(request, "assessments:lists_workbook")],
        "several": "municipality" in chosen.filters,
        "tabs": list_tabs(request.path, request.user),
        "state": counted(page.paginator.count, "перечень", "перечня", "перечней"),
    }
    return render(request, "assessments/lists/history.html", context)


@require_safe
def history_workbook(request: HttpRequest) -> HttpResponse:
    """All lists of the filter as Excel."""
    chosen = ListFilter(request.GET, queryset=list_history(request.user), user=request.user)
    said = ", ".join(chosen.words()) or "все"
    rows = map(_history_row, chosen.qs)
    content = workbooks.render_history(rows, heading=["Перечни ШНОР", f"Показаны: {said}"])
    return excel_response(content, "Перечни ШНОР.xlsx")


@require_safe
def list_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: its sentence, schools, those that left, and what may be done with it."""
    approved = visible_list(request, pk)
    is_office = is_of_office(request.user, approved.municipality)
    overview = overview_of(request.user, approved)
    later = approved.replacements.exclude(state="draft").order_by("pk").last()
    context = {
        "list": approved,
        "sign": SIGNS[approved.state],
        "overview": overview,
        "is_office": is_office,
        "may_change": not reason_against(require_lists, request.user, approved.municipality),
        "replaced_by": later,
        "others": comparable(request.user, approved)[:1],
        "workbook": excel_link(request, "assessments:list_workbook", pk),
        "files": downloads_of(request.user, approved),
        "sees_runs": has_right(
            request.user, Right.READ_REPORTS, municipality=approved.municipality
        ),
    }
    return render(request, "assessments/lists/list.html", context)


@require_safe
def list_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The schools of the list, and those that left, as Excel."""
    approved = visible_list(request, pk)
    heading = [
        f"{approved}. {approved.municipality.name}",
        approved.order_words.capitalize() or "Проект",
        f"Критерии {approved.method}",
    ]
    rows = _school_rows(overview_of(request.user, approved))
    content = workbooks.render_schools(rows, heading=heading)
    return excel_response(content, f"{str(approved).replace('/', '-')}.xlsx")


@require_safe
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """This list beside another, by default the one of the year before."""
    approved, other, others = _compared(request, pk)
    rows = compare(request.user, other, approved) if other else []
    context = {
        "list": approved,
        "other": other,
        "others": others,
        "rows": rows,
        "tally": tally_words(rows),
        "workbook": excel_link(request, "assessments:list_comparison_workbook", pk),
    }
    return render(request, "assessments/lists/comparison.html", context)


@require_safe
def comparison_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The same rows as Excel."""
    approved, other, _ = _compared(request, pk)
    if other is None:
        raise Http404
    rows = (
        workbooks.ComparisonRow(
            row.name, row.login, row.before_words, row.now_words, row.change_words
        )
        for row in compare(request.user, other, approved)
    )
    heading = [f"Было: {list_words(other)}", f"Стало: {list_words(approved)}"]
    content = workbooks.render_comparison(rows, heading=heading)
    return excel_response(content, "Сравнение перечней.xlsx")


def past_of_list(request: HttpRequest, pk: int) -> Past:
    """Who drafted, changed and approved the list, for the office."""
    approved = visible_list(request, pk)
    require_history(request.user, approved.municipality)
    return Past(
        title=str(approved),
        crumbs=[
            ("Перечни ШНОР", reverse("assessments:lists")),
            (str(approved), reverse("assessments:list", args=[pk])),
        ],
        events=AuditEvent.objects.about(ApprovedList._meta.label_lower, pk),
    )


def visible_list(request: HttpRequest, pk: int) -> ApprovedList:
    """The list, or 404."""
    lists = ApprovedList.objects.visible_to(request.user).select_related(
        "municipality__region", "run", "previous", "replaces", "drafted_by"
    )
    return get_object_or_404(lists, pk=pk)


def list_words(approved: ApprovedList) -> str:
    """«за 2024/25, приказ № 12 от 05.10.2025»."""
    order = approved.order_words or "проект"
    return f"за {academic_year.label(approved.academic_year)}, {order}"


def _compared(
    request: HttpRequest, pk: int
) -> tuple[ApprovedList, ApprovedList | None, list[tuple[ApprovedList, str]]]:
    """The list, what it is set against, and what else it may be."""
    approved = visible_list(request, pk)
    found = comparable(request.user, approved)
    wanted = request.GET.get("with", "")
    default = approved.replaces_id if approved.is_draft else approved.previous_id
    key = read_id(wanted) if wanted else default or approved.previous_id
    other = next((one for one in found if one.pk == key), None)
    if wanted and other is None:
        raise Http404
    return approved, other, [(one, list_words(one)) for one in found]


def _history_row(row: Any) -> workbooks.HistoryRow:
    has_before = row.previous_id is not None
    return workbooks.HistoryRow(
        academic_year.label(row.academic_year), row.municipality.name, row.get_state_display(),
        row.order_words, row.method, row.listed,
        row.first if has_before else None, row.again if has_before else None,
        row.left if has_before else None, row.before if has_before else None, row.target,
    )  # fmt: skip


def _school_rows(overview: Overview) -> Iterator[workbooks.SchoolRow]:
    for entry in overview.entries:
        verdict = CATEGORY_TITLES[Category(entry.verdict)] if entry.verdict else DASH
        yield workbooks.SchoolRow(
            entry.school_name, entry.login, entry.status_words, entry.grounds, verdict,
            entry.decision, entry.curator,
        )  # fmt: skip
    for one in overview.exits:
        yield workbooks.SchoolRow(
            one.school_name, one.login, f"вышла: {one.get_kind_display()}", one.words, "", "", ""
        )
