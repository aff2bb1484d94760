"""Two calculations of one place side by side: what differs, who came and went, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessments.domain.run_comparison import (
    BESIDE_HEADINGS,
    SHIFT_HEADINGS,
    Shift,
    tally_words,
)
from assessments.models import ClassificationRun
from assessments.permissions import sees_run_wholly
from assessments.queries.run_comparisons import (
    Line,
    RunComparison,
    comparable_runs,
    compare_runs,
    data_change,
    run_words,
)
from assessments.renderers.run_comparison_workbook import ComparedRow, render_comparison
from assessments.views.run_lines import ROWS_A_FILE, workbook_links
from core.values.wording import NBSP
from core.web.excel import excel_response
from core.web.ids import read_id

LINES_A_PAGE = 100
NOTHING_MOVED = "Ни одна школа не вошла в перечень, не вышла и не сменила категорию."
NOTHING_CHANGED = "Вывод ни об одной школе не изменился."
SHIFT_SIGNS = {
    Shift.ENTERED: "returned", Shift.LEFT: "done", Shift.CHANGED: "active",
    Shift.ONE_SIDED: "off", Shift.STAYED: "overdue", Shift.SAME: "off",
}  # fmt: skip


class Asked(NamedTuple):
    """The calculation, what it is set against, and why it cannot be, in a sentence."""

    now: ClassificationRun
    before: ClassificationRun | None
    refusal: str


@require_safe
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """The calculation beside another one, by default the one before it."""
    now = _visible(request, pk)
    others = comparable_runs(request.user, now) if now.finished_at else []
    asked = _asked(request, now, others)
    if asked.before is not None and asked.before not in others:
        others.append(asked.before)
    context = {
        "run": now,
        "before": asked.before,
        "refusal": asked.refusal,
        "others": [(one, run_words(one)) for one in others],
    }
    if asked.before is not None:
        context |= _found(request, asked.before, now)
    return render(request, "assessments/run_comparison.html", context)


@require_safe
def comparison_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The same rows as Excel, those without changes too."""
    now = _visible(request, pk)
    others = comparable_runs(request.user, now) if now.finished_at else []
    before = _asked(request, now, others).before
    if before is None:
        raise Http404
    found = compare_runs(request.user, before, now)
    part = Paginator(_in_workbook(request, found), ROWS_A_FILE).get_page(request.GET.get("part"))
    rows = (
        ComparedRow(
            one.line.name, one.line.login, one.line.place, one.line.shift_words,
            one.line.before_words, one.before_reason, one.line.now_words, one.now_reason,
            one.figures_words,
        )
        for one in found.details(list(part.object_list))
    )  # fmt: skip
    content = render_comparison(rows, heading=_heading(request, found))
    return excel_response(content, f"Сравнение расчётов {before.pk} и {now.pk}.xlsx")


def _visible(request: HttpRequest, pk: int) -> ClassificationRun:
    runs = ClassificationRun.objects.visible_to(request.user)
    return get_object_or_404(runs.select_related("municipality__region", "region"), pk=pk)


def _asked(request: HttpRequest, now: ClassificationRun, others: list[ClassificationRun]) -> Asked:
    if now.finished_at is None:
        return Asked(now, None, _unfinished(now))
    wanted = request.GET.get("with", "")
    if not wanted:
        return Asked(now, others[0] if others else None, "")
    other = _visible(request, read_id(wanted))
    if other.place != now.place:
        raise Http404
    if other == now:
        said = "Это один и тот же расчёт. Выберите другой — тогда будет видно, что изменилось."
        return Asked(now, None, said)
    if other.finished_at is None:
        return Asked(now, None, _unfinished(other))
    return Asked(now, other, "")


def _unfinished(run: ClassificationRun) -> str:
    return f"Расчёт №{NBSP}{run.pk} ещё не выполнен. Сравнить можно, когда он закончится."


def _found(
    request: HttpRequest, before: ClassificationRun, now: ClassificationRun
) -> dict[str, Any]:
    found = compare_runs(request.user, before, now)
    chosen, lines = _chosen(request, found)
    page = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    return {
        "found": found,
        "data": data_change(found, with_events=sees_run_wholly(request.user, now)),
        "tally": tally_words(found.shifts, are_lists=found.are_lists),
        "parts": [
            (shift, words, found.shifts[shift])
            for shift, words in (SHIFT_HEADINGS if found.are_lists else BESIDE_HEADINGS).items()
        ],
        "nothing": NOTHING_MOVED if found.are_lists else NOTHING_CHANGED,
        "chosen": chosen,
        "page": page,
        "details": [
            (one, SHIFT_SIGNS[one.line.shift]) for one in found.details(list(page.object_list))
        ],
        "workbooks": workbook_links(
            request, now, len(_in_workbook(request, found)), "assessments:run_comparison_workbook"
        ),
    }  # fmt: skip


def _chosen(request: HttpRequest, found: RunComparison) -> tuple[str, list[Line]]:
    """The fate that is asked for and its schools; empty for all that changed or are in the list."""
    chosen = request.GET.get("shift", "")
    if chosen in set(Shift):
        return chosen, [one for one in found.lines if one.shift == chosen]
    return "", [one for one in found.lines if one.shift is not Shift.SAME]


def _in_workbook(request: HttpRequest, found: RunComparison) -> Sequence[Line]:
    """The chosen schools, else all."""
    return _chosen(request, found)[1] if request.GET.get("shift") else found.lines


def _heading(request: HttpRequest, found: RunComparison) -> list[str]:
    data = data_change(found, with_events=sees_run_wholly(request.user, found.now))
    return [
        f"Сравнение расчётов. {found.now.place.words}",
        f"Было: {run_words(found.before)}",
        f"Стало: {run_words(found.now)}",
        tally_words(found.shifts, are_lists=found.are_lists),
        *(f"{one.what}: {one.before} → {one.after}" for one in found.criteria),
        *filter(None, [data.words]),
        *(f"{day:%d.%m.%Y}: {words}" for day, words in data.events),
    ]
