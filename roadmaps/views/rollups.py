"""When activities of many schools are done: of one row, or of all that match the filter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from core.values.wording import counted
from core.web.ids import read_id
from roadmaps.actions.rollups import CHANGED_MEANWHILE, RulesSet, set_rules
from roadmaps.domain.rollup import beyond_words
from roadmaps.forms.rollups import RollUpForm
from roadmaps.models import Activity, Roadmap
from roadmaps.permissions.plans import require_arrange
from roadmaps.queries.rollups import RuleLine, rule_lines
from roadmaps.tabs import tabs_of
from roadmaps.views.plans import filter_of, visible_roadmap


@require_http_methods(["GET", "HEAD", "POST"])
def done_when(request: HttpRequest, pk: int) -> HttpResponse:
    """The rule for the ticked rows of the filter."""
    plan = visible_roadmap(request, pk)
    require_arrange(request.user, plan)
    chosen = filter_of(request, plan, timezone.localdate())
    lines = rule_lines(plan, chosen.chosen_ids())
    form = RollUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ticked = {read_id(value) for value in request.POST.getlist("row")}
        _tell(request, _write(request, plan, form, ticked))
        return redirect("roadmaps:roadmap", pk)
    return _page(request, plan, form, rows=lines, said=", ".join(chosen.words()))


@require_http_methods(["GET", "HEAD", "POST"])
def activity_done_when(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """The rule of one activity."""
    plan = visible_roadmap(request, roadmap_pk)
    require_arrange(request.user, plan)
    activity = get_object_or_404(plan.activities.all(), pk=pk)
    lines = rule_lines(plan, {pk})
    data = request.POST if request.method == "POST" else None
    form = RollUpForm(data, rule=activity.roll_up)
    if data is not None and form.is_valid():
        _tell(request, _write(request, plan, form, {pk}))
        _warn(request, lines, form)
        return redirect("roadmaps:activity", roadmap_pk, pk)
    return _page(request, plan, form, activity=activity, rows=lines)


def _write(request: HttpRequest, plan: Roadmap, form: RollUpForm, ids: set[int]) -> RulesSet:
    pairs = (value.partition("=") for value in request.POST.getlist("seen"))
    seen = {read_id(pk): mark for pk, _, mark in pairs}
    wanted = {pk: mark for pk, mark in seen.items() if pk in ids}
    return set_rules(roadmap=plan, rule=form.rule(), seen=wanted, by=person_of(request))


def _tell(request: HttpRequest, outcome: RulesSet) -> None:
    if outcome.written:
        rows = counted(outcome.written, "мероприятия", "мероприятий", "мероприятий")
        messages.success(request, f"Правило выполнения изменено у {rows}.")
    for row in outcome.left:
        messages.warning(request, f"Не изменено: {_short(row)}. {CHANGED_MEANWHILE}")
    if not outcome.written and not outcome.left:
        messages.info(request, "Ничего не изменено: это правило уже действует.")


def _warn(request: HttpRequest, lines: list[RuleLine], form: RollUpForm) -> None:
    rule = form.rule()
    for line in lines:
        if rule.is_beyond(line.schools):
            messages.warning(request, f"Выполнить нельзя: {beyond_words(rule, line.schools)}.")


def _short(row: Activity) -> str:
    return str(row)[:80]


def _page(
    request: HttpRequest,
    plan: Roadmap,
    form: RollUpForm,
    *,
    rows: list[RuleLine],
    activity: Activity | None = None,
    said: str = "",
) -> HttpResponse:
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:roadmap"),
        "form": form,
        "rows": rows,
        "activity": activity,
        "said": said,
    }
    status = 422 if form.errors else 200
    return render(request, "roadmaps/done_when.html", context, status=status)
