"""«Прошу другой срок»: asking and withdrawing, answering, and the queue of what was asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import person_of
from core.values.wording import short_date
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions import date_requests as actions
from roadmaps.actions.work import DATE_IS_BEHIND, DATE_IS_FAR
from roadmaps.forms.date_requests import AnswerDateForm, AskForDateForm
from roadmaps.models import Assignment, DateRequest
from roadmaps.permissions.work import require_doer, require_reviewer, require_reviewing
from roadmaps.queries import work as queries
from roadmaps.queries.date_requests import requests_waiting_for
from roadmaps.tabs import review_tabs
from roadmaps.views.assignment_page import assignment_context

ROWS_A_PAGE = 50


@require_safe
def date_requests(request: HttpRequest) -> HttpResponse:
    """Requests that wait for the person's answer, oldest first."""
    require_reviewing(request.user)
    waiting = requests_waiting_for(request.user)
    page = Paginator(waiting, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "total": page.paginator.count,
        "tabs": review_tabs("roadmaps:date_requests", request.user),
    }
    return render(request, "roadmaps/assignments/date_requests.html", context)


@require_POST
def ask(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """The doer asks for another date."""
    found = _assignment(request, assignment_id)
    require_doer(request.user, found)
    form = AskForDateForm(request.POST, prefix="ask")
    if form.is_valid():
        try:
            actions.ask_for_date(
                assignment=found, by=person_of(request), at=timezone.now(), **form.cleaned_data
            )
        except NotPossible as refused:
            form.add_error(_field_of(refused, "wished_on"), str(refused))
        else:
            messages.success(request, "Просьба отправлена. Ответ появится здесь и придёт письмом.")
            return _to(found)
    return _show_again(request, found, ask_form=form)


@require_POST
def withdraw(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """The doer takes the request back."""
    found = _assignment(request, assignment_id)
    require_doer(request.user, found)
    asked = _request_of(found, request)
    try:
        actions.withdraw_request(request=asked, by=person_of(request), at=timezone.now())
    except NotPossible as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Просьба отозвана.")
    return _to(found)


@require_POST
def answer(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """The office or the curator agrees to a date or refuses."""
    found = _assignment(request, assignment_id)
    require_reviewer(request.user, found)
    asked = _request_of(found, request)
    form = AnswerDateForm(request.POST, prefix="answer")
    if form.is_valid():
        words = form.cleaned_data["answer"]
        common: Any = {"request": asked, "answer": words, "by": person_of(request)}
        try:
            if "refuse" in request.POST:
                actions.refuse_date(at=timezone.now(), **common)
                said = "Срок оставлен прежним, ответ отправлен."
            else:
                due_on = form.cleaned_data["due_on"] or asked.wished_on
                actions.agree_to_date(due_on=due_on, at=timezone.now(), **common)
                said = f"Срок перенесён на {short_date(due_on)}, ответ отправлен."
        except NotPossible as refused:
            name = "answer" if str(refused) == actions.ANSWER_MISSING else None
            form.add_error(name or _field_of(refused, "due_on"), str(refused))
        else:
            messages.success(request, said)
            left = requests_waiting_for(request.user).exists()
            return redirect("roadmaps:date_requests") if left else _to(found)
    return _show_again(request, found, answer_form=form)


def _field_of(refused: NotPossible, field: str) -> str | None:
    dates = (DATE_IS_BEHIND, DATE_IS_FAR, actions.SAME_DATE)
    return field if str(refused) in dates else None


def _show_again(request: HttpRequest, found: Assignment, **forms: Any) -> HttpResponse:
    """The page of the assignment as it stands now with the form that was refused."""
    fresh = _assignment(request, found.pk)
    context = assignment_context(request, fresh, **forms)
    return render(request, "roadmaps/assignments/assignment.html", context, status=422)


def _assignment(request: HttpRequest, assignment_id: int) -> Any:
    return get_object_or_404(queries.assignments_of(request.user), pk=assignment_id)


def _request_of(found: Assignment, request: HttpRequest) -> DateRequest:
    mine = DateRequest.objects.filter(assignment=found)
    asked = get_object_or_404(mine, pk=read_id(request.POST.get("request")))
    asked.assignment = found
    return asked


def _to(found: Assignment) -> HttpResponse:
    page = reverse("roadmaps:assignment", kwargs={"assignment_id": found.pk})
    return redirect(f"{page}#main")
