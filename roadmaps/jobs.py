"""Background work of this app: on a schedule, and registered with the queue of record."""

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from accounts.actions.jobs import Progress, register
from roadmaps.actions.indicators.computing import JOB_KIND, offer_figures_of_office
from roadmaps.actions.plans import start_due_plans
from roadmaps.actions.reminders import write_due_rounds
from roadmaps.actions.uploads import forget_stale


@shared_task(name="roadmaps.jobs.start_plans")
def start_plans() -> None:
    """Put in force the approved plans whose day has come."""
    start_due_plans(today=timezone.localdate())


@shared_task(name="roadmaps.jobs.write_digests")
def write_digests() -> None:
    """Write the digests of every office whose hour has come."""
    write_due_rounds(at=timezone.now())


@shared_task(name="roadmaps.jobs.forget_stale_uploads")
def forget_stale_uploads() -> None:
    """Forget files that stopped half-way and photographed sheets that became no document."""
    forget_stale(now=timezone.now())


def compute_indicators(municipality_id: int, progress: Progress) -> None:
    """Offer what the results now give for the indicators of one office."""
    offer_figures_of_office(municipality_id)


def register_jobs() -> None:
    """Make the kinds of work known; called once when the app is ready."""
    register(
        JOB_KIND, handler=compute_indicators, result_url=lambda _: reverse("roadmaps:roadmaps")
    )
