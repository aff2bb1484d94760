"""The pages of scales: the list, a work, the form, the table to load and the owner's pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent, User
from assessments.actions.classifying import carry_out_run, create_run
from assessments.actions.scale_uploads import (
    keep_scale_upload,
)
from assessments.actions.scales import (
    replace_scale,
)
from assessments.domain.criteria import shipped
from assessments.domain.scales import Scale
from assessments.models import ScaleUpload, StoredScale
from assessments.queries.import_plans import Effect
from assessments.queries.scale_uploads import plan_upload, rows_of
from core.office.workbooks import read_workbook
from schools.models import Membership
from tests.conftest import World
from tests.integration.assessments.scales import (
    HEADER,
    LETTER,
    OGE,
    client_of,
    entered,
    fresh,
    loaded,
    owner,
    twos_to,
)

pytestmark = pytest.mark.django_db


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
