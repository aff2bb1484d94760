"""`{% load jobs %}{% job_progress job %}`: a job's progress on any page."""

from typing import Any

from django import template

from accounts.actions import jobs
from accounts.models import Job

register = template.Library()


@register.inclusion_tag("parts/job.html")
def job_progress(job: Job) -> dict[str, Any]:
    """Progress that renews itself by HTMX and ends with a link."""
    return {"job": job, "result_url": jobs.result_url(job)}
