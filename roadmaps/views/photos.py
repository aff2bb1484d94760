"""Photographed sheets of one assignment: added, put in order, turned, bound into a document."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.office.errors import UnreadableFileError
from core.web.refusals import NotPossible
from core.web.uploads import read_upload
from roadmaps.actions import photos as actions
from roadmaps.forms.photos import BindForm, SheetsForm
from roadmaps.models import Assignment, PhotoSheet
from roadmaps.permissions.work import reason_against_evidence, require_doer
from roadmaps.queries.work import assignments_of
from roadmaps.renderers.photos import preview
from roadmaps.views.attaching import not_attached


@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """The sheets so far in their order, and a way to add more."""
    found = _own(request, assignment_id)
    form = SheetsForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form.is_valid()
        refused = _add(request, found, [*form.files.getlist("camera"), *_pictures(form)])
        if not refused:
            return redirect("roadmaps:sheets", assignment_id=found.pk)
        for sentence in refused:
            form.add_error("pictures", sentence)
    return _page(request, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """The picture of one sheet; a POST moves, turns or drops it."""
    own: Any = PhotoSheet.objects.visible_to(request.user).select_related("person", "assignment")
    found = get_object_or_404(own, pk=sheet_id)
    if request.method != "POST":
        with found.file.open("rb") as file:
            small = preview(file.read(), found.quarter_turns)
        return HttpResponse(
            small, content_type="image/jpeg", headers={"Cache-Control": "private, no-store"}
        )
    _change(found, request.POST.get("change", ""))
    page = reverse("roadmaps:sheets", args=[found.assignment_id])
    return redirect(f"{page}#sheets")


@require_POST
def bind(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Make one document of the sheets and attach it."""
    found = _own(request, assignment_id)
    form = BindForm(request.POST)
    if form.is_valid():
        try:
            document = actions.bind_sheets(
                assignment=found,
                file_name=form.cleaned_data["name"],
                by=_by(request),
                at=timezone.now(),
            )
        except (NotPossible, UnreadableFileError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Приложен документ «{document.file_name}».")
            return redirect("roadmaps:assignment", assignment_id=found.pk)
    return _page(request, found, SheetsForm(), form)


def _own(request: HttpRequest, assignment_id: int) -> Assignment:
    found = get_object_or_404(assignments_of(request.user), pk=assignment_id)
    require_doer(request.user, found)
    return found


def _pictures(form: SheetsForm) -> list[UploadedFile]:
    return form.files.getlist("pictures")


def _add(request: HttpRequest, found: Assignment, uploads: list[UploadedFile]) -> list[str]:
    sentences = []
    for upload in uploads:
        try:
            actions.add_sheet(
                assignment=found, content=read_upload(upload), by=_by(request), at=timezone.now()
            )
        except UnreadableFileError as refused:
            sentences.append(not_attached(upload.name, str(refused)))
        except NotPossible as refused:
            return [*sentences, str(refused)]
    return sentences


def _change(found: PhotoSheet, change: str) -> None:
    if change in ("up", "down"):
        actions.move_sheet(sheet=found, step=-1 if change == "up" else 1)
    elif change == "turn":
        actions.turn_sheet(sheet=found)
    elif change == "drop":
        actions.drop_sheet(sheet=found)
    else:
        raise Http404


def _page(
    request: HttpRequest, found: Assignment, form: SheetsForm, bind_form: BindForm | None = None
) -> HttpResponse:
    own = PhotoSheet.objects.visible_to(request.user).filter(assignment=found)
    context = {
        "assignment": found,
        "sheets": list(own),
        "form": form,
        "bind_form": bind_form or BindForm(),
        "reason": reason_against_evidence(found),
    }
    is_refused = form.errors or (bind_form is not None and bind_form.errors)
    return render(
        request, "roadmaps/assignments/sheets.html", context, status=422 if is_refused else 200
    )


def _by(request: HttpRequest) -> Any:
    return request.user
