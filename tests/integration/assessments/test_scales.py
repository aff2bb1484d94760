"""Scales that people enter: what is in force where, versions, tables, the owner's pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from assessments.actions.scale_uploads import (
    confirm_scale_upload,
    discard_scale_upload,
)
from assessments.actions.scales import (
    enter_scale,
    enter_scale_of_all,
    replace_scale,
    withdraw_scale,
    withdraw_scale_of_all,
)
from assessments.domain.scales import Level, Scale
from assessments.models import StoredScale
from assessments.permissions import Decided, Ended
from assessments.queries.scales import scales_for
from core.web.refusals import NotPossible, Refusal
from schools.models import Region
from tests.conftest import World
from tests.integration.assessments.scales import (
    LETTER,
    OGE,
    SCALE,
    client_of,
    entered,
    fresh,
    loaded,
    owner,
    twos_to,
)

pytestmark = pytest.mark.django_db


def test_an_entered_scale_holds_in_its_municipality_alone(world: World) -> None:
    assert twos_to(world.office) is None
    entered(world)
    assert twos_to(world.office) == 8
    assert twos_to(world.other_office) is None
    assert twos_to(world.office, 2027) is None


def test_the_office_wins_over_its_region_and_the_region_over_everybody(world: World) -> None:
    by = owner()
    enter_scale_of_all(scale=SCALE, region=None, by=by)
    assert (twos_to(world.office), twos_to(world.other_office)) == (8, 8)
    regional = Scale(OGE, 2026, 2026, 31, 9, 14, 21, source=LETTER)
    elsewhere = Region.objects.create(code="97", name="Другой край")
    enter_scale_of_all(scale=regional, region=world.region, by=by)
    enter_scale_of_all(scale=regional, region=elsewhere, by=by)
    entered(world, twos_to=10)
    assert (twos_to(world.office), twos_to(world.other_office)) == (10, 9)
    levels = [one.level for one in scales_for(fresh(world.office)).of_work(OGE)[:3]]
    assert levels == [Level.MUNICIPALITY, Level.REGION, Level.INSTALLATION]


def test_scales_are_read_once_for_a_municipality_object(world: World) -> None:
    place = fresh(world.office)
    with CaptureQueriesContext(connection) as queries:
        for _ in range(3):
            scales_for(place).of(OGE, 2022)
    assert len(queries) == 1


def test_a_correction_is_a_new_version_and_the_old_one_stays(world: World) -> None:
    first = entered(world)
    correction = Scale(OGE, 2026, 2027, 31, 7, 14, 21, source="Письмо 01.03.2027 № 9")
    second = replace_scale(stored=first, scale=correction, by=world.administrator)
    first.refresh_from_db()
    assert (first.twos_to, first.ended_by, second.replaces) == (8, world.administrator, first)
    assert [twos_to(world.office, year) for year in (2026, 2027)] == [7, 7]
    event = AuditEvent.objects.get(action="correct scale")
    assert event.changes[0]["before"].startswith("«2» 0–8")
    assert event.changes[0]["after"].startswith("«2» 0–7")


def test_saving_what_was_there_makes_no_version(world: World) -> None:
    first = entered(world)
    assert replace_scale(stored=first, scale=SCALE, by=world.administrator) == first
    assert StoredScale.objects.count() == 1


def test_a_withdrawn_scale_gives_way_to_the_one_behind_it(world: World) -> None:
    own = entered(world, first_year=2022, last_year=2022)
    assert twos_to(world.office, 2022) == 8
    withdraw_scale(stored=own, by=world.administrator)
    assert twos_to(world.office, 2022) == 7
    with pytest.raises(Ended):
        withdraw_scale(stored=own, by=world.administrator)
    assert StoredScale.objects.get().ended_by == world.administrator


def test_two_scales_of_one_year_are_one_too_many(world: World) -> None:
    entered(world, last_year=2027)
    with pytest.raises(NotPossible, match="2026/27–2027/28 шкала этой работы уже внесена"):
        entered(world, first_year=2027, last_year=2027)
    other = entered(world, first_year=2028, last_year=2028)
    with pytest.raises(NotPossible, match="уже внесена"):
        replace_scale(
            stored=other, scale=Scale(OGE, 2027, 2028, 31, source=LETTER), by=world.administrator
        )
    other.refresh_from_db()
    assert other.ended_at is None


def test_the_database_keeps_one_scale_in_force_and_rising_bounds(world: World) -> None:
    first = entered(world)
    figures = {"procedure": "oge", "subject": "Математика", "grade": 9, "first_year": 2026,
               "last_year": 2026, "source": LETTER}  # fmt: skip
    for wrong in (
        {"municipality": world.office},
        {"municipality": world.other_office, "twos_to": 9, "threes_to": 9, "fours_to": 12},
        {"municipality": world.other_office, "region": world.region},
        {"municipality": world.other_office, "last_year": 2025},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            StoredScale.objects.create(**{**figures, **wrong})
    withdraw_scale(stored=first, by=world.administrator)
    StoredScale.objects.create(municipality=world.office, **figures)


@pytest.mark.parametrize("changes", [{"threes_to": 8}, {"source": ""}, {"last_year": 2025}])
def test_a_scale_that_is_not_in_order_is_not_entered(world: World, changes: Any) -> None:
    with pytest.raises(NotPossible):
        entered(world, **changes)
    assert not StoredScale.objects.exists()


def test_only_the_administrator_enters_and_only_the_owner_enters_for_all(world: World) -> None:
    for person in (world.coordinator, world.observer, world.stranger):
        with pytest.raises(Refusal, match="администратор муниципалитета"):
            enter_scale(scale=SCALE, municipality=world.office, by=person)
    with pytest.raises(Refusal, match="владелец портала"):
        enter_scale_of_all(scale=SCALE, region=world.region, by=world.administrator)
    regional = enter_scale_of_all(scale=SCALE, region=world.region, by=owner())
    for action in (withdraw_scale, withdraw_scale_of_all):
        with pytest.raises(Refusal, match="владелец портала"):
            action(stored=regional, by=world.administrator)


def test_the_owners_new_letter_replaces_the_old_one(world: World) -> None:
    by = owner()
    first = enter_scale_of_all(scale=SCALE, region=world.region, by=by)
    newer = Scale(OGE, 2026, 2027, 31, 9, 14, 21, source="Письмо 2")
    second = enter_scale_of_all(scale=newer, region=world.region, by=by)
    assert second.replaces == first
    assert twos_to(world.office) == 9
    with pytest.raises(NotPossible, match="уже внесена"):
        enter_scale_of_all(
            scale=Scale(OGE, 2027, 2027, 31, source="Письмо 3"), region=world.region, by=by
        )
    withdraw_scale_of_all(stored=second, by=by)
    assert twos_to(world.office) is None


def test_a_table_shows_what_changes_and_writes_when_it_is_confirmed(world: World) -> None:
    old = entered(world)
    upload = loaded(
        world,
        f"ОГЭ;Математика;9;2026/27;;31;9;14;21;;{LETTER}",
        f"ОГЭ;Физика;9;2026/27;;39;9;19;29;;{LETTER}",
        f"ЕГЭ;Химия;11;2025/26;;56;;;;36;{LETTER}",
        f"ОГЭ;Химия;9;2026/27;;38;9;9;29;;{LETTER}",
    )
    page = client_of(world.administrator).get(reverse("assessments:scale_upload", args=[upload.pk]))
    assert "1\u00a0новая шкала, 1\u00a0изменится, 1\u00a0без изменений" in page.text
    assert "«2» 0–8" in page.text, "what is in force today stands beside the file"
    assert "H5" in page.text, "the cell of the row that is left out"
    assert twos_to(world.office) == 8, "nothing is written before the decision"
    confirm_scale_upload(upload=upload, by=world.administrator)
    assert twos_to(world.office) == 9
    old.refresh_from_db()
    assert old.replaced_by.cell == "A2"
    assert StoredScale.objects.in_force().count() == 2, "the third row said what was known"
    with pytest.raises(Decided):
        confirm_scale_upload(upload=upload, by=world.administrator)


def test_the_same_table_again_changes_nothing(world: World) -> None:
    line = f"ОГЭ;Физика;9;2026/27;;39;9;19;29;;{LETTER}"
    confirm_scale_upload(upload=loaded(world, line), by=world.administrator)
    again = confirm_scale_upload(upload=loaded(world, line), by=world.administrator)
    assert not again.gives_something
    assert StoredScale.objects.count() == 1


def test_a_row_that_meets_an_entered_scale_of_other_years_is_left_out_and_told(
    world: World,
) -> None:
    entered(world, last_year=2027)
    upload = loaded(world, f"ОГЭ;Математика;9;2027/28;;31;9;14;21;;{LETTER}")
    page = client_of(world.administrator).get(reverse("assessments:scale_upload", args=[upload.pk]))
    assert "уже внесло шкалу этой работы с другими годами" in page.text
    assert not confirm_scale_upload(upload=upload, by=world.administrator).gives_something
    assert twos_to(world.office, 2027) == 8


def test_a_new_file_takes_the_place_of_the_one_that_waits(world: World) -> None:
    first = loaded(world, f"ОГЭ;Физика;9;2026/27;;39;9;19;29;;{LETTER}")
    second = loaded(world, f"ОГЭ;Химия;9;2026/27;;39;9;19;29;;{LETTER}")
    first.refresh_from_db()
    assert (first.state, second.state) == ("discarded", "draft")
    discard_scale_upload(upload=second, by=world.administrator)
    assert not StoredScale.objects.exists()
