"""Loading a table of scales: the template, the upload, what will change, the decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from assessments.actions.scale_uploads import (
    confirm_scale_upload,
    discard_scale_upload,
    keep_scale_upload,
)
from assessments.forms.scales import ScaleUploadForm
from assessments.models import ImportState, ScaleUpload
from assessments.permissions import Decided, require_scale_upload, require_sight_of_scales
from assessments.queries.scale_uploads import plan_upload, rows_of
from assessments.renderers.scales_workbook import render_template
from core.office.errors import UnreadableFileError
from core.web.excel import excel_response
from core.web.refusals import NotPossible, reason_against
from core.web.uploads import read_upload
from schools.domain.roles import Right
from schools.permissions import municipalities_with, require_somewhere


@require_safe
def scale_template(request: HttpRequest) -> HttpResponse:
    """A table to fill in and load."""
    require_sight_of_scales(request.user)
    return excel_response(render_template(), "Шкалы, шаблон.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def scale_uploads(request: HttpRequest) -> HttpResponse:
    """The form for a file, and the files that were loaded or wait."""
    require_somewhere(request.user, Right.EDIT_SCALES)
    places = municipalities_with(request.user, Right.EDIT_SCALES)
    form = ScaleUploadForm(request.POST or None, request.FILES or None, municipalities=places)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = keep_scale_upload(
                municipality=form.cleaned_data["municipality"], file_name=file.name or "",
                content=read_upload(file), by=person_of(request),
            )  # fmt: skip
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return redirect("assessments:scale_upload", kept.pk)
    seen = ScaleUpload.objects.visible_to(request.user).select_related("uploaded_by")
    context = {"form": form, "uploads": seen.order_by("-uploaded_at", "-pk")[:50]}
    status = 422 if form.errors else 200
    return render(request, "assessments/scales/uploads.html", context, status=status)


@require_safe
def scale_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """What the table holds, what it would change, what is wrong with it."""
    found = _visible(request, pk)
    is_draft = found.state == ImportState.DRAFT
    plan = plan_upload(found.municipality, rows_of(found))
    own = [issue.as_dict() for issue in plan.issues] if is_draft else []
    refusal = reason_against(require_scale_upload, request.user, found)
    context = {
        "upload": found,
        "plan": plan,
        "is_draft": is_draft,
        "issues": [*found.issues, *own],
        "issues_hidden": 0,
        "refusal": refusal,
    }
    return render(request, "assessments/scales/upload.html", context)


@require_POST
def scale_upload_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the scales into force."""
    try:
        plan = confirm_scale_upload(upload=_visible(request, pk), by=person_of(request))
    except (Decided, NotPossible) as refusal:
        messages.warning(request, str(refusal))
        return redirect("assessments:scale_upload", pk)
    messages.success(request, f"Шкалы загружены: {plan.words}.")
    return redirect("assessments:scale_upload", pk)


@require_POST
def scale_upload_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the table out."""
    try:
        left = discard_scale_upload(upload=_visible(request, pk), by=person_of(request))
    except Decided as refusal:
        messages.warning(request, str(refusal))
        return redirect("assessments:scale_upload", pk)
    messages.success(request, f"Файл «{left.file_name}» отклонён, шкалы не изменены.")
    return redirect("assessments:scale_uploads")


def _visible(request: HttpRequest, pk: int) -> ScaleUpload:
    seen = ScaleUpload.objects.visible_to(request.user)
    found: ScaleUpload = get_object_or_404(
        seen.select_related("municipality__region", "uploaded_by", "decided_by"), pk=pk
    )
    return found
