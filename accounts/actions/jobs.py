"""Background work: accepting it, carrying it out under a claim, and sweeping up after the dead.

The row is the queue of record. A broker's message only wakes a worker; losing it, or getting it
twice, changes nothing: work is claimed by a conditional UPDATE, and what nobody carries on is
sent again by the sweeper.
"""

import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.utils import OperationalError
from django.utils import timezone

from accounts.models import Job, JobState, User

logger = logging.getLogger(__name__)

TASK_NAME = "accounts.jobs.run_job"
MAX_ATTEMPTS = 3

Progress = Callable[[str, int, int], None]
Handler = Callable[[int, Progress], None]


class JobFailed(Exception):
    """The work cannot be done; the message is a Russian sentence for the person who asked."""


class ClaimLost(Exception):
    """Another worker has taken this job over; this one must stop without writing."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """What upper apps register in `ready()`: how work of one kind is done and where it ends."""

    handler: Handler
    result_url: Callable[[int], str]


_KINDS: dict[str, JobKind] = {}


def register(kind: str, *, handler: Handler, result_url: Callable[[int], str]) -> None:
    """Make `kind` known. `handler(subject_id, progress)` must be repeatable from the start."""
    _KINDS[kind] = JobKind(handler, result_url)


def result_url(job: Job) -> str:
    """Address of the page where the job's result is."""
    return _KINDS[job.kind].result_url(job.subject_id)


def request_job(*, kind: str, subject_id: int, title: str, by: User | None) -> Job:
    """Accept work and send it after commit; an unfinished job for the same subject is returned."""
    if kind not in _KINDS:
        raise LookupError(f"job kind {kind!r} is not registered")
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind, subject_id=subject_id, title=title[:300], requested_by=by
            )
    except IntegrityError:
        return Job.objects.active().get(kind=kind, subject_id=subject_id)
    transaction.on_commit(lambda: send(job.pk))
    return job


def send(job_id: int) -> None:
    """Wake a worker. A broker that is down is no loss: the sweeper sends again."""
    try:
        current_app.send_task(TASK_NAME, args=[job_id], retry=False)
    except Exception:
        logger.warning("broker did not take job %s; the sweeper will send it", job_id)
        return
    Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(sent_at=timezone.now())


def run(job_id: int) -> JobState | None:
    """Carry out a job if it is still waiting; None where somebody else has it."""
    claim = Job.new_claim()
    now = timezone.now()
    claimed = Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(
        state=JobState.RUNNING, claim=claim, heartbeat_at=now, step="", done=0, total=0
    )
    if not claimed:
        return None
    job = Job.objects.get(pk=job_id)
    return _finish(job, claim, _outcome(job, claim))


def _outcome(job: Job, claim: uuid.UUID) -> str | None:
    """Sentence of failure, empty when done, None when the claim was lost."""
    try:
        with _heartbeat(job.pk, claim):
            _KINDS[job.kind].handler(job.subject_id, _progress_writer(job.pk, claim))
    except ClaimLost:
        return None
    except JobFailed as failure:
        return str(failure)
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        return (
            "Работа прервалась из-за ошибки в программе. Запустите её ещё раз; если не поможет, "
            "сообщите администратору портала время и название работы."
        )
    return ""


def _finish(job: Job, claim: uuid.UUID, failure: str | None) -> JobState | None:
    if failure is None:
        return None
    state = JobState.FAILED if failure else JobState.DONE
    updated = Job.objects.filter(pk=job.pk, claim=claim, state=JobState.RUNNING).update(
        state=state, failure=failure, finished_at=timezone.now()
    )
    return state if updated else None


def _progress_writer(job_id: int, claim: uuid.UUID) -> Progress:
    def write(step: str, done: int, total: int) -> None:
        updated = Job.objects.filter(pk=job_id, claim=claim, state=JobState.RUNNING).update(
            step=step[:200], done=done, total=total, heartbeat_at=timezone.now()
        )
        if not updated:
            raise ClaimLost

    return write


@contextmanager
def _heartbeat(job_id: int, claim: uuid.UUID) -> Iterator[None]:
    """Signs of life from a thread, so that one long step is not taken for a dead worker."""
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(settings.JOB_HEARTBEAT_SECONDS):
            try:
                Job.objects.filter(pk=job_id, claim=claim).update(heartbeat_at=timezone.now())
            except OperationalError:
                logger.warning("heartbeat of job %s missed", job_id)
        connection.close()

    thread = threading.Thread(target=beat, name=f"heartbeat-{job_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def sweep() -> int:
    """Send again what stayed behind, take over from dead workers; returns how many were sent."""
    now = timezone.now()
    silence = timedelta(seconds=6 * settings.JOB_HEARTBEAT_SECONDS)
    patience = timedelta(seconds=settings.JOB_RESEND_SECONDS)
    for job in Job.objects.silent(now - silence).order_by("pk"):
        _release(job)
    ids = list(Job.objects.left_behind(now - patience).order_by("pk").values_list("pk", flat=True))
    for job_id in ids:
        send(job_id)
    return len(ids)


def _release(job: Job) -> None:
    """Put a dead worker's job back into the queue; after three deaths it is the job's fault."""
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    if job.attempts + 1 >= MAX_ATTEMPTS:
        mine.update(
            state=JobState.FAILED,
            finished_at=timezone.now(),
            failure="Работа трижды прерывалась. Сообщите администратору портала её название.",
        )
        return
    mine.update(state=JobState.QUEUED, claim=None, sent_at=None, attempts=job.attempts + 1)
