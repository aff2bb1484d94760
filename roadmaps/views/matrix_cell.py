"""A cell of the matrix opened: a panel beside the matrix, a page of its own without scripts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.requests import is_fragment, person_of
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions.work import accept
from roadmaps.models import Roadmap
from roadmaps.permissions.work import require_reviewing
from roadmaps.queries.matrix_cell import Cell, cell
from roadmaps.queries.work import assignments_of
from roadmaps.tables.matrix import SIGNS
from roadmaps.views.matrix import office_plan
from roadmaps.views.review import DONE_ELSEWHERE


@require_http_methods(["GET", "HEAD", "POST"])
def matrix_cell(request: HttpRequest, pk: int, school_pk: int, activity_pk: int) -> HttpResponse:
    """Every date of an activity for one school; work that was handed in is accepted here."""
    plan = office_plan(request, pk)
    found = _cell(request, plan, school_pk, activity_pk)
    refusal = ""
    if request.method == "POST":
        require_reviewing(request.user)
        refusal = _accept(request, found)
        if not is_fragment(request):
            if refusal:
                messages.warning(request, refusal)
            return redirect(request.get_full_path())
        found = _cell(request, plan, school_pk, activity_pk)
    first = found.lines[0].assignment
    context = {
        "roadmap": plan,
        "school": first.school,
        "activity": first.occurrence.activity,
        "cell": found,
        "sign": SIGNS[found.sign],
        "address": request.get_full_path(),
        "refusal": refusal,
        "is_panel": is_fragment(request),
    }
    if is_fragment(request):
        return render(request, "roadmaps/_matrix_cell.html", context)
    return render(request, "roadmaps/matrix_cell.html", context)


def _cell(request: HttpRequest, plan: Roadmap, school_pk: int, activity_pk: int) -> Cell:
    asked = read_id(request.GET.get("date", ""))
    today = timezone.localdate()
    found = cell(request.user, plan.pk, school_pk, activity_pk, today, occurrence_id=asked)
    if found is None:
        raise Http404
    return found


def _accept(request: HttpRequest, found: Cell) -> str:
    """Accept the submission that was looked at; the reason where it cannot be."""
    seen, _, rounds = request.POST.get("accept", "").partition(".")
    ids = [line.assignment.pk for line in found.lines]
    chosen = assignments_of(request.user).filter(pk__in=ids)
    assignment = get_object_or_404(chosen, pk=read_id(seen))
    if str(assignment.rounds) != rounds:
        return DONE_ELSEWHERE
    try:
        accept(assignment=assignment, by=person_of(request), at=timezone.now())
    except NotPossible as refused:
        return str(refused)
    return ""
