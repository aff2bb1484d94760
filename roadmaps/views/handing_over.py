"""Передача дел: the form with its preview, the act, the list of past ones."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from accounts.models import User
from accounts.requests import person_of
from core.values.wording import counted
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.handing_over import hand_over as hand_over_work
from roadmaps.domain.handing_over.act import Act, ActTask
from roadmaps.domain.handing_over.passing import Fate, shares_of
from roadmaps.domain.handing_over.wording import summary_of
from roadmaps.forms.handing_over import HandOverForm
from roadmaps.models import Assignment, HandOver
from roadmaps.queries.handing_over.holdings import holdings_of
from roadmaps.queries.handing_over.pages import hand_overs, municipality_of_work, people_with_work
from roadmaps.queries.handing_over.preview import Preview, candidates_for, preview_of
from roadmaps.queries.handing_over.roles import staff_of
from roadmaps.slots.downloads import acts_of
from roadmaps.tables.handing_over import HandOverTable
from schools.domain.roles import REFUSALS, Right
from schools.models import Municipality
from schools.permissions import may_anywhere

ROWS_A_PAGE = 50
TASKS_SHOWN = 100
_FATES = (
    (Fate.PASSES, "Перейдёт", "Перешло"),
    (Fate.ENDS, "Прекратится", "Прекращено"),
    (Fate.LEFT, "Не передаётся", "Не передано"),
    (Fate.STAYS, "Останется как есть", "Осталось как есть"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose to whom the work passes, look at what passes, confirm."""
    made = _made_before(request, pk)
    if made is not None:
        return redirect("roadmaps:hand_over_act", made.pk)
    person, place = _person(request, pk)
    staff = staff_of(place)
    held = holdings_of(person, staff)
    data = request.POST.copy() if request.method == "POST" else None
    candidates = candidates_for(person, staff, held)
    form = HandOverForm(data, held=held, candidates=candidates)
    preview = None
    if data is not None and form.is_valid():
        done = _done(request, form, person, place) if "apply" in data else None
        if done is not None:
            return done
        preview = _preview(request, form, person, place)
        data["seen"] = preview.seal
    context = {
        "person": person,
        "may_open": _may_open(request, preview.act) if preview else set(),
        "is_known": any(one.user_id == person.pk for one in staff.memberships.get(person.pk, ())),
        "form": form,
        "candidates": candidates,
        "has_work": bool(shares_of(held)),
        "preview": preview,
        "summary": summary_of(preview.act) if preview else "",
        **(_shown(preview.act, is_past=False) if preview else {}),
    }
    status = 422 if form.errors else 200
    return render(request, "roadmaps/handing_over/form.html", context, status=status)


@require_safe
def hand_over_act(request: HttpRequest, pk: int) -> HttpResponse:
    """What was recorded when the work passed."""
    made = get_object_or_404(hand_overs(request.user).defer(None), pk=pk)
    act = made.act
    context = {
        "made": made,
        "act": act,
        "summary": summary_of(act),
        "keeps_people": _keeps_people(request),
        "downloads": acts_of(request.user, made),
        "may_open": _may_open(request, act),
        **_shown(act, is_past=True),
    }
    return render(request, "roadmaps/handing_over/act.html", context)


@require_safe
def hand_over_list(request: HttpRequest) -> HttpResponse:
    """Hand-overs of the office, the newest first."""
    if not _keeps_people(request):
        raise Refusal(REFUSALS[Right.MANAGE_PEOPLE])
    table = HandOverTable(hand_overs(request.user))
    RequestConfig(request, paginate={"per_page": ROWS_A_PAGE}).configure(table)
    total = table.paginator.count
    context = {"table": table, "state": counted(total, "передача", "передачи", "передач")}
    return render(request, "roadmaps/handing_over/list.html", context)


def _person(request: HttpRequest, pk: int) -> tuple[User, Municipality]:
    """404 for people of whom one may not know, Refusal for who keeps no accounts there."""
    person = get_object_or_404(people_with_work(request.user), pk=pk)
    place = municipality_of_work(request.user, person)
    if place is None:
        raise Refusal(REFUSALS[Right.MANAGE_PEOPLE])
    return person, place


def _done(
    request: HttpRequest, form: HandOverForm, person: User, place: Municipality
) -> HttpResponse | None:
    """The hand-over that the person has confirmed; None where it is to be looked at again."""
    try:
        made = hand_over_work(
            person=person,
            receiver=form.chosen,
            municipality=place,
            decision=form.decision,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            by=person_of(request),
            at=timezone.now(),
        )
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
        return None
    messages.success(request, "Дела переданы.")
    return redirect("roadmaps:hand_over_act", made.pk)


def _made_before(request: HttpRequest, pk: int) -> HandOver | None:
    """What a second press asks for: done already, and the person may be known here no more."""
    seal = request.POST.get("seen", "") if "apply" in request.POST else ""
    return hand_overs(request.user).filter(seal=seal, former=pk).first() if seal else None


def _preview(
    request: HttpRequest, form: HandOverForm, person: User, place: Municipality
) -> Preview:
    return preview_of(
        person=person,
        receiver=form.chosen,
        municipality=place,
        decision=form.decision,
        reason=form.cleaned_data["reason"],
        by=person_of(request),
        today=timezone.localdate(),
    )


def _shown(act: Act, *, is_past: bool) -> dict[str, Any]:
    """The lists of an act or of a preview for the page."""
    fates = [
        (was if is_past else will, act.with_fate(fate))
        for fate, will, was in _FATES
        if act.with_fate(fate)
    ]
    return {"fates": fates, **_first("tasks", act.tasks), **_first("to_review", act.to_review)}


def _first(name: str, tasks: tuple[ActTask, ...]) -> dict[str, Any]:
    return {name: tasks[:TASKS_SHOWN], f"{name}_more": max(len(tasks) - TASKS_SHOWN, 0)}


def _may_open(request: HttpRequest, act: Act) -> set[int]:
    """Assignments that are still there and that this person sees."""
    shown = [task.id for task in (*act.tasks[:TASKS_SHOWN], *act.to_review[:TASKS_SHOWN])]
    visible = Assignment.objects.visible_to(request.user).filter(pk__in=shown)
    return set(visible.values_list("pk", flat=True))


def _keeps_people(request: HttpRequest) -> bool:
    return may_anywhere(request.user, [Right.MANAGE_PEOPLE])
