"""A deadline that names no real day: corrected, or left without a date by choice, never «верно»."""

from __future__ import annotations

import pytest

from core.web.refusals import NotPossible
from roadmaps.actions import imports
from roadmaps.forms.plans import opened_value
from roadmaps.models import Roadmap, RowState
from roadmaps.queries.drafts import review_of
from tests.integration.plans.conftest import plan_document

pytestmark = pytest.mark.django_db

SENTENCE = (
    "Такой даты нет: 31 июня. Исправьте срок. Или оставьте его «без даты»: слова плана сохранятся."
)
ROWS = [
    ("1", "Сбор сведений", "до 31 июня", "Методист", "Справка"),
    ("2", "Отчёт", "май 2026", "Методист", "Отчёт"),
]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan_import(world, draft):
    return draft(plan_document(ROWS))


@pytest.fixture
def row(plan_import):
    return plan_import.rows.get(number="1")


@pytest.fixture
def url(client, world, plan_import, row) -> str:
    client.force_login(world.coordinator)
    return f"/roadmaps/import/{plan_import.pk}/rows/{row.pk}/"


def state_of(row) -> tuple[str, str, str]:
    row.refresh_from_db()
    return row.state, row.deadline_text, row.deadline_choice


def test_review_says_once_what_to_do_and_offers_no_button_for_verified(client, url, row) -> None:
    page = client.get(f"/roadmaps/import/{row.plan_import_id}/").text
    card = page.split('<section class="draft-card"')[1].split("</section>")[0]
    assert card.count("Такой даты нет") == 1
    assert SENTENCE in card
    assert 'value="accept"' not in card
    assert 'name="deadline_choice" value="без даты"' in card


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["with scripts", "without"])
def test_row_is_not_accepted_as_read(client, url, row, headers) -> None:
    answer = client.post(f"{url}decision/", {"decision": "accept"}, headers=headers, follow=True)
    assert SENTENCE in answer.text
    assert state_of(row) == (RowState.UNSEEN, "до 31 июня", "")


def test_all_rows_at_once_leave_it_to_a_person(client, url, row, plan_import) -> None:
    answer = client.post(f"/roadmaps/import/{plan_import.pk}/accept/", follow=True)
    assert "1\u00a0строка осталась без решения: в сроке день, которого не бывает." in answer.text
    assert state_of(row)[0] == RowState.UNSEEN
    assert plan_import.rows.get(number="2").state == RowState.ACCEPTED


def test_typed_day_that_does_not_exist_comes_back_with_the_sentence(client, url, plan_import):
    other = plan_import.rows.get(number="2")
    address = f"/roadmaps/import/{plan_import.pk}/rows/{other.pk}/"
    typed = {"title": "Отчёт", "deadline_text": "31 июня", "responsible_text": "Методист"}
    answer = client.post(address, typed, headers=HTMX)
    assert answer.status_code == 422
    assert SENTENCE in answer.text
    assert 'value="без даты"' in answer.text
    assert state_of(other) == (RowState.UNSEEN, "май 2026", "")
    with pytest.raises(NotPossible, match="Такой даты нет"):
        imports.correct_row(row=other, by=plan_import.uploaded_by, deadline_text="31 июня")


def test_own_phrase_is_held_to_the_same(client, url, row) -> None:
    typed = {"title": "Сбор", "deadline_text": "до 31 июня", "deadline_own": "30 февраля"}
    answer = client.post(url, typed, headers=HTMX)
    assert answer.status_code == 422
    assert "Такой даты нет: 30 февраля." in answer.text


def test_corrected_deadline_is_verified(client, url, row) -> None:
    typed = {"title": "Сбор сведений", "deadline_text": "до 30 июня"}
    opened = opened_value(imports.values_of_row(row))
    client.post(url, {**typed, "opened": opened}, headers=HTMX)
    assert state_of(row) == (RowState.ACCEPTED, "до 30 июня", "")


def test_left_without_a_date_it_keeps_its_words_into_the_roadmap(
    client, world, url, row, plan_import
) -> None:
    client.post(url, {"choose_reading": "1", "deadline_choice": "без даты"}, headers=HTMX)
    assert state_of(row) == (RowState.ACCEPTED, "до 31 июня", "без даты")
    [shown, _] = review_of(plan_import).rows
    assert (shown.reading.words, shown.reading.refusal) == ("без даты", "")
    imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    activity = Roadmap.objects.get().activities.get(number="1")
    assert activity.deadline_text == "до 31 июня"
    assert [found.due_on for found in activity.occurrences.all()] == [None]
    page = client.get(f"/roadmaps/{activity.roadmap_id}/").text
    assert "до 31 июня" in page
    assert "Такой даты нет" not in page


def test_nobody_chooses_no_date_for_a_deadline_that_has_one(client, url, plan_import) -> None:
    other = plan_import.rows.get(number="2")
    address = f"/roadmaps/import/{plan_import.pk}/rows/{other.pk}/"
    answer = client.post(address, {"choose_reading": "1", "deadline_choice": "без даты"})
    assert answer.status_code == 302
    assert state_of(other) == (RowState.UNSEEN, "май 2026", "")


def test_activity_of_a_living_plan_is_held_to_the_same(client, world, activity) -> None:
    client.force_login(world.coordinator)
    address = f"/roadmaps/{activity.roadmap_id}/activities/{activity.pk}/edit/"
    answer = client.get(address)
    sent = answer.context["form"].initial | {"deadline_text": "31 июня"}
    answer = client.post(address, {**sent, "opened": answer.context["form"]["opened"].value()})
    assert answer.status_code == 422
    assert SENTENCE in answer.text
