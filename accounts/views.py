"""One's own page, and the progress of background work."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.actions import jobs
from accounts.models import Job
from accounts.panels import panels


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Who I am and in which roles."""
    return render(request, "accounts/me.html", {"panels": panels(request.user)})


@require_safe
@never_cache
def job_page(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a piece of work is; can be left and found again."""
    return render(request, "accounts/job.html", _job_context(request, pk))


@require_safe
@never_cache
def job_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that HTMX asks for every two seconds."""
    return render(request, "parts/job.html", _job_context(request, pk))


@login_not_required
@require_safe
def sign_up_closed(request: HttpRequest) -> HttpResponse:
    """Says who makes accounts; nobody signs up alone."""
    return render(request, "account/signup_closed.html")


def _job_context(request: HttpRequest, pk: int) -> dict[str, Any]:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    return {"job": job, "result_url": jobs.result_url(job)}
