"""Files of context data that were uploaded together."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import person_of
from schools.actions.context_batches import confirm_batch
from schools.domain.roles import REFUSALS, Right
from schools.models import ContextBatch
from schools.permissions import has_right
from schools.queries.context_batches import batch_files


@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Every file of a batch: what is in it and what taking it over would do."""
    found = _visible(request, pk)
    files = batch_files(found)
    may_decide = has_right(request.user, Right.EDIT_CONTEXT, municipality=found.municipality)
    context = {
        "batch": found,
        "files": files,
        "clean": sum(one.may_go for one in files),
        "waiting": sum(one.plan is not None for one in files),
        "refusal": "" if may_decide else REFUSALS[Right.EDIT_CONTEXT],
    }
    return render(request, "schools/context_batch.html", context)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over the files that have nothing to decide about."""
    done = confirm_batch(batch=_visible(request, pk), by=person_of(request))
    messages.success(request, done.words)
    return redirect("context_batch", pk)


def _visible(request: HttpRequest, pk: int) -> ContextBatch:
    batches = ContextBatch.objects.visible_to(request.user)
    return get_object_or_404(batches.select_related("municipality", "uploaded_by"), pk=pk)
