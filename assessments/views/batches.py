"""Files that were uploaded together."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import person_of
from assessments.actions.batches import confirm_batch
from assessments.models import ImportBatch
from assessments.permissions import require_import
from assessments.queries.batches import batch_files
from core.web.refusals import reason_against


@require_safe
def batch_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Every file of a batch: what is in it and what loading it would do."""
    batch = _visible(request, pk)
    files = batch_files(batch)
    context = {
        "batch": batch,
        "files": files,
        "contradictions": list(dict.fromkeys(said for one in files for said in one.contradictions)),
        "clean": sum(one.may_go for one in files),
        "waiting": sum(one.plan is not None for one in files),
        "refusal": reason_against(require_import, request.user, batch.municipality),
    }
    return render(request, "assessments/batch.html", context)


@require_POST
def batch_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Load the files that have no errors."""
    done = confirm_batch(batch=_visible(request, pk), by=person_of(request))
    messages.success(request, done.words)
    return redirect("assessments:batch", pk)


def _visible(request: HttpRequest, pk: int) -> ImportBatch:
    batches = ImportBatch.objects.visible_to(request.user)
    return get_object_or_404(batches.select_related("municipality__region", "uploaded_by"), pk=pk)
