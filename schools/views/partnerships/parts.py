"""The plan of a partnership and its visits."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import person_of
from core.office.errors import UnreadableFileError
from core.web.refusals import NotPossible
from core.web.uploads import read_upload
from schools.actions import partnerships as actions
from schools.forms.partnerships import StepForm, VisitForm
from schools.models import Partnership, PartnershipStep, PartnershipVisit
from schools.permissions import require_visits
from schools.views.partnerships.found import form_page, kept_partnership, partnership_for

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def step_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more line of the plan."""
    partnership = kept_partnership(request, pk)
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_step(partnership=partnership, by=person_of(request), **form.cleaned_data)
        messages.success(request, "План партнёрства дополнен.")
        return redirect("partnership", pk)
    return form_page(request, partnership, form, heading="Добавить в план", button="Добавить")


@require_POST
def step_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Done today, or not done yet."""
    step = _step(request, pk)
    is_done = request.POST.get("done") == "1"
    actions.mark_step(
        step=step, done_on=timezone.localdate() if is_done else None, by=person_of(request)
    )
    messages.success(request, "Отмечено." if is_done else "Отметка снята.")
    return redirect("partnership", step.partnership_id)


@require_POST
def step_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line out of the plan."""
    step = _step(request, pk)
    actions.drop_step(step=step, by=person_of(request))
    messages.success(request, "Строка убрана из плана. Её слова остались в истории.")
    return redirect("partnership", step.partnership_id)


@require_http_methods(_METHODS)
def visit_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a meeting, with a document where there is one."""
    partnership = partnership_for(request, pk)
    require_visits(request.user, partnership)
    form = VisitForm(
        request.POST or None, request.FILES or None, initial={"on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid() and _recorded(request, partnership, form):
        messages.success(request, "Встреча записана.")
        return redirect("partnership", pk)
    return form_page(request, partnership, form, heading="Новая встреча", button="Сохранить")


@require_POST
def visit_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the record of a visit away, or put it back."""
    visit = get_object_or_404(
        PartnershipVisit.objects.visible_to(request.user).select_related(
            "partnership__school__municipality", "partnership__partner"
        ),
        pk=pk,
    )
    is_kept = request.POST.get("kept") == "1"
    actions.keep_visit(visit=visit, is_kept=is_kept, by=person_of(request), at=timezone.now())
    messages.success(
        request,
        "Запись возвращена." if is_kept else "Запись убрана. Её можно вернуть внизу страницы.",
    )
    return redirect("partnership", visit.partnership_id)


def _recorded(request: HttpRequest, partnership: Partnership, form: VisitForm) -> bool:
    """Whether the visit was written; otherwise the form has its error."""
    given = form.cleaned_data
    try:
        upload = given["document"]
        paper = actions.read_paper(read_upload(upload), upload.name or "") if upload else None
        actions.add_visit(
            partnership=partnership,
            on=given["on"],
            what=given["what"].strip(),
            who=" ".join(given["who"].split()),
            by=person_of(request),
            at=timezone.now(),
            today=timezone.localdate(),
            paper=paper,
        )
    except UnreadableFileError as refusal:
        form.add_error("document", str(refusal))
    except NotPossible as refusal:
        form.add_error("on", str(refusal))
    else:
        return True
    return False


def _step(request: HttpRequest, pk: int) -> PartnershipStep:
    found: PartnershipStep = get_object_or_404(
        PartnershipStep.objects.visible_to(request.user).select_related(
            "partnership__school__municipality", "partnership__partner"
        ),
        pk=pk,
    )
    return found
