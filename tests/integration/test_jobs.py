"""Background work: the row in the database is the queue of record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import jobs
from accounts.models import Job, JobState, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    """Ids that were sent to the broker, in order."""
    ids = []
    monkeypatch.setattr(jobs.current_app, "send_task", lambda _name, args, **_: ids.extend(args))
    return ids


@pytest.fixture
def kind(monkeypatch):
    """A registered kind of work that counts how often each subject was handled."""
    handled = []

    def handler(subject_id, progress):
        progress("Посчитано школ", 1, 2)
        handled.append(subject_id)
        progress("Посчитано школ", 2, 2)

    monkeypatch.setattr(jobs, "_KINDS", {})
    jobs.register("count", handler=handler, result_url=lambda pk: f"/result/{pk}/")
    return handled


@pytest.fixture
def person():
    return User.objects.create_user("clerk@example.org", full_name="Лесная Анна Павловна")


def accept(person, subject_id=7):
    return jobs.request_job(kind="count", subject_id=subject_id, title="Расчёт", by=person)


def test_accepted_job_is_sent_after_commit_and_done(
    person, kind, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = accept(person)
        assert sent == []
    assert sent == [job.pk]
    assert jobs.run(job.pk) == JobState.DONE
    job.refresh_from_db()
    assert (job.state, job.progress, kind) == ("done", "Посчитано школ: 2 из 2", [7])


def test_double_click_gives_one_job(person, kind, sent):
    assert accept(person) == accept(person)
    assert Job.objects.count() == 1


def test_message_delivered_twice_does_the_work_once(person, kind, sent):
    job = accept(person)
    jobs.run(job.pk)
    assert jobs.run(job.pk) is None
    assert kind == [7]


def test_broker_that_is_down_loses_nothing(person, kind, monkeypatch, sent):
    def refuse(*_args, **_kwargs):
        raise ConnectionError

    monkeypatch.setattr(jobs.current_app, "send_task", refuse)
    job = accept(person)
    jobs.send(job.pk)
    monkeypatch.setattr(jobs.current_app, "send_task", lambda _name, args, **_: sent.extend(args))
    assert jobs.sweep() == 1
    assert sent == [job.pk]


def test_sweeper_takes_over_from_a_silent_worker_and_gives_up_after_three(person, kind, sent):
    job = accept(person)
    for attempt in (1, 2):
        Job.objects.filter(pk=job.pk).update(
            state="running",
            claim=Job.new_claim(),
            heartbeat_at=timezone.now() - timedelta(minutes=5),
        )
        jobs.sweep()
        job.refresh_from_db()
        assert (job.state, job.attempts) == ("queued", attempt)
    Job.objects.filter(pk=job.pk).update(
        state="running", heartbeat_at=timezone.now() - timedelta(minutes=5)
    )
    jobs.sweep()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "трижды" in job.failure


def test_worker_that_gives_signs_of_life_is_left_alone(person, kind, sent):
    job = accept(person)
    Job.objects.filter(pk=job.pk).update(
        state="running", claim=Job.new_claim(), heartbeat_at=timezone.now()
    )
    jobs.sweep()
    job.refresh_from_db()
    assert job.state == "running"


def test_worker_that_lost_its_claim_writes_nothing(person, monkeypatch, sent):
    monkeypatch.setattr(jobs, "_KINDS", {})

    def handler(subject_id, progress):
        Job.objects.update(claim=Job.new_claim())
        progress("Шаг", 1, 2)

    jobs.register("count", handler=handler, result_url=str)
    job = accept(person)
    assert jobs.run(job.pk) is None
    job.refresh_from_db()
    assert (job.state, job.done) == ("running", 0)


def test_failure_with_a_sentence_is_shown_and_an_unknown_error_says_what_to_do(
    person, monkeypatch, sent, caplog
):
    monkeypatch.setattr(jobs, "_KINDS", {})

    def handler(subject_id, progress):
        if subject_id == 1:
            raise jobs.JobFailed("Нет результатов за 2024/25 учебный год.")
        raise ZeroDivisionError

    jobs.register("count", handler=handler, result_url=str)
    refused, broken = accept(person, 1), accept(person, 2)
    jobs.run(refused.pk)
    jobs.run(broken.pk)
    refused.refresh_from_db()
    broken.refresh_from_db()
    assert refused.failure == "Нет результатов за 2024/25 учебный год."
    assert "Запустите её ещё раз" in broken.failure
    assert "ZeroDivisionError" in caplog.text


def test_people_see_only_jobs_they_asked_for(person, kind, sent):
    other = User.objects.create_user("other@example.org", full_name="Другой Человек")
    job = accept(person)
    assert list(Job.objects.visible_to(person)) == [job]
    assert list(Job.objects.visible_to(other)) == []
