"""Judging work: the queue, single decisions, acceptance of many at once."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.values.wording import counted
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions import work as actions
from roadmaps.domain.work import MOVE_NAMES, Move
from roadmaps.filters.work import ReviewFilter
from roadmaps.forms.review import ReturnFields, ReturnForm
from roadmaps.forms.work import MoveForm
from roadmaps.models import Assignment
from roadmaps.permissions.work import require_part, require_reviewing
from roadmaps.queries import review as review_queries
from roadmaps.queries import work as queries
from roadmaps.tabs import review_tabs
from roadmaps.views.assignment_page import MOVE_BUTTONS, assignment_context, decision_form
from roadmaps.views.work import short_title

ROWS_A_PAGE = 50
DONE_ELSEWHERE = (
    "Пока страница была открыта, работу сдали заново. Посмотрите новую сдачу и решите снова."
)


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """Submitted work, oldest first."""
    require_reviewing(request.user)
    today = timezone.localdate()
    everything = queries.waiting_for(request.user)
    chosen = ReviewFilter(
        request.GET, queryset=everything, request=request, user=request.user, today=today
    )
    page = Paginator(chosen.qs, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = review_queries.review_rows(page, request.user, today)
    total = everything.count()
    said = chosen.words()
    context = {
        "rows": rows,
        "page": page,
        "filter": chosen,
        "total": total,
        "tabs": review_tabs("roadmaps:review", request.user),
        "is_filtered": bool(said),
        "shown": f"Показано {page.paginator.count} из {total}: {', '.join(said)}." if said else "",
        "all_shown": urlencode([("assignment", row.id) for row in rows if not row.reason]),
    }
    return render(request, "roadmaps/assignments/review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def accept_many(request: HttpRequest) -> HttpResponse:
    """Ask once, in words, and accept what was ticked."""
    require_reviewing(request.user)
    if request.method == "POST":
        seen = _Seen(request)
        outcome = actions.accept_many(assignments=seen.found, by=_by(request), at=timezone.now())
        return _tell_outcome(request, seen, len(outcome.done), "Принято", "Не принято")
    ticked = _ticked(request)
    if not ticked:
        messages.warning(request, "Отметьте поручения, которые нужно принять.")
        return redirect("roadmaps:review")
    return render(request, "roadmaps/assignments/accept_many.html", _asked(ticked, request))


@require_http_methods(["GET", "HEAD", "POST"])
def return_many(request: HttpRequest) -> HttpResponse:
    """Send back what was ticked, with one reason and comment for all."""
    require_reviewing(request.user)
    if request.method == "POST":
        return _return_many(request)
    ticked = _ticked(request)
    if not ticked:
        messages.warning(request, "Отметьте поручения, которые нужно вернуть.")
        return redirect("roadmaps:review")
    form = ReturnFields(municipalities=_offices(ticked))
    context = {**_asked(ticked, request), "form": form}
    return render(request, "roadmaps/assignments/return_many.html", context)


def _return_many(request: HttpRequest) -> HttpResponse:
    seen = _Seen(request)
    form = ReturnFields(request.POST, municipalities=_offices(seen.found))
    if seen.found and not form.is_valid():
        context = {**_asked(seen.found, request), "form": form}
        return render(request, "roadmaps/assignments/return_many.html", context, status=422)
    done = 0
    if seen.found:
        outcome = actions.return_many(
            assignments=seen.found,
            reason=form.cleaned_data["reason"],
            comment=form.cleaned_data["words"],
            by=_by(request),
            at=timezone.now(),
        )
        done = len(outcome.done)
    return _tell_outcome(request, seen, done, "Возвращено", "Не возвращено")


class _Seen:
    """What the person had before their eyes when they decided, as far as it still stands so."""

    def __init__(self, request: HttpRequest) -> None:
        seen = _seen_rounds(request.POST.getlist("seen"))
        waiting = queries.waiting_for(request.user).filter(pk__in=seen)
        self.number = len(seen)
        self.found = [one for one in waiting if one.rounds == seen[one.pk]]


def _ticked(request: HttpRequest) -> list[Assignment]:
    chosen = _ids(request.GET.getlist("assignment"))
    return list(queries.waiting_for(request.user).filter(pk__in=chosen))


def _offices(assignments: list[Assignment]) -> set[int]:
    return {one.occurrence.activity.roadmap.municipality_id for one in assignments}


def _asked(assignments: list[Assignment], request: HttpRequest) -> dict[str, Any]:
    rows = review_queries.review_rows(assignments, request.user, timezone.localdate())
    return {
        "rows": [row for row in rows if not row.reason],
        "left": [row for row in rows if row.reason],
    }


def _tell_outcome(
    request: HttpRequest, seen: _Seen, done: int, did: str, did_not: str
) -> HttpResponse:
    left = seen.number - done
    if done:
        words = counted(done, "поручение", "поручения", "поручений")
        messages.success(request, f"{did}: {words}.")
    if left:
        others = counted(left, "поручение", "поручения", "поручений")
        messages.warning(
            request,
            f"{did_not}: {others}. Пока страница была открыта, их отозвали, сдали заново "
            "или уже проверили.",
        )
    return redirect("roadmaps:review")


@require_POST
def move(request: HttpRequest, assignment_id: int, move_name: str) -> HttpResponse:
    """One decision on one assignment."""
    chosen = _move_of(move_name)
    found = get_object_or_404(queries.assignments_of(request.user), pk=assignment_id)
    require_part(request.user, chosen, found)
    form = decision_form(chosen, found, request.POST)
    if not form.is_valid():
        return _ask_again(request, found, chosen, form)
    if form.cleaned_data["round"] != found.rounds:
        messages.warning(request, DONE_ELSEWHERE)
        return _to_top_of(found)
    try:
        _make(chosen, found, form.cleaned_data, by=_by(request), at=timezone.now())
    except NotPossible as refused:
        if "comment" not in form.fields:
            messages.warning(request, str(refused))
            return _to_top_of(found)
        is_of_date = str(refused) in (actions.DATE_IS_BEHIND, actions.DATE_IS_FAR)
        form.add_error("due_on" if is_of_date else None, str(refused))
        return _ask_again(request, found, chosen, form)
    return _after(request, found, chosen)


def _make(chosen: Move, found: Assignment, asked: dict[str, Any], *, by: Any, at: datetime) -> None:
    common: dict[str, Any] = {"assignment": found, "by": by, "at": at}
    comment = asked.get("comment", "")
    if chosen == Move.ACCEPT:
        actions.accept(**common)
    elif chosen == Move.RETURN:
        actions.return_for_rework(comment=asked["words"], reason=asked["reason"], **common)
    elif chosen == Move.REOPEN:
        actions.reopen(comment=comment, **common)
    elif chosen == Move.POSTPONE:
        actions.postpone(due_on=asked["due_on"], comment=comment, seen=asked["seen"], **common)
    elif chosen == Move.CANCEL:
        actions.cancel(reason=comment, **common)
    elif chosen == Move.RESTORE:
        actions.restore(**common)
    else:
        actions.withdraw(**common)


def _ask_again(
    request: HttpRequest, found: Assignment, chosen: Move, form: MoveForm | ReturnForm
) -> HttpResponse:
    fresh = queries.assignments_of(request.user).get(pk=found.pk)
    if chosen == Move.POSTPONE:
        data = request.POST.copy()
        data[form.add_prefix("seen")] = actions.date_mark(fresh.due_on)
        form.data = data
    context = assignment_context(request, fresh, move_form=(chosen, form))
    return render(request, "roadmaps/assignments/assignment.html", context, status=422)


def _after(request: HttpRequest, found: Assignment, chosen: Move) -> HttpResponse:
    """Say what was done; from the queue go on to the next piece of work."""
    words = MOVE_NAMES[chosen]
    doer = found.school or found.party
    said = f"{words[0].upper()}{words[1:]}: {doer}, {short_title(found)}."
    if "from_review" not in request.POST or chosen not in (Move.ACCEPT, Move.RETURN):
        messages.success(request, said)
        return _to_top_of(found)
    waiting = queries.waiting_for(request.user)
    left, following = waiting.count(), waiting.first()
    if following is None:
        messages.success(request, f"{said} Больше ничего не ждёт проверки.")
        return redirect("roadmaps:review")
    messages.success(request, f"{said} Осталось проверить: {left}.")
    return _to_top_of(following, "?from=review")


def _to_top_of(found: Assignment, query: str = "") -> HttpResponse:
    """The page of `found`; its fragment replaces the one that the form was sent with."""
    page = reverse("roadmaps:assignment", kwargs={"assignment_id": found.pk})
    return redirect(f"{page}{query}#main")


def _move_of(name: str) -> Move:
    moves = {offered.value: offered for offered in MOVE_BUTTONS}
    if name not in moves:
        raise Http404
    return moves[name]


def _ids(values: list[str]) -> list[int]:
    return [found for value in values if (found := read_id(value))]


def _seen_rounds(values: list[str]) -> dict[int, int]:
    """«12.3» from the confirmation: assignment 12 as handed in for the third time."""
    pairs = (value.partition(".") for value in values)
    return {found: read_id(seen) for pk, _, seen in pairs if (found := read_id(pk))}


def _by(request: HttpRequest) -> Any:
    return request.user
