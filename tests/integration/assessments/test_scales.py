"""Scales that people enter: what is in force where, versions, tables, the owner's pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent, User
from assessments.actions.classifying import carry_out_run, create_run
from assessments.actions.scale_uploads import (
    confirm_scale_upload,
    discard_scale_upload,
    keep_scale_upload,
)
from assessments.actions.scales import (
    enter_scale,
    enter_scale_of_all,
    replace_scale,
    withdraw_scale,
    withdraw_scale_of_all,
)
from assessments.domain.criteria import shipped
from assessments.domain.procedures import Procedure, Work
from assessments.domain.scales import Level, Scale
from assessments.models import ScaleUpload, StoredScale
from assessments.permissions import Decided, Ended
from assessments.queries.import_plans import Effect
from assessments.queries.scale_uploads import plan_upload, rows_of
from assessments.queries.scales import scales_for
from core.office.workbooks import read_workbook
from core.web.refusals import NotPossible, Refusal
from schools.models import Membership, Municipality, Region
from tests.conftest import World

pytestmark = pytest.mark.django_db

OGE = Work(Procedure.OGE, "Математика", 9)
LETTER = "Письмо министерства 10.02.2027 № 6"
SCALE = Scale(OGE, 2026, 2026, 31, 8, 14, 21, source=LETTER)
HEADER = "Процедура;Предмет;Класс;Учебный год с;Учебный год по;Наибольший балл;«2» до;«3» до;«4» до;Наименьший балл;Источник\n"  # noqa: E501


def fresh(place: Any) -> Municipality:
    """The municipality as another request reads it."""
    return Municipality.objects.select_related("region").get(pk=place.pk)


def twos_to(place: Any, year: int = 2026) -> int | None:
    scale = scales_for(fresh(place)).of(OGE, year)
    return scale.twos_to if scale else None


def entered(world: World, **changes: Any) -> StoredScale:
    scale = Scale(**{**{name: getattr(SCALE, name) for name in SCALE.__slots__}, **changes})
    return enter_scale(scale=scale, municipality=world.office, by=world.administrator)


def owner() -> User:
    return User.objects.create_user("owner@example.org", "parol", full_name="О", is_superuser=True)


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def loaded(world: World, *lines: str) -> ScaleUpload:
    content = (HEADER + "\n".join(lines)).encode()
    return keep_scale_upload(
        municipality=world.office, file_name="Шкалы.csv", content=content, by=world.administrator
    )


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


def test_the_list_says_what_is_known_and_from_where(world: World) -> None:
    entered(world)
    client = client_of(world.coordinator)
    page = client.get(reverse("assessments:scales"), {"academic_year": 2026, "procedure": "oge"})
    assert "внесено управлением 1" in page.text
    assert "Внесено управлением" in page.text
    assert "нет шкалы на этот год" in page.text
    assert "последняя известная — 2025/26" in page.text
    page = client.get(reverse("assessments:scales"), {"academic_year": 2025, "procedure": "oge"})
    assert "известна по 0\u00a0работам из 11, ещё по 9 — не вся" in page.text
    page = client.get(reverse("assessments:scales"), {"academic_year": 2021, "procedure": "oge"})
    assert "по публикации без года, проверьте" in page.text


def test_what_is_downloaded_is_read_back_and_says_the_same(world: World) -> None:
    client = client_of(world.administrator)
    asked = {"academic_year": 2022}
    content = client.get(reverse("assessments:scales_workbook"), asked).content
    upload = keep_scale_upload(
        municipality=world.office, file_name="Шкалы.xlsx", content=content, by=world.administrator
    )
    assert upload.issues == []
    assert len(upload.draft["rows"]) > 40
    plan = plan_upload(fresh(world.office), rows_of(upload))
    assert {line.effect for line in plan.lines} == {Effect.SAME}


def test_the_template_is_a_table_that_can_be_loaded(world: World) -> None:
    content = client_of(world.executor).get(reverse("assessments:scale_template")).content
    assert read_workbook(content).sheets[0].at(0, 0) == "Процедура"
    upload = keep_scale_upload(
        municipality=world.office, file_name="Шаблон.xlsx", content=content, by=world.administrator
    )
    assert (upload.issues, len(upload.draft["rows"])) == ([], 1)


def test_the_form_gives_back_what_was_typed_beside_what_is_wrong(world: World) -> None:
    client = client_of(world.administrator)
    typed = {
        "municipality": world.office.pk, "procedure": "oge", "subject": "Химия", "grade": "",
        "first_year": 2026, "last_year": 2026, "max_score": 38, "twos_to": 20, "threes_to": 19,
        "fours_to": 30, "source": "Письмо министерства № 77",
    }  # fmt: skip
    page = client.post(reverse("assessments:scale_new"), typed)
    assert page.status_code == 422
    assert "«3» кончается на 19, а «2» — на 20" in page.text
    assert "Письмо министерства № 77" in page.text
    done = client.post(reverse("assessments:scale_new"), {**typed, "twos_to": 9})
    assert done.status_code == 302
    assert "Письмо министерства № 77" in client.get(done.headers["Location"]).text.replace(
        "\u00a0", " "
    )


def test_a_correction_of_what_somebody_has_corrected_keeps_what_was_typed(world: World) -> None:
    stored = entered(world)
    client = client_of(world.administrator)
    address = reverse("assessments:scale_edit", args=[stored.pk])
    assert client.get(address).status_code == 200
    newer = Scale(OGE, 2026, 2026, 31, 7, 14, 21, source="Письмо 2")
    replace_scale(stored=stored, scale=newer, by=world.administrator)
    typed = {"first_year": 2026, "last_year": 2026, "max_score": 31, "twos_to": 6, "threes_to": 14,
             "fours_to": 21, "source": "Моё письмо"}  # fmt: skip
    page = client.post(address, typed)
    assert page.status_code == 422
    assert "Моё письмо" in page.text
    assert "больше не действует" in page.text
    assert twos_to(world.office) == 7


def test_the_page_of_a_work_shows_all_versions(world: World) -> None:
    first = entered(world)
    newer = Scale(OGE, 2026, 2026, 31, 7, 14, 21, source="Письмо 2")
    replace_scale(stored=first, scale=newer, by=world.administrator)
    page = client_of(world.coordinator).get(
        reverse("assessments:scale_work", args=["oge", 9, "Математика"])
    )
    assert "исправлена" in page.text
    assert "«2» 0–8" in page.text
    assert "«2» 0–7" in page.text
    assert client_of(world.coordinator).get(
        reverse("assessments:scale_work", args=["oge", 8, "Математика"])
    ).status_code == 404  # fmt: skip


def test_an_observer_chooses_the_municipality(world: World) -> None:
    entered(world)
    client = client_of(world.observer)
    found = {
        place: "внесено управлением" in client.get(
            reverse("assessments:scales"), {"academic_year": 2026, "municipality": place.pk}
        ).text.partition("<table")[0]
        for place in (world.office, world.other_office)
    }  # fmt: skip
    assert found == {world.office: True, world.other_office: False}


def test_the_owner_enters_and_withdraws_on_the_installations_pages(world: World) -> None:
    by = owner()
    client = client_of(by)
    add = reverse("admin:assessments_storedscale_add")
    typed = {
        "region": world.region.pk, "procedure": "oge", "subject": "Математика", "grade": 9,
        "first_year": 2026, "last_year": 2026, "max_score": 31, "twos_to": 8, "threes_to": 8,
        "fours_to": 21, "source": LETTER,
    }  # fmt: skip
    assert "Границы должны расти" in client.post(add, typed).text
    assert client.post(add, {**typed, "threes_to": 14}).status_code == 302
    assert twos_to(world.office) == 8
    later = client.post(add, {**typed, "threes_to": 14, "last_year": 2028, "twos_to": 7})
    assert later.status_code == 302
    refused = client.post(add, {**typed, "threes_to": 14, "first_year": 2027, "last_year": 2027})
    assert "уже внесена" in refused.text
    stored = StoredScale.objects.in_force().get()
    assert (
        client.get(reverse("admin:assessments_storedscale_change", args=[stored.pk])).status_code
        == 200
    )
    client.post(
        reverse("admin:assessments_storedscale_changelist"),
        {"action": "withdraw", "_selected_action": [stored.pk]},
    )
    assert twos_to(world.office) is None
    assert AuditEvent.objects.filter(action="withdraw scale", actor_id=by.pk).count() == 1


@pytest.mark.parametrize("route", ["scales", "scale_work", "scale_uploads", "scale_upload"])
def test_more_scales_ask_no_more_questions(world: World, route: str) -> None:
    def grow(low: int, high: int) -> Any:
        for grade in range(low, high):
            year = 2040 + grade
            entered(world, first_year=year, last_year=year)
        lines = [f"ОГЭ;Физика;9;{2030 + n};;39;9;19;29;;{LETTER}" for n in range(high)]
        return loaded(world, *lines)

    def asked(upload: Any) -> int:
        arguments = {"scale_work": ["oge", 9, "Математика"], "scale_upload": [upload.pk]}
        address = reverse(f"assessments:{route}", args=arguments.get(route, []))
        client = client_of(world.administrator)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address, {"academic_year": 2041}).status_code == 200
        return len(queries)

    few = asked(grow(0, 3))
    assert asked(grow(3, 30)) == few


def test_an_uploaded_file_is_read_by_the_page(world: World) -> None:
    client = client_of(world.administrator)
    file = SimpleUploadedFile(
        "Шкалы.csv", (HEADER + f"ОГЭ;Физика;9;2026;;39;9;19;29;;{LETTER}").encode()
    )
    answer = client.post(
        reverse("assessments:scale_uploads"), {"municipality": world.office.pk, "file": file}
    )
    assert answer.headers["Location"] == reverse(
        "assessments:scale_upload", args=[ScaleUpload.objects.get().pk]
    )
    wrong = SimpleUploadedFile("Не то.csv", b"1;2;3")
    answer = client.post(
        reverse("assessments:scale_uploads"), {"municipality": world.office.pk, "file": wrong}
    )
    assert answer.status_code == 422
    assert "нет таблицы шкал" in answer.text


def test_an_administrator_of_two_municipalities_enters_for_the_chosen_one(world: World) -> None:
    Membership.objects.create(
        user=world.administrator, role="administrator", municipality=world.other_office
    )
    person = User.objects.get(pk=world.administrator.pk)
    typed = {"municipality": world.other_office.pk, "procedure": "oge", "subject": "Математика",
             "first_year": 2026, "last_year": 2026, "twos_to": 8, "source": LETTER}  # fmt: skip
    answer = client_of(person).post(reverse("assessments:scale_new"), typed)
    assert answer.status_code == 302
    assert (twos_to(world.office), twos_to(world.other_office)) == (None, 8)


def test_the_rules_of_a_calculation_lead_the_office_to_the_scales_of_its_year(world: World) -> None:
    run = create_run(
        municipality=world.office, academic_year=2022, criteria=shipped("federal-30-2"),
        by=world.coordinator,
    )  # fmt: skip
    page = reverse("assessments:run", args=[carry_out_run(run.pk).pk])
    link = f"{reverse('assessments:scales')}?academic_year=2022"
    assert link in client_of(world.coordinator).get(page).text
    assert link not in client_of(world.head).get(page).text
