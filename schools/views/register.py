"""Loading a register of schools: upload, what will happen, the result."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from core.office.errors import UnreadableFileError
from core.values.wording import counted, grouped
from core.web.uploads import read_upload
from schools.actions.register_uploads import (
    confirm_upload,
    discard_upload,
    foresee_upload,
    keep_upload,
)
from schools.domain.roles import Right
from schools.forms import RegisterForm
from schools.models import RegisterUpload
from schools.permissions import municipalities_with, require, require_somewhere

ROWS_SHOWN = 300


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The form for the file, and the file that waits since last time."""
    require_somewhere(request.user, Right.EDIT_SCHOOLS)
    places = municipalities_with(request.user, Right.EDIT_SCHOOLS)
    form = RegisterForm(request.POST or None, request.FILES or None, municipalities=places)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = keep_upload(
                municipality=form.cleaned_data["municipality"],
                file_name=file.name or "",
                content=read_upload(file),
                by=person_of(request),
            )
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return redirect("register_review", kept.pk)
    waiting = RegisterUpload.objects.visible_to(request.user).filter(confirmed_at__isnull=True)
    context = {"form": form, "waiting": waiting.defer("content").order_by("-uploaded_at", "-pk")}
    return render(request, "schools/register.html", context, status=422 if form.errors else 200)


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Before: what will happen; after: what has happened."""
    kept = _visible(request, pk)
    if kept.confirmed_at is not None:
        return render(request, "schools/register_result.html", _result(kept))
    seen = foresee_upload(kept)
    context = {
        "upload": kept,
        "state": _words(len(seen.created), len(seen.changed), seen.unchanged),
        "created": seen.created[:ROWS_SHOWN],
        "created_hidden": max(0, len(seen.created) - ROWS_SHOWN),
        "changed": seen.changed[:ROWS_SHOWN],
        "changed_hidden": max(0, len(seen.changed) - ROWS_SHOWN),
        "gives_something": bool(seen.created or seen.changed),
        **_issues([issue.as_dict() for issue in seen.issues]),
    }
    return render(request, "schools/register_review.html", context)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the register over; the second press of a double click changes nothing."""
    taken = confirm_upload(upload=_visible(request, pk), by=person_of(request))
    if taken.is_new:
        messages.success(request, f"Реестр «{taken.upload.file_name}» загружен.")
    return redirect("register_review", pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the file."""
    kept = _visible(request, pk)
    if not discard_upload(upload=kept, by=person_of(request)):
        messages.info(request, "Этот реестр уже загружен.")
        return redirect("register_review", pk)
    messages.success(request, f"Файл «{kept.file_name}» отклонён, школы не изменены.")
    return redirect("register")


def _visible(request: HttpRequest, pk: int) -> RegisterUpload:
    uploads = RegisterUpload.objects.visible_to(request.user).select_related("municipality")
    kept: RegisterUpload = get_object_or_404(uploads, pk=pk)
    require(request.user, Right.EDIT_SCHOOLS, municipality=kept.municipality)
    return kept


def _result(kept: RegisterUpload) -> dict[str, Any]:
    done = kept.outcome
    words = _words(done["created"], done["changed"], done["unchanged"])
    return {"upload": kept, "state": words, **_issues(done["issues"])}


def _words(created: int, changed: int, unchanged: int) -> str:
    """What there is of each; the same words before and after."""
    said = [
        counted(created, "новая школа", "новые школы", "новых школ") if created else "",
        f"{grouped(changed)} с изменениями" if changed else "",
        f"{grouped(unchanged)} без изменений" if unchanged else "",
    ]
    return ", ".join(filter(None, said)) or "ни одной школы"


def _issues(issues: list[dict[str, Any]]) -> dict[str, Any]:
    """The rows left out come first."""
    ordered = sorted(issues, key=lambda issue: issue["severity"] != "error")
    return {
        "issues": ordered[:ROWS_SHOWN],
        "issues_hidden": max(0, len(issues) - ROWS_SHOWN),
    }
