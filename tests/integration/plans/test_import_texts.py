"""What an imported document says beside its activities: seen, corrected, left out."""

from __future__ import annotations

import html
import io
import re

import docx
import pytest

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import imports
from roadmaps.actions.import_texts import correct_text, leave_text
from roadmaps.actions.mapping import read_again
from roadmaps.models import PlanImport
from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.guidance import TableDecision
from roadmaps.queries.import_texts import text_lines
from roadmaps.queries.mapping import tables_mark
from tests.unit.plans import making

pytestmark = pytest.mark.django_db

LINES = (
    "Дорожная карта Заречного округа на 2026–2027 годы",
    "Цель: повысить результаты школ округа.",
    "Задачи:",
    "1. Выявить школы с низкими результатами.",
    "2. Помочь учителям.",
)
PLAN = (making.HEADER, ("1", "Разбор итогов", "май 2026", "Методист", "Справка"))
INDICATORS = (
    ("Показатель", "Ед. изм.", "Исходное значение 2025", "2026", "2027"),
    ("Доля школ в перечне", "%", "20", "15,5", "10"),
    ("Доля учителей на курсах", "%", "30", "50", "70"),
)
PASSPORT = (
    ("Наименование программы", "Поддержка школ"),
    ("Заказчик программы", "Управление образования"),
    ("Сроки реализации", "2026–2027 годы"),
    ("Исполнители программы", "Школы округа"),
)
FIGURES = (("Школа", "Учеников", "Учителей"), ("№ 1", "340", "25"), ("№ 2", "120", "11"))
PARTNERS = (("Школа с низкими результатами", "Школа-партнёр"), ("Школа № 3", "Лицей № 1"))
HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan_import(draft) -> PlanImport:
    document = docx.Document(io.BytesIO(making.word(PLAN, LINES)))
    for title, rows in (
        ("Целевые показатели", INDICATORS),
        ("Паспорт", PASSPORT),
        ("Сведения о школах", FIGURES),
        ("Наставничество", PARTNERS),
    ):
        document.add_paragraph(title)
        making.add_table(document, rows)
    return draft(making.saved(document))


@pytest.fixture
def editor(client, world, plan_import):
    """The coordinator at the review; `address` of a text, `mark` of it."""
    client.force_login(world.coordinator)
    client.address = lambda kind, number: (
        f"/roadmaps/import/{plan_import.pk}/texts/{kind}/{number}/"
    )
    client.mark = lambda kind, number: text_lines(plan_import, kind)[number - 1].mark
    return client


def named(plan_import, world, kind, number, **more):
    line = text_lines(plan_import, kind)[number - 1]
    return {
        "plan_import": plan_import,
        "by": world.coordinator,
        "kind": kind,
        "number": number,
        "mark": line.mark,
        **more,
    }


def test_everything_that_was_read_is_shown_with_its_place(editor, plan_import) -> None:
    page = editor.get(f"/roadmaps/import/{plan_import.pk}/").text
    for words in (
        "повысить результаты школ округа",
        "Помочь учителям",
        "Заказчик программы",
        "Лицей № 1",
        "исходное 20\u00a0% (2025); не более: 2026 — 15,5\u00a0%, 2027 — 10\u00a0%",
        "таблица\u00a03, строка\u00a02, столбец\u00a02",
        "абзац\u00a02",
        "таблица\u00a04, строка\u00a02, столбец\u00a02",
    ):
        assert words in page
    assert "статистика — 4\u00a0значения" in page


def test_left_out_and_corrected_texts_reach_the_roadmap_so(world, plan_import) -> None:
    leave_text(**named(plan_import, world, "passport", 2, left_out=True))
    leave_text(**named(plan_import, world, "objectives", 1, left_out=True))
    leave_text(**named(plan_import, world, "partnerships", 1, left_out=True))
    correct_text(**named(plan_import, world, "goal", 1, values={"text": "Рост результатов."}))
    values = {"unit": "проц.", "targets": {"2026": "14"}}
    correct_text(**named(plan_import, world, "indicators", 1, values=values))
    roadmap = imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    assert roadmap.goal == "Рост результатов."
    assert [one.text for one in roadmap.objectives.all()] == ["Помочь учителям."]
    names = [one.name for one in roadmap.passport.order_by("position")]
    assert names == ["Наименование программы", "Сроки реализации", "Исполнители программы"]
    indicator = roadmap.indicators.order_by("position").first()
    assert (indicator.unit, indicator.targets) == ("проц.", {"2026": "14"})
    assert indicator.source["table"] == 2
    assert not roadmap.partnerships.exists()


def test_text_is_taken_back_with_its_correction(world, plan_import) -> None:
    correct_text(**named(plan_import, world, "goal", 1, values={"text": "Рост."}))
    plan_import.refresh_from_db()
    leave_text(**named(plan_import, world, "goal", 1, left_out=True))
    plan_import.refresh_from_db()
    assert plan_import.taken["goal"] == ""
    leave_text(**named(plan_import, world, "goal", 1, left_out=False))
    plan_import.refresh_from_db()
    assert plan_import.taken["goal"] == "Рост."
    correct_text(**named(plan_import, world, "goal", 1, values={"text": plan_import.draft["goal"]}))
    plan_import.refresh_from_db()
    assert plan_import.text_decisions == {}
    events = AuditEvent.objects.filter(subject_id=plan_import.pk, action="correct text")
    assert events.last().changes[0]["after"] == plan_import.draft["goal"]


def test_decisions_about_texts_outlive_a_new_reading(world, plan_import) -> None:
    leave_text(**named(plan_import, world, "passport", 2, left_out=True))
    plan_import.refresh_from_db()
    leave_text(**named(plan_import, world, "indicators", 2, left_out=True))
    plan_import.refresh_from_db()
    ignored = TableDecision(2, 1, TableKind.IGNORED, (1, 1), {})
    found = read_again(
        plan_import=plan_import,
        by=world.coordinator,
        decisions=(ignored,),
        mark=tables_mark(plan_import),
    )
    plan_import.refresh_from_db()
    assert [one.is_left_out for one in text_lines(plan_import, "passport")][:3] == [
        False,
        True,
        False,
    ]
    assert found.lost == ("целевые показатели: «Доля учителей на курсах»",)


def opened_in(page: str) -> str:
    """What the form on the page carries of what it was opened with."""
    return html.unescape(re.search(r'name="opened" value="([^"]*)"', page)[1])


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_second_corrector_of_a_text_sees_both_versions(editor, world, plan_import, headers) -> None:
    address, mark = editor.address("passport", 2), editor.mark("passport", 2)
    opened = opened_in(editor.get(address).text)
    values = {"name": "Заказчик", "text": "Управление образования"}
    correct_text(
        **named(plan_import, world, "passport", 2, values=values) | {"by": world.administrator}
    )
    mine = {"mark": mark, "name": "Заказчик программы", "text": "Отдел", "opened": opened}
    answer = editor.post(address, mine, headers=headers)
    assert answer.status_code == (422 if headers else 409)
    assert "Пока вы правили, этот текст изменили" in answer.text
    assert str(world.administrator) in answer.text
    form = answer.context["form"]
    assert (form["name"].value(), form["text"].value()) == ("Заказчик", "Отдел")
    plan_import.refresh_from_db()
    assert text_lines(plan_import, "passport")[1].text == "Управление образования"
    again = {**mine, "name": "Заказчик", "opened": opened_in(answer.text)}
    editor.post(address, again, headers=headers)
    plan_import.refresh_from_db()
    assert text_lines(plan_import, "passport")[1].text == "Отдел"


def read_without(plan_import, world, table: int) -> None:
    """The document is read anew while somebody types: one table of it is nothing of the plan."""
    ignored = TableDecision(table, 1, TableKind.IGNORED, (1, 1), {})
    read_again(
        plan_import=plan_import, by=world.administrator, decisions=(ignored,),
        mark=tables_mark(plan_import),
    )  # fmt: skip


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_correction_is_not_lost_where_the_document_is_read_anew(
    editor, world, plan_import, headers
) -> None:
    address = editor.address("goal", 1)
    opened = opened_in(editor.get(address).text)
    draft = {**plan_import.draft, "goal": "Цель: иная."}
    PlanImport.objects.filter(pk=plan_import.pk).update(draft=draft)
    mine = {"mark": editor.mark("goal", 1), "text": "Рост доли школ.", "opened": opened}
    answer = editor.post(address, mine, headers=headers)
    assert answer.status_code == (422 if headers else 409)
    assert "Рост доли школ.</textarea>" in answer.text
    assert "Цель: иная." in answer.text
    plan_import.refresh_from_db()
    assert plan_import.text_decisions == {}
    editor.post(address, {**mine, "opened": opened_in(answer.text)}, headers=headers)
    plan_import.refresh_from_db()
    assert text_lines(plan_import, "goal")[0].text == "Рост доли школ."


def test_correction_of_a_text_that_is_read_no_more_is_handed_back(
    editor, world, plan_import
) -> None:
    address = editor.address("indicators", 2)
    data = {"mark": editor.mark("indicators", 2), "name": "Доля обученных", "unit": "%",
            "comparator": ">=", "opened": opened_in(editor.get(address).text)}  # fmt: skip
    read_without(plan_import, world, 2)
    answer = editor.post(address, data, follow=True)
    assert "прочитан заново" in answer.text
    assert "«Доля обученных»" in answer.text
    assert editor.post(address, data, headers=HTMX).status_code == 404


def test_text_left_out_meanwhile_is_not_taken_back_unseen(editor, world, plan_import) -> None:
    address = editor.address("goal", 1)
    data = {"mark": editor.mark("goal", 1), "text": "Рост.",
            "opened": opened_in(editor.get(address).text)}  # fmt: skip
    leave_text(**named(plan_import, world, "goal", 1, left_out=True))
    answer = editor.post(address, data)
    assert answer.status_code == 409
    assert "(не переносится)" in answer.text
    plan_import.refresh_from_db()
    assert text_lines(plan_import, "goal")[0].is_left_out


def test_two_who_write_the_same_words_are_not_stopped(editor, world, plan_import) -> None:
    address = editor.address("goal", 1)
    data = {"mark": editor.mark("goal", 1), "text": "Рост.",
            "opened": opened_in(editor.get(address).text)}  # fmt: skip
    correct_text(**named(plan_import, world, "goal", 1, values={"text": "Рост."}))
    assert editor.post(address, data).status_code == 302


def test_text_that_was_corrected_meanwhile_is_not_left_out_unseen(
    editor, world, plan_import
) -> None:
    address, mark = editor.address("goal", 1), editor.mark("goal", 1)
    correct_text(**named(plan_import, world, "goal", 1, values={"text": "Рост."}))
    pressed = {"decision": "leave", "mark": mark, "seen": ""}
    answer = editor.post(address, pressed, follow=True)
    assert "этот текст изменили" in answer.text
    plan_import.refresh_from_db()
    line = text_lines(plan_import, "goal")[0]
    assert not line.is_left_out
    editor.post(address, {**pressed, "seen": line.seen})
    plan_import.refresh_from_db()
    assert text_lines(plan_import, "goal")[0].is_left_out


@pytest.mark.parametrize("opened", ["", "{", "[]", "1", "[" * 100_000])
def test_form_of_a_text_without_what_it_was_opened_with_writes_nothing(
    editor, plan_import, opened
) -> None:
    data = {"mark": editor.mark("goal", 1), "text": "Рост.", "opened": opened}
    answer = editor.post(editor.address("goal", 1), data)
    assert answer.status_code == 422
    plan_import.refresh_from_db()
    assert plan_import.text_decisions == {}


def test_pages_correct_and_leave_out(editor, plan_import) -> None:
    address, mark = editor.address("indicators", 1), editor.mark("indicators", 1)
    form = editor.get(address, headers=HTMX).text
    assert form.lstrip().startswith('<li id="text-indicators-1"')
    assert "2026 — 15,5\n2027 — 10</textarea>" in form
    data = {
        "mark": mark, "name": "Доля школ", "unit": "%", "comparator": "<=",
        "baseline_value": "20,5", "baseline_year": "2025", "targets": "2026 — 14,5",
        "opened": opened_in(form),
    }  # fmt: skip
    answer = editor.post(address, data, headers=HTMX).text
    assert "исходное 20,5\u00a0% (2025); не более: 2026 — 14,5\u00a0%" in answer
    assert "исправлено" in answer
    data["opened"] = opened_in(editor.get(address).text)
    wrong = editor.post(address, {**data, "targets": "2026 — 1\n2026 — 2"}, headers=HTMX)
    assert wrong.status_code == 422
    assert "не понята" in wrong.text
    answer = editor.post(
        editor.address("passport", 2), {"decision": "leave", "mark": editor.mark("passport", 2)}
    )
    assert answer.url == f"/roadmaps/import/{plan_import.pk}/#text-passport-2"
    assert "не переносится" in editor.get(f"/roadmaps/import/{plan_import.pk}/").text


@pytest.mark.parametrize(
    "ending", ["passport/99/", "passport/0/", "nothing/1/", "partnerships/1/", "goal/2/"]
)
def test_texts_that_are_not_there_have_no_form(editor, plan_import, ending) -> None:
    assert editor.get(f"/roadmaps/import/{plan_import.pk}/texts/{ending}").status_code == 404


def test_text_of_an_earlier_reading_is_not_decided(world, plan_import) -> None:
    with pytest.raises(NotPossible, match="прочитан заново"):
        leave_text(**named(plan_import, world, "goal", 1, left_out=True) | {"mark": "x"})


def test_only_editors_decide_about_texts(world, plan_import) -> None:
    with pytest.raises(Refusal):
        leave_text(**named(plan_import, world, "goal", 1, left_out=True) | {"by": world.executor})
