"""A plan pasted into the browser, read as an uploaded file would be."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.requests import person_of
from core.office.errors import UnreadableFileError
from roadmaps.actions import imports
from roadmaps.forms.pasting import PasteForm
from roadmaps.models import PlanImport
from roadmaps.parsing.plans import NoPlanError
from roadmaps.views.import_page import import_page
from schools.domain.roles import Right
from schools.permissions import municipalities_with, require_somewhere

_NO_PLAN = (
    "Во вставленном не найдено мероприятий плана. Скопируйте план вместе с шапкой таблицы: "
    "по ней видно, где мероприятия, сроки и ответственные."
)


@require_POST
def paste(request: HttpRequest) -> HttpResponse:
    """Read what was pasted; the page of the clipboard first, its text where the page says less."""
    require_somewhere(request.user, Right.EDIT_ROADMAPS)
    municipalities = municipalities_with(request.user, Right.EDIT_ROADMAPS)
    form = PasteForm(request.POST, request.FILES, municipalities=municipalities)
    if form.is_valid():
        try:
            plan_import = _read(request, form)
        except UnreadableFileError as error:
            form.add_error("text", str(error))
        else:
            return redirect("roadmaps:import_review", plan_import.pk)
    return import_page(request, paste_form=form)


def _read(request: HttpRequest, form: PasteForm) -> PlanImport:
    """The draft of the first form that can be read; a refusal where none can."""
    now = timezone.localtime()
    refusals = []
    for one in form.cleaned_data["pasted"]:
        try:
            return imports.draft_import(
                municipality=form.cleaned_data["municipality"],
                by=person_of(request),
                file_name=f"Вставлено {now:%d.%m.%Y %H.%M}{one.ending}",
                content=one.content,
            )
        except UnreadableFileError as refusal:
            refusals.append(refusal)
    if any(isinstance(one, NoPlanError) for one in refusals):
        raise UnreadableFileError(_NO_PLAN)
    raise refusals[0]
