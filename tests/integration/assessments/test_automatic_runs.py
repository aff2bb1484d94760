"""Calculations that nobody asks for: after files of results and at night."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from celery import current_app
from django.urls import reverse
from django.utils import timezone

from accounts.models import Job, JobState
from assessments.actions.batches import confirm_batch, draft_batch
from assessments.actions.classifying import (
    calculate_by_night,
    carry_out_run,
    create_run,
    set_run_settings,
    start_run,
)
from assessments.actions.importing import confirm_import, draft_import, withdraw_import
from assessments.actions.lists import approve_list, draft_list
from assessments.domain.criteria import shipped
from assessments.models import ClassificationRun, Result, ResultsImport, RunSettings
from assessments.queries.automatic_runs import due_after_file
from core.office.packed_files import PackedFile, Unpacked
from core.web.refusals import Refusal

pytestmark = pytest.mark.django_db

FEDERAL = shipped("federal-30-2")
HEAD = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n"


def line(year: int = 2024, low: int = 3, grade: int = 5, login: str = "edu980001") -> str:
    return f"{year}/{year - 1999};{grade};Математика;{login};10;{low};{10 - low};0;0\n"


@pytest.fixture
def load(world):
    """Confirms a file with `lines` as the coordinator."""

    def confirm(lines, name="r.csv", by=world.coordinator, **options):
        draft = draft_import(
            municipality=world.office, content=(HEAD + lines).encode(), file_name=name, by=by
        )
        return confirm_import(results_import=draft, by=by, **options)

    return confirm


def finished(*runs):
    for run in runs or ClassificationRun.objects.filter(finished_at__isnull=True):
        carry_out_run(run.pk)
        Job.objects.filter(subject_id=run.pk).update(
            state=JobState.DONE, finished_at=timezone.now()
        )


def test_a_confirmed_file_asks_for_the_list_of_its_year(world, load):
    done = load(line())

    run = ClassificationRun.objects.get()
    assert done.runs == (run,)
    assert (run.municipality, run.academic_year) == (world.office, 2024)
    assert run.criteria == FEDERAL.snapshot()
    assert run.requested_by == world.coordinator
    assert run.cause_words == "после загрузки «r.csv»"
    assert Job.objects.get(subject_id=run.pk).state == JobState.QUEUED


def test_files_loaded_together_give_one_calculation(world):
    files = [PackedFile(f"{grade}.csv", (HEAD + line(grade=grade)).encode()) for grade in (5, 6, 7)]
    batch = draft_batch(
        municipality=world.office, unpacked=Unpacked(tuple(files), (), 0), by=world.coordinator
    )
    confirm_batch(batch=batch, by=world.coordinator)

    run = ClassificationRun.objects.get()
    assert run.cause_words == "после загрузки «5.csv» и ещё 2\u00a0файлов"
    assert Job.objects.count() == 1


def test_a_calculation_that_has_begun_does_not_stand_for_later_files(world, load):
    load(line())
    Job.objects.update(state=JobState.RUNNING, claim=Job.new_claim(), heartbeat_at=timezone.now())
    load(line(grade=6), name="b.csv")

    assert ClassificationRun.objects.count() == Job.objects.count() == 2


def test_a_file_that_changes_nothing_asks_for_nothing(world, load):
    load(line())
    finished()
    done = load(line(), name="again.csv")

    assert done.runs == ()
    assert ClassificationRun.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "key", "is_due"),
    [
        ("marks", "federal-30-2", True), ("tasks", "federal-30-2", False),
        ("sign", "federal-30-2", False), ("reference", "federal-30-2", False),
        ("reference", "below-means-three-years", True),
    ],
)  # fmt: skip
def test_only_figures_that_the_rules_read_matter(world, load, kind, key, is_due):
    load(line(), calculate=False)
    if key != FEDERAL.key:
        criteria = shipped(key)
        run = create_run(municipality=world.office, academic_year=2024, criteria=criteria, by=None)
        carry_out_run(run.pk)

    assert bool(list(due_after_file(world.office, {kind: [2024]}))) is is_due


def test_a_year_also_moves_the_year_that_looks_back_at_it(world, load):
    load(line(2024))
    finished()
    load(line(2023), name="before.csv")

    asked = ClassificationRun.objects.filter(finished_at__isnull=True)
    assert sorted(asked.values_list("academic_year", flat=True)) == [2023, 2024]


def test_taking_a_file_back_calculates_again(world, load):
    load(line(low=3))
    second = load(line(low=1), name="b.csv").results_import
    finished()
    withdraw_import(results_import=second, by=world.coordinator)

    run = ClassificationRun.objects.get(finished_at__isnull=True)
    assert run.cause_words == "после отзыва «b.csv»"
    finished(run)
    assert run.verdicts.get(school=world.school).findings[0]["low"] == 3


def test_the_criteria_are_those_of_the_list_in_force(world, load):
    load(line(2023) + line(2024))
    stricter = FEDERAL.with_setting("threshold=20")
    run = create_run(municipality=world.office, academic_year=2023, criteria=stricter, by=None)
    listed = draft_list(run=carry_out_run(run.pk), by=world.coordinator)
    approve_list(
        approved_list=listed, order_number="1", order_date=timezone.localdate(),
        by=world.coordinator,
    )  # fmt: skip
    finished()
    load(line(2023, low=5, grade=6), name="b.csv")

    asked = ClassificationRun.objects.filter(finished_at__isnull=True)
    of_2023 = asked.get(academic_year=2023)
    assert of_2023.criteria == stricter.snapshot()


def test_without_an_order_the_criteria_are_those_of_the_last_list(world, load):
    """The newest calculation counts there: another set must not replace it by itself."""
    load(line(), calculate=False)
    other = shipped("ege-half-below")
    run = create_run(municipality=world.office, academic_year=2024, criteria=other, by=None)
    carry_out_run(run.pk)
    load(line(grade=6), name="b.csv")

    asked = ClassificationRun.objects.get(finished_at__isnull=True)
    assert asked.criteria["key"] == "ege-half-below"


def test_programs_and_offices_that_decline_are_left_alone(world, load):
    load(line(), by=None)
    assert ClassificationRun.objects.count() == 0
    set_run_settings(
        municipality=world.office, after_import=False, nightly=True, by=world.administrator
    )
    load(line(grade=6))
    assert ClassificationRun.objects.count() == 0


def test_the_same_calculation_that_the_person_has_asked_for_is_enough(world, load):
    load(line(), calculate=False)
    start_run(municipality=world.office, academic_year=2024, criteria=FEDERAL, by=world.coordinator)
    load(line(grade=6), name="b.csv")

    assert ClassificationRun.objects.get().cause_words == "вручную"


def test_the_night_calculates_what_has_changed_and_nothing_twice(world, load):
    load(line(), by=None)
    assert calculate_by_night() == 1
    run = ClassificationRun.objects.get()
    assert (run.requested_by, run.cause_words) == (None, "по расписанию")

    assert calculate_by_night() == 0
    finished()
    assert calculate_by_night() == 0
    load(line(grade=6), name="b.csv", by=None)
    assert calculate_by_night() == 1


def test_a_file_loaded_while_the_list_was_calculated_is_news(world, load):
    load(line(), calculate=False)
    run = create_run(municipality=world.office, academic_year=2024, criteria=FEDERAL, by=None)
    load(line(grade=6), name="b.csv", calculate=False)
    carry_out_run(run.pk)

    assert calculate_by_night() == 1


def test_a_failed_calculation_does_not_count_at_night(world, load):
    load(line())
    Job.objects.update(state=JobState.FAILED, finished_at=timezone.now(), failure="Сбой.")

    assert calculate_by_night() == 1


def test_the_night_looks_at_years_before_and_leaves_out_who_declines(world, load):
    load(line(2024), calculate=False)
    finished(create_run(municipality=world.office, academic_year=2024, criteria=FEDERAL, by=None))
    load(line(2023), name="before.csv", by=None)
    set_run_settings(
        municipality=world.office, after_import=True, nightly=False, by=world.administrator
    )
    assert calculate_by_night() == 0
    set_run_settings(
        municipality=world.office, after_import=True, nightly=True, by=world.administrator
    )
    assert calculate_by_night() == 2
    asked = ClassificationRun.objects.filter(cause="schedule")
    assert sorted(asked.values_list("academic_year", flat=True)) == [2023, 2024]


def test_typed_results_wait_for_the_night_also_where_they_are_taken_away(world, client):
    client.force_login(world.coordinator)
    asked = {
        "municipality": world.office.pk, "academic_year": 2024, "procedure": "vpr", "grade": 5,
        "subject": "Математика", "attempt": "first",
    }  # fmt: skip
    address = f"{reverse('assessments:entry')}?{urlencode(asked)}"
    pk = world.school.pk
    typed = {f"{pk}-participants": "10", f"{pk}-twos": "3", f"{pk}-threes": "7"}
    typed |= {f"{pk}-fours": "0", f"{pk}-fives": "0", f"{pk}-seen": ""}

    client.post(address, {"school": str(pk), **typed})
    assert ClassificationRun.objects.count() == 0
    assert calculate_by_night() == 1
    finished()
    seen = str(Result.objects.get().pk)
    client.post(address, {"school": str(pk), f"{pk}-seen": seen, f"{pk}-remove": "1"})

    entry = ResultsImport.objects.latest("pk")
    assert entry.changed_years == {"marks": [2024]}


def test_a_year_that_the_criteria_are_not_meant_for_keeps_no_file_from_being_loaded(world, load):
    done = load(line(2016))

    assert done.results_import.state == "confirmed"
    assert done.runs == ()
    assert calculate_by_night() == 0


def test_files_of_before_the_portal_noted_years_are_left_alone_at_night(world, load):
    load(line(), by=None)
    ResultsImport.objects.update(changed_years={})

    assert calculate_by_night() == 0


def test_the_night_asks_as_many_questions_for_many_files(world, load, count_queries):
    load(line(), calculate=False)
    finished(create_run(municipality=world.office, academic_year=2024, criteria=FEDERAL, by=None))
    few = count_queries(calculate_by_night)
    for grade in (6, 7, 8):
        load(line(grade=grade), name=f"{grade}.csv", calculate=False)
    ResultsImport.objects.update(decided_at=timezone.now() - timedelta(days=1))

    assert count_queries(calculate_by_night) == few


def test_the_night_has_its_hour_in_the_schedule(settings):
    entry = settings.CELERY_BEAT_SCHEDULE["calculate-lists"]

    assert entry["task"] in current_app.tasks
    assert entry["schedule"].hour == {settings.NIGHTLY_RUN_HOUR}
    assert entry["schedule"].minute == {0}


def test_where_nights_are_off_the_form_says_so(world, client, settings):
    settings.NIGHTLY_RUNS = False
    client.force_login(world.coordinator)

    page = client.get(reverse("assessments:runs")).content.decode()
    assert "На этом портале ночные расчёты выключены." in page


def test_settings_are_kept_and_told_in_the_history(world, client):
    client.force_login(world.coordinator)
    address = reverse("assessments:run_settings")
    page = client.get(reverse("assessments:runs")).content.decode()
    assert "Пересчитывать перечень после загрузки результатов" in page

    client.post(address, {"municipality": world.office.pk, "nightly": "on"})

    kept = RunSettings.objects.get()
    assert (kept.after_import, kept.nightly, kept.set_by_name) == (False, True, "coordinator")
    assert client.post(address, {"municipality": world.other_office.pk}).status_code == 404
    client.post(address, {"municipality": world.office.pk, "nightly": "on"})
    assert RunSettings.objects.count() == 1


def test_who_may_not_calculate_sets_nothing(world):
    with pytest.raises(Refusal):
        set_run_settings(
            municipality=world.office, after_import=False, nightly=False, by=world.stranger
        )


def test_the_page_says_why_the_list_was_calculated(world, load, client):
    load(line())
    finished()
    client.force_login(world.coordinator)
    run = ClassificationRun.objects.get()

    assert "после загрузки «r.csv»" in client.get(reverse("assessments:runs")).content.decode()
    page = client.get(reverse("assessments:run", args=[run.pk])).content.decode()
    assert "после загрузки «r.csv»" in page
