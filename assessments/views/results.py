"""The table of results and its workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from assessments.domain.results import Attempt
from assessments.filters.results import ResultFilter
from assessments.permissions import sees_scales
from assessments.queries.results import (
    count_attempts,
    export_rows,
    result_list,
    totals_of,
)
from assessments.renderers.results_workbook import render_results
from assessments.tables import ResultTable
from assessments.views.reading import tabs_of
from core.values.wording import counted, grouped
from core.web.excel import excel_link, excel_response
from schools.domain.roles import Right
from schools.permissions import may_anywhere

ROWS_A_PAGE = 50


@require_safe
def result_page(request: HttpRequest) -> HttpResponse:
    """Results with measures: filtered, ordered, paged, with totals of the whole filter."""
    chosen = ResultFilter(request.GET, queryset=result_list(request.user), user=request.user)
    totals = totals_of(chosen.qs)
    table = ResultTable(chosen.qs, totals=totals)
    RequestConfig(request, paginate={"per_page": ROWS_A_PAGE}).configure(table)
    said = chosen.words()
    context = {
        "table": table,
        "filter": chosen,
        "totals": totals,
        "is_filtered": bool(said),
        "shown": _shown(totals.rows, said),
        "others": _others(request, chosen),
        "attempt_counts": chosen.chosen_attempt is Attempt.FIRST,
        "links": _links(request),
        "tabs": tabs_of(request, ""),
        "may_import": may_anywhere(request.user, [Right.IMPORT_RESULTS]),
    }
    return render(request, "assessments/results.html", context)


@require_safe
def results_workbook(request: HttpRequest) -> HttpResponse:
    """All rows of the filter as Excel; the portal reads this layout back."""
    chosen = ResultFilter(request.GET, queryset=result_list(request.user), user=request.user)
    said = ", ".join(chosen.words()) or "все"
    content = render_results(export_rows(chosen.qs), title=f"Результаты: {said}")
    return excel_response(content, "Результаты.xlsx")


def _links(request: HttpRequest) -> list[tuple[str, str]]:
    """Under the filter: the workbook, signs of bias, and for the office the scales."""
    links = [
        excel_link(request, "assessments:results_workbook"),
        ("Признаки необъективности", reverse("assessments:objectivity")),
    ]
    if sees_scales(request.user):
        links.append(("Шкалы и минимальные баллы", reverse("assessments:scales")))
    return links


_WORDS_OF_ATTEMPTS = {
    Attempt.FIRST: ("первый результат", "первых результата", "первых результатов"),
    Attempt.RESIT: ("пересдача", "пересдачи", "пересдач"),
    Attempt.APPEAL: (
        "результат после апелляции", "результата после апелляции", "результатов после апелляции",
    ),
}  # fmt: skip


def _others(request: HttpRequest, chosen: ResultFilter) -> list[tuple[str, str]]:
    """Results of the other attempts under the same conditions: their number and their address."""
    found = count_attempts(chosen.of_any_attempt())
    others = []
    for attempt, words in _WORDS_OF_ATTEMPTS.items():
        if attempt is not chosen.chosen_attempt and found.get(attempt):
            query = request.GET.copy()
            query.pop("page", None)
            query["attempt"] = attempt.value
            others.append((counted(found[attempt], *words), f"{request.path}?{query.urlencode()}"))
    return others


def _shown(rows: int, said: list[str]) -> str:
    number = counted(rows, "результат", "результата", "результатов")
    return f"Отобрано {grouped(rows)}: {', '.join(said)}." if said else f"Показаны все: {number}."
