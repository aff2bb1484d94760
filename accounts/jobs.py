"""Celery entry points of background work: one id in, one action called."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from accounts.actions import jobs, letters


@shared_task(name=jobs.TASK_NAME)
def run_job(job_id: int) -> None:
    """Carry out one accepted job."""
    jobs.run(job_id)


@shared_task(name="accounts.jobs.sweep_jobs")
def sweep_jobs() -> None:
    """Send again what a lost message or a dead worker left behind."""
    jobs.sweep()


@shared_task(name=letters.TASK_NAME)
def post_letters() -> None:
    """Send the letters that are due."""
    letters.post_letters()


@shared_task(name="accounts.jobs.forget_letter_texts")
def forget_letter_texts() -> None:
    """Empty the texts of old letters."""
    letters.forget_texts()


@worker_ready.connect
def _sweep_at_start(**_: Any) -> None:
    sweep_jobs.delay()
