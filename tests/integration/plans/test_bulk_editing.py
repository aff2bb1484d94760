"""One change for all rows that match a filter, looked at before it is written; filters kept."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from core.web.refusals import Refusal
from roadmaps.actions.activities import delete_activity, edit_activity
from roadmaps.actions.editing.bulk import CHANGED_MEANWHILE, GONE_MEANWHILE, edit_rows
from roadmaps.actions.editing.undoing import undo_change
from roadmaps.actions.editing.writing import values_of
from roadmaps.actions.saved_filters import OF_ANOTHER, delete_filter, save_filter
from roadmaps.domain.bulk_change import WITHOUT_TITLE, BulkChange, Operation
from roadmaps.models import Assignment, PlanChange, SavedFilter
from tests.integration.plans.test_editing_plans import begin
from tests.scene.documents import draft_plan, plan_document

pytestmark = pytest.mark.django_db

ROWS = (
    ("1. Диагностика",),
    ("1.1", "Самодиагностика", "Октябрь 2027 года", "Руководители ОО", "Карта"),
    ("1.2", "Анализ уроков", "до 20 декабря 2027 года", "Методист, Лесная А. П.", "Справка"),
    ("2. Помощь",),
    ("2.1", "Семинар", "Ноябрь 2027 года", "Лесная А. П.", "Программа"),
)
REPLACEMENT = BulkChange("responsible_text", Operation.REPLACE, "Полевой П. И.", "Лесная А. П.")


@pytest.fixture
def plan(world):
    from roadmaps.actions.imports import confirm_import

    draft = draft_plan(world, plan_document(ROWS))
    return confirm_import(plan_import=draft, by=world.coordinator)


def seen(plan, field: str = "responsible_text", **only: object) -> dict[int, str]:
    return dict(plan.activities.filter(**only).order_by("position").values_list("pk", field))


def responsible(plan) -> list[str]:
    return list(plan.activities.order_by("position").values_list("responsible_text", flat=True))


def ask(client, plan, **query: str):
    return client.get(reverse("roadmaps:bulk", args=[plan.pk]), query)


def test_a_person_is_replaced_in_every_row_and_the_work_follows(world, plan) -> None:
    edit = edit_rows(roadmap=plan, change=REPLACEMENT, expected=seen(plan), by=world.coordinator)

    assert (edit.written, edit.left) == (2, ())
    assert responsible(plan) == ["Руководители ОО", "Методист, Полевой П. И.", "Полевой П. И."]
    owing = Assignment.objects.filter(party__isnull=False).values_list("party__name", flat=True)
    assert sorted(owing) == ["Методист", "Полевой П.И.", "Полевой П.И."]


def test_all_rows_are_taken_back_at_once(world, plan) -> None:
    before = responsible(plan)
    edit = edit_rows(roadmap=plan, change=REPLACEMENT, expected=seen(plan), by=world.coordinator)
    assert edit.change is not None
    assert edit.change.summary == (
        "Сразу в 2 строках, ответственные: «Лесная А. П.» → «Полевой П. И.»"
    )

    undo_change(change=edit.change, by=world.coordinator)

    assert responsible(plan) == before


def test_pressing_twice_writes_once(world, plan) -> None:
    expected = seen(plan)
    edit_rows(roadmap=plan, change=REPLACEMENT, expected=expected, by=world.coordinator)
    again = edit_rows(roadmap=plan, change=REPLACEMENT, expected=expected, by=world.coordinator)

    assert (again.written, again.left, again.change) == (0, (), None)
    assert PlanChange.objects.count() == 1


def test_what_another_person_changed_meanwhile_is_left_and_told(world, plan) -> None:
    expected = seen(plan)
    row = plan.activities.get(number="2.1")
    values = {**values_of(row), "responsible_text": "Озёрная В. Г."}
    edit_activity(activity=row, by=world.administrator, expected=values_of(row), **values)
    delete_activity(activity=plan.activities.get(number="1.1"), by=world.administrator)

    edit = edit_rows(roadmap=plan, change=REPLACEMENT, expected=expected, by=world.coordinator)

    assert edit.written == 1
    assert {left.reason for left in edit.left} == {CHANGED_MEANWHILE, GONE_MEANWHILE}
    assert responsible(plan) == ["Методист, Полевой П. И.", "Озёрная В. Г."]


def test_a_day_that_does_not_exist_is_left_and_told(world, plan) -> None:
    change = BulkChange("deadline_text", Operation.SET, "31 июня 2027 года")
    edit = edit_rows(
        roadmap=plan, change=change, expected=seen(plan, "deadline_text"), by=world.coordinator
    )
    assert edit.written == 0
    assert all("31 июня" in left.reason for left in edit.left)


def test_begun_work_stays(world, plan) -> None:
    begun = Assignment.objects.get(occurrence__activity__number="2.1")
    begin(begun)
    edit_rows(roadmap=plan, change=REPLACEMENT, expected=seen(plan), by=world.coordinator)
    begun.refresh_from_db()
    assert begun.status == "in_progress"


def test_who_may_not_edit_changes_nothing(world, plan) -> None:
    with pytest.raises(Refusal):
        edit_rows(roadmap=plan, change=REPLACEMENT, expected=seen(plan), by=world.executor)


def test_the_preview_shows_what_changes_and_writes_nothing(client, world, plan) -> None:
    client.force_login(world.coordinator)
    before = responsible(plan)
    page = ask(
        client, plan, field="responsible_text", operation="replace",
        find="Лесная А. П.", words="Полевой П. И.",
    )  # fmt: skip
    text = page.content.decode()
    assert "Изменятся 2\u00a0строки" in text
    assert "<ins>Полевой " in text
    assert responsible(plan) == before


def test_only_the_rows_of_the_filter_that_are_ticked_are_written(client, world, plan) -> None:
    client.force_login(world.coordinator)
    section = plan.sections.get(title__contains="Диагностика")
    query = {"section": section.pk, "field": "deliverable", "operation": "append", "words": "фото"}
    address = reverse("roadmaps:bulk", args=[plan.pk], query=query)
    preview = client.get(address).context["preview"]
    assert [row.activity.number for row in preview.rows] == ["1.1", "1.2"]

    client.post(
        address,
        {
            "row": [preview.rows[0].activity.pk],
            "seen": json.dumps({row.activity.pk: row.before for row in preview.rows}),
        },
    )

    texts = list(plan.activities.order_by("position").values_list("deliverable", flat=True))
    assert texts == ["Карта, фото", "Справка", "Программа"]


def test_a_form_that_says_nothing_to_do_is_asked_for_it(client, world, plan) -> None:
    client.force_login(world.coordinator)
    page = ask(client, plan, field="title", operation="set", words="", find="")
    assert page.status_code == 422
    assert "Мероприятие не может остаться без названия." in page.content.decode()
    page = ask(client, plan, field="title", operation="replace", words="x", find="")
    assert "Впишите слова, которые нужно заменить." in page.content.decode()


def test_broken_forms_write_nothing(client, world, plan) -> None:
    client.force_login(world.coordinator)
    before = responsible(plan)
    query = {"field": "responsible_text", "operation": "set", "words": "x"}
    address = reverse("roadmaps:bulk", args=[plan.pk], query=query)
    row = plan.activities.first().pk
    for text in ("", "[1]", "{", json.dumps({"x": "y"}), json.dumps({str(row): "не то"})):
        client.post(address, {"row": [row, "x", "9" * 30], "seen": text})
    assert responsible(plan) == before


def test_a_filter_is_kept_under_a_name_and_leads_back(client, world, plan) -> None:
    client.force_login(world.coordinator)
    section = plan.sections.get(title__contains="Помощь")
    address = reverse("roadmaps:saved_filters", args=[plan.pk], query={"section": section.pk})
    assert client.get(address).context["form"].initial["name"] == "Раздел «2. Помощь»"
    client.post(address, {"name": "Помощь школам", "is_shared": "on"})

    page = client.get(reverse("roadmaps:roadmap", args=[plan.pk]))

    assert ("Помощь школам", f"/roadmaps/{plan.pk}/?section={section.pk}") in page.context["links"]


def test_a_filter_of_ones_own_is_nobody_elses(client, world, plan) -> None:
    own = save_filter(
        roadmap=plan, by=world.coordinator, name="Моё", query="state=overdue", is_shared=False
    )
    assert not SavedFilter.objects.visible_to(world.administrator).exists()
    assert SavedFilter.objects.visible_to(world.coordinator).get() == own
    client.force_login(world.administrator)
    forget = reverse("roadmaps:saved_filter_forget", args=[plan.pk, own.pk])
    assert client.post(forget).status_code == 404


def test_a_shared_filter_is_seen_by_who_sees_the_plan_and_by_nobody_else(world, plan) -> None:
    save_filter(roadmap=plan, by=world.coordinator, name="Всем", query="", is_shared=True)
    assert SavedFilter.objects.visible_to(world.head).exists()
    assert not SavedFilter.objects.visible_to(world.stranger).exists()


def test_only_editors_share_and_forget_what_is_shared(world, plan) -> None:
    with pytest.raises(Refusal):
        save_filter(roadmap=plan, by=world.head, name="Всем", query="", is_shared=True)
    shared = save_filter(roadmap=plan, by=world.coordinator, name="Всем", query="", is_shared=True)
    with pytest.raises(Refusal, match=OF_ANOTHER):
        delete_filter(saved=shared, by=world.head)
    delete_filter(saved=shared, by=world.administrator)
    delete_filter(saved=shared, by=world.administrator)
    assert not SavedFilter.objects.exists()


def test_saving_the_same_name_again_writes_over_it(world, plan) -> None:
    for query in ("state=overdue", "state=review"):
        save_filter(roadmap=plan, by=world.coordinator, name="Моё", query=query, is_shared=False)
    assert SavedFilter.objects.get().query == "state=review"


def test_the_work_of_one_school_is_filtered(client, world, plan) -> None:
    client.force_login(world.coordinator)
    page = client.get(
        reverse("roadmaps:roadmap", args=[plan.pk]), {"school": world.school.pk, "state": "open"}
    )
    assert page.context["page"].shown == 1
    assert str(world.school.name) in page.context["shown"]


def test_title_is_never_taken_out_whole(world, plan, client) -> None:
    change = BulkChange("title", Operation.REPLACE, "", "семинар")
    edit = edit_rows(
        roadmap=plan, change=change, expected=seen(plan, "title"), by=world.coordinator
    )
    assert (edit.written, [row.reason for row in edit.left]) == (0, [WITHOUT_TITLE])
    client.force_login(world.coordinator)
    page = ask(client, plan, field="title", operation="replace", find="семинар", words="")
    assert WITHOUT_TITLE in page.content.decode()
