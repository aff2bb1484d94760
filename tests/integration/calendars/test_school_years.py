"""School years and days of the office: what rests on them follows, with its preview."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import OutgoingLetter
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.calendars.moving import SeenOtherwise
from roadmaps.actions.calendars.years import save_office_day, save_school_year
from roadmaps.domain.calendars.offsets import Anchor, DayCount, EventValues, Offset
from roadmaps.domain.calendars.school_years import usual_year
from roadmaps.models import OfficeDay, Roadmap, SchoolYear
from roadmaps.queries.calendars.changes import preview_of_day, preview_of_school_year
from tests.integration.calendars.test_moving_events import YEAR, Calendar

pytestmark = pytest.mark.django_db

USUAL = usual_year(YEAR)
LATER = (date(YEAR, 9, 2), date(YEAR, 10, 20))
OWN = USUAL._replace(quarters=(LATER, *USUAL.quarters[1:]))


@pytest.fixture
def calendar(world) -> Calendar:
    return Calendar(world)


@pytest.fixture
def quarterly(calendar: Calendar):
    return calendar.add("Отчёт", "до конца 1 четверти", "Руководители ОО")


def save(calendar: Calendar, dates, version: int = 0) -> bool:
    seal = preview_of_school_year(calendar.world.office, YEAR, dates).seal
    return save_school_year(
        municipality=calendar.world.office, by=calendar.by, academic_year=YEAR, dates=dates,
        version=version, seen=seal,
    )  # fmt: skip


def test_entered_quarters_move_what_rests_on_them_and_nothing_else(
    calendar: Calendar, quarterly
) -> None:
    other = calendar.add("Совещание", f"до 1 октября {YEAR} года", "Руководители ОО")
    preview = preview_of_school_year(calendar.world.office, YEAR, OWN)
    assert [one.activity for one in preview.activities] == [quarterly]
    assert save(calendar, OWN)
    assert calendar.days(quarterly) == [date(YEAR, 10, 20)]
    assert calendar.days(other) == [date(YEAR, 10, 1)]
    letter = OutgoingLetter.objects.get(to=calendar.world.other_head)
    assert f"было: 27.10.{YEAR}, стало: 20.10.{YEAR}" in letter.body


def test_the_customary_dates_come_back(calendar: Calendar, quarterly) -> None:
    save(calendar, OWN)
    assert save(calendar, None, version=1)
    assert calendar.days(quarterly) == [date(YEAR, 10, 27)]
    assert not SchoolYear.objects.exists()


def test_saving_twice_writes_once_and_the_second_person_is_told(
    calendar: Calendar, quarterly
) -> None:
    assert save(calendar, OWN)
    assert not save(calendar, OWN)
    with pytest.raises(NotPossible, match="изменил другой человек"):
        save(calendar, USUAL, version=0)
    with pytest.raises(SeenOtherwise):
        save_school_year(
            municipality=calendar.world.office, by=calendar.by, academic_year=YEAR, dates=None,
            version=1, seen="",
        )  # fmt: skip
    assert calendar.days(quarterly) == [date(YEAR, 10, 20)]


def test_another_municipality_keeps_its_own_year(calendar: Calendar, quarterly) -> None:
    calendar.roadmap.municipality = calendar.world.other_office
    preview = preview_of_school_year(calendar.world.other_office, YEAR, OWN)
    assert preview.is_empty
    with pytest.raises(Refusal):
        save_school_year(
            municipality=calendar.world.office, by=calendar.world.stranger, academic_year=YEAR,
            dates=OWN, seen=preview.seal,
        )  # fmt: skip


def test_a_day_off_of_the_office_moves_what_is_counted_in_working_days(calendar: Calendar) -> None:
    Roadmap.objects.filter(pk=calendar.roadmap.pk).update(first_year=2026, last_year=2026)
    calendar.activity.roadmap.refresh_from_db()
    calendar.hang(offset=Offset(Anchor.END, 2, DayCount.WORKING))
    calendar.enter(EventValues(date(2026, 4, 6), date(2026, 4, 6)))
    assert calendar.days() == [date(2026, 4, 8)]
    day, office = date(2026, 4, 7), calendar.world.office
    for expected in (True, False):
        seal = preview_of_day(office, day, is_working=False).seal
        changed = save_office_day(
            municipality=office, by=calendar.by, day=day, is_working=False, name="Праздник",
            seen=seal,
        )  # fmt: skip
        assert changed is expected
    assert calendar.days() == [date(2026, 4, 9)]
    seal = preview_of_day(office, day, is_working=None).seal
    save_office_day(municipality=office, by=calendar.by, day=day, is_working=None, seen=seal)
    assert calendar.days() == [date(2026, 4, 8)]
    assert not OfficeDay.objects.exists()


def test_the_form_brings_its_errors_back_and_shows_what_moves(
    client, calendar: Calendar, quarterly
) -> None:
    client.force_login(calendar.by)
    address = reverse("roadmaps:school_year", args=[YEAR])
    page = client.get(address)
    assert "Даты ещё не внесены" in page.text
    form = {name: field.initial for name, field in page.context["form"].fields.items()}
    form = {
        name: value.isoformat() if isinstance(value, date) else value or ""
        for name, value in form.items()
    }
    backwards = {**form, "quarters_0_1": f"{YEAR}-08-01"}
    answer = client.post(address, backwards)
    assert answer.status_code == 422
    assert "I четверть: Окончание раньше начала." in answer.text
    shown = client.post(address, {**form, "quarters_0_1": f"{YEAR}-10-20"})
    assert f"27.10.{YEAR}" in shown.text
    assert f"20.10.{YEAR}" in shown.text
    assert not SchoolYear.objects.exists()
    seal = shown.text.split('name="seen" value="')[1].split('"')[0]
    client.post(address, {**form, "quarters_0_1": f"{YEAR}-10-20", "seen": seal})
    assert calendar.days(quarterly) == [date(YEAR, 10, 20)]
    assert f"01.09.{YEAR}–20.10.{YEAR}" in client.get(
        reverse("roadmaps:calendar"), {"year": YEAR}
    ).text.replace("\xa0", " ")
