"""Two people at the review of one imported plan: the second sees both versions and decides."""

from __future__ import annotations

import html
import json
import re

import pytest

from roadmaps.actions import imports
from roadmaps.actions.import_facts import change_plan, facts_of
from roadmaps.actions.party_decisions import decide_party, undecide_party
from roadmaps.models import Party, RowState
from tests.integration.plans.conftest import plan_document

pytestmark = pytest.mark.django_db

ROWS = [
    ("1", "Семинар", "как-нибудь", "Методист", ""),
    ("2", "Сбор", "май 2026", "Отдел оценки качества", ""),
]
HTMX = {"HX-Request": "true"}
FIELDS = ("number", "title", "deadline_text", "responsible_text", "deliverable")


def opened_in(page: str) -> str:
    """What the row's form carries of what it was opened with."""
    form = page.split("data-row-form")[1]
    return html.unescape(re.search(r'name="opened" value="([^"]*)"', form)[1])


@pytest.fixture
def review(client, world, draft):
    """The coordinator at the review while a colleague works at it too."""
    plan_import = draft(plan_document(ROWS))
    client.force_login(world.coordinator)

    class Page:
        draft = plan_import
        row = plan_import.rows.first()
        url = f"/roadmaps/import/{plan_import.pk}/"
        colleague = world.coordinator

        def opened(self) -> dict[str, str]:
            """The form of the first row as the page sends it."""
            page = client.get(self.url, {"edit": self.row.pk}).text
            value = opened_in(page)
            row = json.loads(value)
            return {name: row[name] for name in FIELDS} | {"opened": value}

        def pressed(self, decision: str) -> str:
            """The address of a button that the page shows."""
            page = client.get(self.url, {"order": "document"}).text
            return re.search(rf'formaction="([^"]*rows/{self.row.pk}/decision/[^"]*)"', page)[1]

        def corrects(self, **values: str) -> None:
            imports.correct_row(row=self.row, by=self.colleague, **values)

        def now(self):
            self.row.refresh_from_db()
            return self.row

    return Page()


def test_second_corrector_sees_both_versions_and_loses_nothing(client, review) -> None:
    form = review.opened()
    review.corrects(title="Семинар для завучей", deadline_text="май 2027")
    mine = form | {"title": "Семинар для учителей"}
    answer = client.post(f"{review.url}rows/{review.row.pk}/", mine)
    assert answer.status_code == 409
    assert review.now().title == "Семинар для завучей"
    assert "Пока вы правили, строку изменили" in answer.text
    assert str(review.colleague) in answer.text
    assert "Семинар для завучей" in answer.text
    shown = answer.context["row_form"]
    assert shown["title"].value() == "Семинар для учителей"
    assert shown["deadline_text"].value() == "май 2027"
    sent = mine | {"opened": opened_in(answer.text), "deadline_text": "май 2027"}
    assert client.post(f"{review.url}rows/{review.row.pk}/", sent).status_code == 302
    assert review.now().title == "Семинар для учителей"


def test_versions_come_in_the_place_of_the_form(client, review) -> None:
    form = review.opened()
    review.corrects(title="Семинар для завучей")
    url = f"{review.url}rows/{review.row.pk}/"
    answer = client.post(url, form | {"title": "Иное", "shown": "card"}, headers=HTMX)
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == f"#row-{review.row.pk}"
    assert "Семинар для завучей" in answer.text


def test_row_that_was_left_out_is_not_brought_back_unseen(client, review) -> None:
    form = review.opened()
    imports.decide_row(row=review.row, by=review.colleague, state=RowState.DROPPED)
    answer = client.post(f"{review.url}rows/{review.row.pk}/", form | {"title": "Иное"})
    assert answer.status_code == 409
    assert "пропущена" in answer.text
    assert review.now().state == RowState.DROPPED


@pytest.mark.parametrize("opened", ["", "{", "[]", '{"state": "x"}'])
def test_form_that_does_not_say_what_it_was_opened_with_writes_nothing(
    client, review, opened
) -> None:
    form = review.opened() | {"title": "Иное", "opened": opened}
    answer = client.post(f"{review.url}rows/{review.row.pk}/", form)
    assert answer.status_code in (409, 422)
    assert review.now().title == "Семинар"
    assert "Иное" in answer.text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_words_that_nobody_read_are_not_accepted(client, review, headers) -> None:
    button = review.pressed("accept")
    review.corrects(title="Семинар для завучей")
    answer = client.post(button, {"decision": "drop"}, headers=headers, follow=True)
    assert "строку 1 изменил другой человек" in answer.text
    assert "Семинар для завучей" in answer.text
    assert review.now().state == RowState.ACCEPTED


def test_two_people_of_one_mind_are_not_stopped(client, review) -> None:
    button = review.pressed("drop")
    imports.decide_row(row=review.row, by=review.colleague, state=RowState.DROPPED)
    answer = client.post(button, {"decision": "drop"}, follow=True)
    assert "изменил другой человек" not in answer.text
    assert review.now().state == RowState.DROPPED


def test_reading_chosen_for_words_that_changed_is_not_written(client, review) -> None:
    url = f"{review.url}rows/{review.row.pk}/?seen={review.row.seen}"
    review.corrects(deadline_text="до 1 мая 2026 / в течение года")
    answer = client.post(url, {"choose_reading": "1", "deadline_choice": ""}, follow=True)
    assert "строку 1 изменил другой человек" in answer.text


def test_second_decision_about_a_party_is_told_the_first(client, world, review) -> None:
    name = "Отдел оценки качества образования"
    known = Party.objects.create(municipality=world.office, name=name, kind="organisation")
    words = "Отдел оценки качества"
    page = client.get(review.url).text
    assert '<input type="hidden" name="seen" value="не решено">' in page
    decide_party(plan_import=review.draft, by=review.colleague, words=words, party=known)
    sent = {"words": words, "party": "new", "seen": "не решено"}
    answer = client.post(f"{review.url}parties/", sent, follow=True)
    assert "решил другой человек" in answer.text
    assert review.draft.party_decisions.get().party == known
    undone = {"words": words, "party": "undecided", "seen": name}
    assert f'name="seen" value="{name}"' in client.get(review.url).text
    undecide_party(plan_import=review.draft, by=review.colleague, words=words)
    decide_party(plan_import=review.draft, by=review.colleague, words=words, party=None)
    answer = client.post(f"{review.url}parties/", undone, follow=True)
    assert "теперь «новый ответственный»" in answer.text
    assert review.draft.party_decisions.count() == 1


def facts_in(page: str) -> dict[str, str]:
    """The form «Сведения о плане» as the page sends it."""
    part = page.split('class="plan-facts"')[1].split("</form>")[0]
    found = {"opened": html.unescape(re.search(r'name="opened" value="([^"]*)"', part)[1])}
    stands = json.loads(found["opened"])
    return found | {name: text for name, text in stands.items() if text not in ("", "False")}


def test_second_editor_of_the_facts_sees_both_versions_and_decides(client, world, review) -> None:
    form = facts_in(client.get(review.url).text)
    facts = facts_of(review.draft) | {"title": "План поддержки", "is_approved": False}
    change_plan(plan_import=review.draft, by=world.administrator, **facts)
    mine = form | {"title": "План помощи школам", "order_number": "17"}
    answer = client.post(f"{review.url}plan/", mine)
    assert answer.status_code == 409
    assert "Пока вы правили, сведения о плане изменили" in answer.text
    assert str(world.administrator) in answer.text
    shown = answer.context["plan_form"]
    assert shown["title"].value() == "План помощи школам"
    assert shown["order_number"].value() == "17"
    assert shown["is_approved"].value() is False
    review.draft.refresh_from_db()
    assert (review.draft.title, review.draft.order_number) == ("План поддержки", "")
    again = facts_in(answer.text) | {"title": "План помощи школам", "order_number": "17"}
    assert client.post(f"{review.url}plan/", again).status_code == 302
    review.draft.refresh_from_db()
    assert (review.draft.title, review.draft.is_approved) == ("План помощи школам", False)


def test_two_who_change_the_facts_alike_are_not_stopped(client, world, review) -> None:
    form = facts_in(client.get(review.url).text) | {"title": "План поддержки"}
    facts = facts_of(review.draft) | {"title": "План поддержки"}
    change_plan(plan_import=review.draft, by=world.administrator, **facts)
    assert client.post(f"{review.url}plan/", form).status_code == 302


def test_facts_without_what_they_were_opened_with_are_not_written(client, review) -> None:
    form = facts_in(client.get(review.url).text) | {"title": "Иное", "opened": "{"}
    assert client.post(f"{review.url}plan/", form).status_code == 422
    review.draft.refresh_from_db()
    assert review.draft.title != "Иное"
