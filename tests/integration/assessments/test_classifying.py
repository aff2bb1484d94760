"""Calculating the list: accepted, carried out once, the same twice, seen by the right people."""

import pytest

from accounts.actions import jobs
from accounts.models import Job, JobState
from assessments.actions.classifying import carry_out_run, create_run, start_run
from assessments.actions.importing import confirm_import, draft_import
from assessments.domain.criteria import shipped
from assessments.models import ClassificationRun, Verdict
from core.web.refusals import NotPossible, Refusal
from schools.models import Municipality

pytestmark = pytest.mark.django_db

FEDERAL = shipped("federal-30-2")
HEAD = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n"
LOW = "2024/25;5;Русский язык;edu980001;10;3;3;3;1\n2024/25;5;МА;edu980001;20;9;5;5;1\n"
NEAR = "2024/25;5;МА;edu980002;10;2;3;3;2\n"


@pytest.fixture
def results(world):
    draft = draft_import(
        municipality=world.office, content=(HEAD + LOW + NEAR).encode(), file_name="r.csv",
        by=world.coordinator,
    )  # fmt: skip
    return confirm_import(results_import=draft, by=world.coordinator, calculate=False)


def run_now(world, criteria=FEDERAL, year=2024):
    run = create_run(
        municipality=world.office, academic_year=year, criteria=criteria, by=world.coordinator
    )
    return carry_out_run(run.pk)


def test_a_run_gives_every_school_a_verdict(world, results):
    run = run_now(world)

    found = {verdict.school: verdict for verdict in run.verdicts.select_related("school")}
    assert found[world.school].category == "low_results"
    assert found[world.other_school].category == "at_risk"
    assert found[world.branch].category == "no_data"
    finding = found[world.school].findings[0]
    assert (finding["participants"], finding["low"], finding["share"]) == (10, 3, "30.00")
    assert finding["source"]["file"] == "r.csv"
    assert finding["source"]["cell"] == "E2"
    assert found[world.school].way_out["pupils"] == 1


def test_the_same_data_give_the_same_verdicts_and_digest(world, results):
    first, second = run_now(world), run_now(world)

    def verdicts(run):
        fields = ("school_id", "category", "reason", "findings", "missing", "way_out")
        return list(run.verdicts.order_by("school_id").values(*fields))

    assert first.input_digest == second.input_digest
    assert verdicts(first) == verdicts(second)
    other = run_now(world, FEDERAL.with_setting("threshold=25"))
    assert other.input_digest != first.input_digest


def test_a_job_shows_progress_and_running_it_again_is_harmless(world, results):
    run = start_run(
        municipality=world.office, academic_year=2024, criteria=FEDERAL, by=world.coordinator
    )
    job = Job.objects.get(subject_id=run.pk)

    assert jobs.run(job.pk) is JobState.DONE
    job.refresh_from_db()
    assert job.progress == "Посчитано школ: 3 из 3"
    before = list(Verdict.objects.order_by("pk").values())
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED, finished_at=None)
    assert jobs.run(job.pk) is JobState.DONE

    assert list(Verdict.objects.order_by("pk").values()) == before


def test_two_workers_write_once(world, results):
    run = create_run(municipality=world.office, academic_year=2024, criteria=FEDERAL, by=None)

    first, second = carry_out_run(run.pk), carry_out_run(run.pk)

    assert run.verdicts.count() == 3
    assert second.finished_at == first.finished_at


def test_a_municipality_without_schools_is_a_sentence(world):
    empty = Municipality.objects.create(region=world.region, code="reg98_m003", name="Пустой район")

    with pytest.raises(NotPossible, match="нет ни одной школы"):
        create_run(municipality=empty, academic_year=2024, criteria=FEDERAL, by=None)


@pytest.mark.parametrize("person", ["head", "curator", "executor", "observer", "stranger"])
def test_only_the_office_calculates_the_list(world, person):
    with pytest.raises(Refusal):
        start_run(
            municipality=world.office, academic_year=2024, criteria=FEDERAL,
            by=world.people[person],
        )  # fmt: skip


@pytest.mark.parametrize(
    ("person", "runs", "verdicts"),
    [
        ("administrator", 1, 3), ("coordinator", 1, 3), ("executor", 1, 3), ("observer", 1, 3),
        ("head", 1, 2), ("curator", 1, 2), ("other_head", 1, 1), ("stranger", 0, 0),
        ("nobody", 0, 0),
    ],
)  # fmt: skip
def test_who_sees_runs_and_verdicts(world, results, person, runs, verdicts):
    run_now(world)
    user = world.people[person]

    assert ClassificationRun.objects.visible_to(user).count() == runs
    assert Verdict.objects.visible_to(user).count() == verdicts


def test_schools_do_not_see_a_run_that_is_not_finished(world):
    create_run(municipality=world.office, academic_year=2024, criteria=FEDERAL, by=None)

    assert ClassificationRun.objects.visible_to(world.head).count() == 0
    assert ClassificationRun.objects.visible_to(world.coordinator).count() == 1
