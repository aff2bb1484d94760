"""Indicators, passport and years of a changed document."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import docx
import pytest

from roadmaps.actions import imports
from roadmaps.actions.indicators.values import set_actual
from tests.integration.plans.conftest import ROWS, plan_document
from tests.integration.plans.reimporting.conftest import apply, difference, edit, rows_of

pytestmark = pytest.mark.django_db


def test_new_years_move_every_deadline(world, draft, today) -> None:
    rows = [("1", "Отчёт", "Июнь", "Методист округа", "Отчёт")]
    plan = imports.confirm_import(plan_import=draft(plan_document(rows)), by=world.coordinator)
    title = "Дорожная карта поддержки школ Приозёрного округа на 2026–2028 годы"
    again = imports.draft_import(
        municipality=world.office, by=world.coordinator, file_name="Новый.docx",
        content=plan_document(rows, title), updates=plan,
    )  # fmt: skip
    apply(again, world.coordinator)
    plan.refresh_from_db()
    assert plan.last_year == 2028
    due = plan.activities.get().occurrences.order_by("due_on").values_list("due_on", flat=True)
    assert [day.year for day in due] == [2026, 2027, 2028]


def with_tables(targets: tuple[str, ...], passport: tuple[tuple[str, str], ...]) -> bytes:
    """The small plan with a passport before and indicators by years behind it."""
    document = docx.Document(io.BytesIO(plan_document()))
    document.add_paragraph("Паспорт дорожной карты")
    _table(document, passport)
    document.add_paragraph("Целевые показатели")
    header = ("Показатель", "Единица измерения", "2025 (исходное)", "2026", "2027")
    _table(document, (header, ("Доля школ с низкими результатами", "%", "40", *targets)))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _table(document: Any, rows: Any) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def test_targets_and_passport_change_and_name_their_new_places(world, draft, today) -> None:
    before = with_tables(
        ("30", "20"), (("Заказчик", "Управление"), ("Исполнители", "Школы"), ("Этапы", "Два"))
    )
    plan = imports.confirm_import(plan_import=draft(before), by=world.coordinator)
    assert plan.indicators.get().targets == {"2026": "30", "2027": "20"}
    after = with_tables(
        ("30", "15"),
        (
            ("Заказчик", "Управление образования"),
            ("Исполнители", "Школы"),
            ("Этапы", "Два"),
            ("Сроки", "2 года"),
        ),
    )
    again = imports.draft_import(
        municipality=world.office, by=world.coordinator, file_name="Новый.docx", content=after,
        updates=plan,
    )  # fmt: skip
    lines = {
        (line.part, line.change, line.label, line.before, line.after)
        for line in difference(again).lines
    }
    assert lines == {
        ("indicators", "changed", "цель на 2027\u00a0год", "20", "15"),
        ("passport", "changed", "текст", "Управление", "Управление образования"),
        ("passport", "added", "", "", ""),
    }
    apply(again, world.coordinator)
    indicator = plan.indicators.get()
    assert indicator.targets == {"2026": "30", "2027": "15"}
    assert indicator.source["import"] == again.pk
    entries = list(plan.passport.order_by("position").values_list("name", "text"))
    assert entries[0] == ("Заказчик", "Управление образования")
    assert entries[-1] == ("Сроки", "2 года")
    assert {one.source["import"] for one in plan.passport.all()} == {again.pk}


def test_number_that_people_changed_here_stays(world, roadmap, changed) -> None:
    edit(roadmap.activities.get(number="2.1"), world.administrator, number="2.1а")
    rows = (*ROWS, ("2.2", "Совет", "Май 2027 года", "Методист округа", "Акт"))
    draft = changed(rows)
    assert [line.change for line in difference(draft).lines] == ["added"]
    apply(draft, world.coordinator)
    assert [number for number, _ in rows_of(roadmap)] == ["1.1", "1.2", "2.1а", "2.2"]


def test_indicator_with_a_fact_is_not_deleted_and_says_why(world, draft, today) -> None:
    plan = imports.confirm_import(
        plan_import=draft(with_tables(("30", "20"), (("Заказчик", "Управление"),))),
        by=world.coordinator,
    )
    lost = plan.indicators.create(position=9, name="Охват наставничеством", targets={"2027": "80"})
    set_actual(
        indicator=lost, year=2027, by=world.coordinator, actual=Decimal(70), source="Отчёт", seen=""
    )
    again = imports.draft_import(
        municipality=world.office, by=world.coordinator, file_name="Новый.docx", updates=plan,
        content=with_tables(("30", "15"), (("Заказчик", "Управление"),)),
    )  # fmt: skip
    [line] = [line for line in difference(again).lines if line.change == "deleted"]
    assert "внесён факт" in line.refusal
    assert not line.is_ticked
    apply(again, world.coordinator)
    assert lost.values.get().actual == 70
