"""The page where a plan comes in: a file, or what is pasted, and the drafts that wait."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from roadmaps.forms.pasting import PasteForm
from roadmaps.forms.plans import UploadForm
from roadmaps.queries import drafts
from schools.domain.roles import Right
from schools.permissions import municipalities_with


def import_page(
    request: HttpRequest,
    *,
    upload_form: UploadForm | None = None,
    paste_form: PasteForm | None = None,
) -> HttpResponse:
    """The page with new forms but for the one that comes back with its errors: status 422."""
    municipalities = municipalities_with(request.user, Right.EDIT_ROADMAPS)
    context = {
        "form": upload_form or UploadForm(municipalities=municipalities),
        "paste_form": paste_form or PasteForm(municipalities=municipalities),
        "drafts": drafts.draft_lines(request.user),
    }
    has_errors = bool((upload_form and upload_form.errors) or (paste_form and paste_form.errors))
    status = 422 if has_errors else 200
    return render(request, "roadmaps/import_upload.html", context, status=status)
