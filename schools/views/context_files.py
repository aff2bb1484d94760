"""Files of context data: upload, what they would change, the decision, taking back."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from core.office.errors import UnreadableFileError
from core.office.packed_files import PackedFile, unpack_uploads
from core.values.wording import counted
from core.web.refusals import NotPossible, Refusal
from core.web.uploads import MEGABYTE, read_upload, uploads_in_memory
from schools import queries
from schools.actions.context import confirm_upload, discard_upload, keep_upload, take_back
from schools.actions.context_batches import keep_batch
from schools.domain.roles import REFUSALS, Right
from schools.forms import ContextUploadForm
from schools.models import ContextUpload, ContextUploadState
from schools.permissions import has_right, municipalities_with, offices_of
from schools.queries.context import FilePlan, plan_upload, upload_list
from schools.views.context import OFFICE_ONLY, years_offered

ROWS_A_PAGE = 50
SCHOOLS_SHOWN = 100
ISSUES_SHOWN = 200


@uploads_in_memory
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """Uploaded files, and the form for new ones."""
    if not offices_of(request.user):
        raise Refusal(OFFICE_ONLY)
    places = municipalities_with(request.user, Right.EDIT_CONTEXT)
    form = None
    if places:
        initial = {"year": queries.this_year()}
        form = ContextUploadForm(
            request.POST or None,
            request.FILES or None,
            places=places,
            years=years_offered([]),
            initial=initial,
        )
    if request.method == "POST":
        if form is None:
            raise Refusal(REFUSALS[Right.EDIT_CONTEXT])
        taken = _taken(request, form) if form.is_valid() else None
        if taken is not None:
            return taken
    page = Paginator(upload_list(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    is_wrong = form is not None and bool(form.errors)
    context = {"form": form, "page": page}
    return render(request, "schools/context_files.html", context, status=422 if is_wrong else 200)


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file would change, or what became of it."""
    kept = _visible(request, pk)
    is_draft = kept.state == ContextUploadState.DRAFT
    plan = plan_upload(kept) if is_draft else FilePlan()
    issues = sorted(plan.issues, key=lambda issue: issue.severity != "error")
    context = {
        "upload": kept,
        "plan": plan,
        "is_draft": is_draft,
        "state": _state(plan) if is_draft else "",
        "changed": plan.changes[:SCHOOLS_SHOWN],
        "changed_hidden": max(0, len(plan.changes) - SCHOOLS_SHOWN),
        "issues": [issue.as_dict() for issue in issues[:ISSUES_SHOWN]],
        "issues_hidden": max(0, len(issues) - ISSUES_SHOWN),
        "replaced": len(kept.before),
        "may_decide": has_right(request.user, Right.EDIT_CONTEXT, municipality=kept.municipality),
        "refusal": REFUSALS[Right.EDIT_CONTEXT],
    }
    return render(request, "schools/context_file.html", context)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the figures over."""
    kept = _visible(request, pk)
    try:
        plan = confirm_upload(upload=kept, by=person_of(request))
    except NotPossible as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, f"Загружено: {_state(plan)}.")
    return redirect("context_file", pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the file."""
    kept = _visible(request, pk)
    try:
        discard_upload(upload=kept, by=person_of(request))
    except NotPossible as refusal:
        messages.info(request, str(refusal))
        return redirect("context_file", pk)
    messages.success(request, f"Файл «{kept.file_name}» отклонён, данные не изменены.")
    return redirect("context_files")


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a confirmed file back whole."""
    kept = _visible(request, pk)
    try:
        done = take_back(upload=kept, by=person_of(request))
    except NotPossible as refusal:
        messages.info(request, str(refusal))
        return redirect("context_file", pk)
    words = counted(done.restored, "показатель", "показателя", "показателей")
    said = f"Загрузка отменена: прежние значения вернулись у {done.restored} из {len(kept.before)}."
    if not done.kept:
        said = f"Загрузка отменена: {words}."
    messages.success(request, said)
    return redirect("context_file", pk)


@sensitive_variables()
def _taken(request: HttpRequest, form: ContextUploadForm) -> HttpResponse | None:
    """Where what was uploaded is reviewed; None, with errors in the form, where nothing was read.

    A single file has a page of its own, several have one together.
    """
    municipality, year = form.cleaned_data["municipality"], form.cleaned_data["year"]
    by = person_of(request)
    try:
        sent = [PackedFile(one.name or "", read_upload(one)) for one in form.cleaned_data["file"]]
        unpacked = unpack_uploads(sent, max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE)
        if len(unpacked.files) != 1 or unpacked.nested:
            batch = keep_batch(
                municipality=municipality, academic_year=year, unpacked=unpacked, by=by
            )
            return redirect("context_batch", batch.pk)
        (one,) = unpacked.files
        kept = keep_upload(
            municipality=municipality, academic_year=year, file_name=one.name,
            content=one.content, by=by,
        )  # fmt: skip
    except UnreadableFileError as error:
        form.add_error("file", str(error))
        return None
    return redirect("context_file", kept.pk)


def _visible(request: HttpRequest, pk: int) -> ContextUpload:
    uploads = ContextUpload.objects.visible_to(request.user)
    return get_object_or_404(uploads.select_related("municipality", "uploaded_by"), pk=pk)


def _state(plan: FilePlan) -> str:
    said = [
        counted(plan.added, "новый показатель", "новых показателя", "новых показателей")
        if plan.added
        else "",
        f"{plan.replaced} с изменением" if plan.replaced else "",
        f"{plan.unchanged} без изменений" if plan.unchanged else "",
    ]
    return ", ".join(filter(None, said)) or "ни одного показателя"
