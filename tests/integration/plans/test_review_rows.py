"""The review of an imported plan: values beside their cells, and what a decision changes."""

from __future__ import annotations

import pytest

from roadmaps.actions import imports
from roadmaps.forms.plans import opened_value
from roadmaps.models import Party, RowState
from roadmaps.queries.drafts import review_of
from tests.integration.plans.conftest import plan_document
from tests.unit.plans import making

pytestmark = pytest.mark.django_db

ROWS = [
    ("1", "Семинар", "как-нибудь", "Методист", ""),
    ("2", "Сбор", "когда-нибудь", "", ""),
    ("3", "Отчёт", "май 2026", "Методист", "Отчёт"),
]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def review(client, world, draft):
    """The coordinator at the review of three rows, of which two are doubtful."""
    client.force_login(world.coordinator)
    plan_import = draft(plan_document(ROWS))

    class Page:
        draft = plan_import
        rows = list(plan_import.rows.order_by("position"))
        url = f"/roadmaps/import/{plan_import.pk}/"

        def row_url(self, place: int, ending: str = "") -> str:
            return f"{self.url}rows/{self.rows[place].pk}/{ending}"

        def decide(self, place: int, decision: str, **more: str) -> str:
            data = {"decision": decision, **more}
            return client.post(self.row_url(place, "decision/"), data, headers=HTMX).text

        def correct(self, place: int, **values: str):
            fields = ("number", "title", "deadline_text", "responsible_text", "deliverable")
            data = {name: getattr(self.rows[place], name) for name in fields} | values
            data.setdefault("opened", opened_value(imports.values_of_row(self.rows[place])))
            return client.post(self.row_url(place), data, headers=HTMX)

    return Page()


def test_each_value_stands_beside_the_address_of_its_cell(client, review) -> None:
    page = client.get(review.url).text
    assert "Мероприятие · таблица\u00a01, строка\u00a02, столбец\u00a02" in page
    assert "Срок · таблица\u00a01, строка\u00a03, столбец\u00a03" in page


def test_cells_of_a_workbook_are_named_as_the_sheet_names_them(draft) -> None:
    plan_import = draft(making.workbook(making.ROWS))
    values = review_of(plan_import).rows[0].values
    assert values["title"].place == "лист «Sheet», B6"
    assert values["deadline_text"].place == "лист «Sheet», C6"


def test_repeated_words_point_to_the_cell_where_they_stand(draft) -> None:
    rows = [ROWS[2], ("4", "Сбор отчётов", "-//-", "Методист", "Сводка")]
    values = review_of(draft(plan_document(rows))).rows[1].values
    assert values["deadline_text"].place == "таблица\u00a01, строка\u00a02, столбец\u00a03"
    assert values["title"].place == "таблица\u00a01, строка\u00a03, столбец\u00a02"


def test_decision_in_a_card_brings_the_next_card_in_focus_and_the_changed_line(review) -> None:
    page = review.decide(0, "accept", shown="card")
    assert page.lstrip().startswith('<section id="doubtful"')
    second = review.rows[1].pk
    assert f'id="row-{second}" data-row tabindex="-1" data-focus' in page
    line = f'<tr data-line="{review.rows[0].pk}" hx-swap-oob="outerHTML:[data-line='
    assert f"<template>{line}" in page.replace("\n", "")
    assert page.count("<tr data-line") == 1
    assert 'id="review-head" hx-swap-oob="true"' in page
    assert "Проверьте 1\u00a0строку из&nbsp;3" in page


def test_decision_in_the_table_changes_its_line_only(review) -> None:
    page = review.decide(2, "drop")
    assert page.startswith(f'<tr data-line="{review.rows[2].pk}" id="row-{review.rows[2].pk}"')
    assert page.count("<tr data-line") == 1
    assert 'id="doubtful"' not in page
    assert "1\u00a0строка пропущена" in page


def test_doubtful_row_decided_in_the_table_leaves_the_cards(review) -> None:
    page = review.decide(0, "accept")
    assert page.startswith("<tr")
    assert 'id="doubtful"' in page
    cards = page[page.index('id="doubtful"') :]
    assert f'id="row-{review.rows[0].pk}"' not in cards
    assert f'id="row-{review.rows[1].pk}"' in cards


def test_row_opens_and_closes_in_its_place(client, review) -> None:
    card = client.get(review.row_url(0), {"shown": "card"}, headers=HTMX).text
    assert card.lstrip().startswith('<section class="draft-card"')
    assert 'name="shown" value="card"' in card
    assert "Срок · таблица\u00a01, строка\u00a02, столбец\u00a03" in card
    line = client.get(review.row_url(2), headers=HTMX).text
    assert line.lstrip().startswith("<tr")
    assert "data-row-form" in line
    closed = client.get(review.row_url(2), {"closed": "1"}, headers=HTMX).text
    assert closed.startswith(f'<tr data-line="{review.rows[2].pk}"')
    assert "data-row-form" not in closed


def test_row_without_scripts_opens_on_the_whole_page(client, review) -> None:
    answer = client.get(review.row_url(2), {"order": "document"})
    pk = review.rows[2].pk
    assert answer.url == f"{review.url}?edit={pk}&order=document#row-{pk}"


def test_wrong_correction_comes_back_in_its_card(review) -> None:
    answer = review.correct(0, title="", shown="card")
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == f"#row-{review.rows[0].pk}"
    assert "Впишите название мероприятия" in answer.text
    assert review.correct(2, title="").text.lstrip().startswith("<tr")


def test_correction_changes_line_head_and_parties(review) -> None:
    answer = review.correct(2, responsible_text="Центр развития образования")
    assert answer.text.startswith("<tr")
    assert "исправлено" in answer.text
    assert 'id="parties" hx-swap-oob="true"' in answer.text


def test_decision_without_scripts_leads_to_the_next_doubtful_row(client, review) -> None:
    answer = client.post(review.row_url(0, "decision/"), {"decision": "accept"})
    assert answer.url == f"{review.url}#row-{review.rows[1].pk}"
    answer = client.post(review.row_url(1, "decision/"), {"decision": "drop", "order": "document"})
    assert answer.url == f"{review.url}?order=document#row-{review.rows[1].pk}"


def test_refused_decision_says_why(client, world, review) -> None:
    imports.discard_import(plan_import=review.draft, by=world.coordinator)
    assert "отклонён" in review.decide(0, "accept", shown="card")
    assert review.draft.rows.first().state == RowState.UNSEEN


def test_decision_is_light_and_costs_as_many_queries_for_a_long_plan(
    client, world, draft, count_queries
) -> None:
    def cost(number: int) -> tuple[int, int]:
        rows = [(str(n), f"Семинар {n}", "май 2026", "Методист", "Отчёт") for n in range(number)]
        plan_import = draft(plan_document(rows))
        row = plan_import.rows.first()
        url = f"/roadmaps/import/{plan_import.pk}/rows/{row.pk}/decision/"
        client.force_login(world.coordinator)
        answers = []
        queries = count_queries(
            lambda: answers.append(client.post(url, {"decision": "accept"}, headers=HTMX))
        )
        return queries, len(answers[0].content)

    few, many = cost(5), cost(60)
    assert many[0] <= few[0]
    assert many[1] < few[1] + 500


def test_notice_about_a_whole_list_is_no_doubt_about_each_of_its_lines(world) -> None:
    lines = (
        "План поддержки школ на 2026/2027 учебный год\n"
        "1. Семинар учителей. Срок: октябрь 2026. Ответственный: методисты.\n"
        "2. Предметные школы. Срок: 1 раз в четверть. Ответственный: методисты.\n"
        "3. Итоги года. Срок: до 20.05.2027. Ответственный: методисты.\n"
    )
    plan_import = imports.draft_import(
        municipality=world.office,
        by=world.coordinator,
        file_name="План.txt",
        content=lines.encode(),
    )
    found = review_of(plan_import)
    told = "Даты четвертей и каникул взяты обычные, проверьте их по учебному графику."
    assert [issue.text for issue in found.issues].count(told) == 1
    assert [told in row.doubts for row in found.rows] == [False, True, False]


def test_only_parties_to_decide_stand_open(client, world, draft) -> None:
    client.force_login(world.coordinator)
    rows = [
        ("1", "Семинар", "май 2027", "Отдел оценки качества", ""),
        ("2", "Сбор", "май 2027", "Психологи", ""),
    ]
    Party.objects.create(
        municipality=world.office, name="Отдел оценки качества образования", kind="organisation"
    )
    page = client.get(f"/roadmaps/import/{draft(plan_document(rows)).pk}/").text
    block = page[page.index('id="parties"') :]
    to_decide, folded = block[: block.index("</section>")].split("<summary><span", 1)
    assert "Отдел оценки качества" in to_decide
    assert "нужно решить" in to_decide
    assert "Психологи" not in to_decide
    assert "Психологи" in folded


def test_deadline_without_its_year_does_not_wait_for_an_event(world) -> None:
    lines = "№\tМероприятие\tСрок\tОтветственный\n1\tСеминар\t2 квартал\tметодисты\n"
    plan_import = imports.draft_import(
        municipality=world.office,
        by=world.coordinator,
        file_name="План.txt",
        content=lines.encode(),
    )
    found = review_of(plan_import)
    assert found.rows[0].needs_eye
    assert found.waiting == 0


def test_the_number_of_a_row_does_not_double_the_mark_before_its_place(client, world, draft):
    client.force_login(world.coordinator)
    items = (
        "1.1. Сбор данных. Срок: когда-нибудь. Ответственный: Методист.",
        "1.2. Анализ данных. Срок: май 2026. Ответственный: Методист.",
    )
    plan_import = draft("\n\n".join(["План работы на 2026 год", *items]).encode())
    row = review_of(plan_import).rows[0]
    assert row.heading == "1.1 · абзац\u00a03"
    page = client.get(f"/roadmaps/import/{plan_import.pk}/").text
    assert "1.1 · абзац\u00a03" in page
    assert "1.1. ·" not in page
