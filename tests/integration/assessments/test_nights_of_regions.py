"""Calculations of regions and of the country that nobody asks for: at night, where wanted."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Job, JobState, User
from assessments.actions.classifying import (
    calculate_by_night,
    carry_out_run,
    create_run_at,
    set_nights,
    start_run_at,
)
from assessments.actions.importing import confirm_import, draft_import
from assessments.domain.criteria import shipped
from assessments.models import ClassificationRun, RunPlace, RunSettings
from core.web.refusals import Refusal
from schools.models import Municipality, Region, School

pytestmark = pytest.mark.django_db

HEAD = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n"


def load(municipality, login, *, year=2024, grade=5):
    row = f"{year}/{year - 1999};{grade};Математика;{login};10;3;7;0;0\n"
    draft = draft_import(
        municipality=municipality, content=(HEAD + row).encode(), file_name="r.csv", by=None
    )
    return confirm_import(results_import=draft, by=None)


@pytest.fixture
def owner(db):
    return User.objects.create_user("owner@example.org", full_name="Владелец", is_superuser=True)


@pytest.fixture
def wanted(world):
    """The home region is calculated at night, and its offices are not."""
    for office in (world.office, world.other_office):
        RunSettings.objects.create(municipality=office, nightly=False)
    set_nights(nightly={RunPlace(region=world.region): True}, by=world.observer)
    return RunPlace(region=world.region)


def done():
    for run in ClassificationRun.objects.filter(finished_at__isnull=True):
        carry_out_run(run.pk)
    Job.objects.update(state=JobState.DONE, finished_at=timezone.now())


def test_files_of_many_offices_give_one_calculation_of_the_region_a_night(world, wanted):
    load(world.office, "edu980001")
    load(world.office, "edu980001", grade=6)
    load(world.other_office, "edu980101")

    assert calculate_by_night() == 1
    run = ClassificationRun.objects.get()
    assert (run.place, run.academic_year, run.makes_list) == (wanted, 2024, False)
    assert (run.requested_by, run.cause_words) == (None, "по расписанию")
    assert calculate_by_night() == 0
    done()
    assert calculate_by_night() == 0
    load(world.other_office, "edu980101", grade=7)
    assert calculate_by_night() == 1


def test_a_region_is_left_alone_until_somebody_wants_it(world):
    load(world.office, "edu980001")
    assert calculate_by_night() == 1
    assert ClassificationRun.objects.get().municipality == world.office

    region = RunPlace(region=world.region)
    set_nights(nightly={region: True}, by=world.observer)
    set_nights(nightly={region: False}, by=world.observer)
    assert calculate_by_night() == 0


def test_files_of_another_region_are_no_news(world, wanted):
    far = Region.objects.create(code="97", name="Дальняя область")
    place = Municipality.objects.create(region=far, code="reg97_m001", name="Дальний округ")
    School.objects.create(municipality=place, login="edu970001", name="Дальняя школа")
    RunSettings.objects.create(municipality=place, nightly=False)
    load(place, "edu970001")

    assert calculate_by_night() == 0


def test_the_country_is_calculated_where_the_owner_wants_it(world, owner, wanted):
    set_nights(nightly={RunPlace(): True}, by=owner)
    load(world.office, "edu980001")

    assert calculate_by_night() == 2
    assert {run.place for run in ClassificationRun.objects.all()} == {wanted, RunPlace()}


def test_the_criteria_are_those_that_somebody_last_asked_for_there(world, wanted):
    load(world.office, "edu980001")
    stricter = shipped("federal-30-2").with_setting("threshold=20")
    beside = shipped("adverse-conditions")
    for criteria in (stricter, beside):
        create = create_run_at(place=wanted, academic_year=2024, criteria=criteria, by=None)
        carry_out_run(create.pk)
    load(world.office, "edu980001", grade=6)

    assert calculate_by_night() == 1
    run = ClassificationRun.objects.get(finished_at__isnull=True)
    assert run.criteria == stricter.snapshot()


def test_without_any_the_region_is_calculated_by_the_federal_ones(world, wanted):
    load(world.office, "edu980001", year=2023)
    calculate_by_night()

    assert ClassificationRun.objects.get().criteria == shipped("federal-30-2").snapshot()


def test_a_calculation_asked_for_after_the_files_is_enough(world, wanted):
    load(world.office, "edu980001")
    start_run_at(
        place=wanted, academic_year=2024, criteria=shipped("federal-30-2"), by=world.observer
    )

    assert calculate_by_night() == 0


def test_more_files_cost_the_night_no_more_questions(world, wanted, count_queries):
    load(world.office, "edu980001")
    calculate_by_night()
    done()
    few = count_queries(calculate_by_night)
    for grade in (6, 7, 8):
        load(world.other_office, "edu980101", grade=grade)
    calculate_by_night()
    done()

    assert count_queries(calculate_by_night) == few


@pytest.mark.parametrize("person", ["administrator", "stranger"])
def test_only_who_may_calculate_the_region_says_when(world, person):
    with pytest.raises(Refusal):
        set_nights(nightly={RunPlace(region=world.region): True}, by=getattr(world, person))
    with pytest.raises(Refusal):
        set_nights(nightly={RunPlace(): True}, by=world.observer)
    assert RunSettings.objects.count() == 0


def test_the_observer_sets_it_on_the_page_and_reads_when_it_was_done(world, client):
    client.force_login(world.observer)
    page, nights = reverse("assessments:runs"), reverse("assessments:run_nights")
    key = f"region-{world.region.pk}"
    assert "Пересчитывать ночью, если результаты изменились" in client.get(page).text

    said = client.post(nights, {"places": [key]}, follow=True).text
    assert "Настройки сохранены." in said
    kept = RunSettings.objects.get()
    assert (kept.place, kept.nightly, kept.after_import) == (
        RunPlace(region=world.region), True, False,
    )  # fmt: skip
    assert AuditEvent.objects.about(RunSettings._meta.label_lower, kept.pk).count() == 1
    assert "Настройки не изменились." in client.post(nights, {"places": [key]}, follow=True).text
    assert client.post(nights, {"places": ["country"]}).status_code == 404

    load(world.office, "edu980001")
    calculate_by_night()
    done()
    day = timezone.localdate().strftime("%d.%m.%Y")
    assert f"{world.region.name} (рассчитан ночью {day})" in client.get(page).text
    client.post(nights, {})
    assert RunSettings.objects.get().nightly is False


def test_an_office_and_a_school_do_not_see_the_switch(world, client):
    for person in (world.administrator, world.head):
        client.force_login(person)
        assert reverse("assessments:run_nights") not in client.get(reverse("assessments:runs")).text


def test_the_country_has_one_row_of_settings(world):
    RunSettings.objects.create(after_import=False, nightly=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        RunSettings.objects.create(after_import=False, nightly=True)
