"""Background work of this app, registered with the queue of record."""

from celery import shared_task
from django.urls import reverse

from accounts.actions.jobs import JobFailed, Progress, register
from assessments.actions.classifying import JOB_KIND, calculate_by_night, carry_out_run
from core.web.refusals import NotPossible


@shared_task(name="assessments.jobs.calculate_lists")
def calculate_lists() -> None:
    """Ask for the lists of offices whose figures have changed since they were calculated."""
    calculate_by_night()


def classify(run_id: int, progress: Progress) -> None:
    """Carry out one run; repeating a finished one changes nothing."""
    try:
        carry_out_run(run_id, progress)
    except NotPossible as refusal:
        raise JobFailed(str(refusal)) from refusal


def run_url(run_id: int) -> str:
    """Where the result of a run is."""
    return reverse("assessments:run", args=[run_id])


def register_jobs() -> None:
    """Make the kinds of work known; called once when the app is ready."""
    register(JOB_KIND, handler=classify, result_url=run_url)
