"""Asking for a report and making it: who may, once, whole or not at all."""

import hashlib
from datetime import date

import pytest
from django.core.files.storage import default_storage

from accounts.actions import jobs
from accounts.models import AuditEvent, Job, JobState
from core.web.refusals import NotPossible, Refusal
from reports import actions, renderers
from reports.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """Nothing goes to a broker."""
    monkeypatch.setattr(jobs.current_app, "send_task", lambda *_args, **_more: None)


def test_report_is_accepted_with_its_job(world, results, ask):
    report = ask("analysis_vpr", academic_year=2024)
    assert report.title == "Аналитическая справка по результатам ВПР за 2024/25 учебный год"
    assert (report.params, report.state[1]) == ({"academic_year": 2024}, "в очереди")
    assert report.job.subject_id == report.pk
    event = AuditEvent.objects.get(action="request report")
    assert (event.subject_id, event.municipality_id) == (report.pk, world.office.pk)


@pytest.mark.parametrize("file_format", ["pdf", "docx", "xlsx"])
def test_job_makes_the_file(world, run, ask, file_format):
    report = ask("analysis_vpr", file_format, academic_year=2024)
    assert jobs.run(report.job_id) == JobState.DONE
    report = Report.objects.get()
    content = report.file.read()
    report.file.close()
    assert (report.size, report.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert content[:2] == (b"%P" if file_format == "pdf" else b"PK")
    assert report.state == ("done", "готов")
    assert report.file_name == (
        f"Аналитическая справка по результатам ВПР за 2024-25 учебный год.{file_format}"
    )


def test_second_click_finds_the_first_report(world, results, ask):
    assert ask("analysis_vpr", academic_year=2024) == ask("analysis_vpr", academic_year=2024)
    other = ask("analysis_vpr", "docx", academic_year=2024)
    assert Report.objects.count() == Job.objects.count() == 2
    Job.objects.filter(pk=other.job_id).update(
        state="failed", finished_at=other.requested_at, failure="Сбой."
    )
    assert ask("analysis_vpr", "docx", academic_year=2024) != other


@pytest.mark.parametrize("person", ["curator", "executor", "observer", "head", "stranger"])
def test_others_may_not_ask(world, results, ask, person):
    with pytest.raises(Refusal, match="координатор или администратор"):
        ask("analysis_vpr", by=getattr(world, person), academic_year=2024)
    assert not Report.objects.exists()


def test_nothing_to_report_is_said_before_the_work(world, ask):
    with pytest.raises(NotPossible, match="нет результатов ВПР"):
        ask("analysis_vpr", academic_year=2024)
    assert not Job.objects.exists()


def test_data_that_vanish_meanwhile_fail_the_job_with_a_sentence(world, results, ask):
    from assessments.models import Result

    report = ask("analysis_vpr", academic_year=2024)
    Result.objects.all().delete()
    assert jobs.run(report.job_id) == JobState.FAILED
    report = Report.objects.get()
    assert "нет результатов ВПР" in report.job.failure
    assert report.state[1] == "не составлен"
    assert not report.is_ready


def test_building_again_replaces_the_file_and_leaves_one(world, results, ask):
    report = ask("analysis_vpr", "xlsx", academic_year=2024)
    for _ in range(2):
        actions.build_report(report.pk, lambda *_: None)
    report.refresh_from_db()
    folder = report.file.name.rpartition("/")[0]
    assert default_storage.listdir(folder)[1] == [report.file.name.rpartition("/")[2]]


def test_same_data_give_the_same_file_on_another_day(world, results, ask):
    report = ask("analysis_vpr", "xlsx", academic_year=2024)
    actions.build_report(report.pk, lambda *_: None)
    first = Report.objects.get().sha256
    actions.build_report(report.pk, lambda *_: None)
    assert Report.objects.get().sha256 == first


def test_work_that_breaks_leaves_no_half_file(world, results, ask, monkeypatch):
    report = ask("analysis_vpr", academic_year=2024)

    def broken(*_):
        raise RuntimeError("renderer")

    monkeypatch.setattr(renderers, "render", broken)
    assert jobs.run(report.job_id) == JobState.FAILED
    assert not Report.objects.get().is_ready
    assert not default_storage.exists("reports")


def test_row_that_cannot_be_written_leaves_no_file(world, results, ask, monkeypatch):
    report = ask("analysis_vpr", "xlsx", academic_year=2024)

    def broken(*_args, **_more):
        raise RuntimeError("database")

    monkeypatch.setattr("reports.models.ReportQuerySet.update", broken)
    with pytest.raises(RuntimeError):
        actions.build_report(report.pk, lambda *_: None)
    folders = default_storage.listdir("reports")[0]
    months = default_storage.listdir(f"reports/{folders[0]}")[0]
    assert default_storage.listdir(f"reports/{folders[0]}/{months[0]}")[1] == []


def test_worker_that_lost_its_claim_writes_nothing(world, results, ask):
    report = ask("analysis_vpr", "xlsx", academic_year=2024)

    def progress(_step, done, total):
        if done == total:
            raise jobs.ClaimLost

    with pytest.raises(jobs.ClaimLost):
        actions.build_report(report.pk, progress)
    assert not Report.objects.get().is_ready


def test_document_bears_the_day_on_which_it_was_asked_for(world, results, ask, monkeypatch):
    seen = []
    real = renderers.render

    def watched(document, file_format):
        seen.append(document.date)
        return real(document, file_format)

    monkeypatch.setattr(renderers, "render", watched)
    actions.build_report(ask("analysis_vpr", "xlsx", academic_year=2024).pk, lambda *_: None)
    assert seen == [date(2025, 11, 21)]


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("administrator", True),
        ("coordinator", True),
        ("executor", True),
        ("curator", True),
        ("observer", True),
        ("head", False),
        ("other_head", False),
        ("stranger", False),
        ("nobody", False),
    ],
)
def test_who_sees_a_report(world, results, ask, person, sees):
    ask("analysis_vpr", academic_year=2024)
    assert Report.objects.visible_to(getattr(world, person)).exists() is sees
