"""The list of assignments, its workbook and the reports tell moves, returns and waits."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.utils import timezone

from reports.builders.monday import build_monday
from reports.builders.roadmap_progress import _facts
from reports.domain.document import Paragraph
from roadmaps.actions.work import accept, postpone, return_for_rework, submit
from roadmaps.models import Assignment
from roadmaps.queries.progress import moved_words

pytestmark = pytest.mark.django_db
MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture
def owed(world, make_assignment):
    """Moved twice by 35 days in all, handed in, sent back, handed in again and accepted."""
    planned = date(2026, 9, 28)
    one = make_assignment(due_on=planned)

    def at(days: int) -> datetime:
        monday = datetime(2026, 9, 7, 9, tzinfo=MOSCOW)
        return monday + timedelta(days=days)

    by = {"by": world.coordinator}
    postpone(assignment=one, due_on=planned + timedelta(days=7), comment="Ремонт", at=at(0), **by)
    postpone(assignment=one, due_on=planned + timedelta(days=35), comment="Ремонт", at=at(0), **by)
    submit(assignment=one, note="Готово", by=world.head, at=at(2))
    return_for_rework(assignment=one, comment="Нет подписи", at=at(7), **by)
    submit(assignment=one, note="Готово", by=world.head, at=at(8))
    accept(assignment=one, at=at(9), **by)
    return one


def test_table_and_workbook_tell_moves_returns_and_both_clocks(client, world, owed):
    client.force_login(world.coordinator)
    page = client.get("/assignments/all/").text
    assert "перенесено 2\u00a0раза, на 35\u00a0дней" in page
    assert "возвращено 1\u00a0раз" in page
    assert "школу&nbsp;3" in page
    assert "управление&nbsp;4" in page
    content = client.get("/assignments/all.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    row = list(sheet.iter_rows(values_only=True))[-1]
    assert row[12:] == (2, 35, 1, 3, 4)
    assert row[11].date() == owed.occurrence.due_on


def test_progress_report_reads_moves_returns_and_both_clocks(owed):
    (section,) = _facts(owed.occurrence.activity.roadmap, timezone.localdate()).sections
    (duty,) = section.duties
    assert (duty.moves, duty.moved_days, duty.returns) == (2, 35, 1)
    assert (duty.waited_for_doer, duty.waited_for_office) == (3, 4)


def test_monday_tells_postponed_work_apart_from_overdue(world, make_assignment, now, today):
    late = make_assignment(due_on=today - timedelta(days=3))
    moved = make_assignment(due_on=today - timedelta(days=1))
    postpone(
        assignment=moved, due_on=today + timedelta(days=30), comment="Ремонт",
        by=world.coordinator, at=now,
    )  # fmt: skip
    document = build_monday(world.office, today)
    (summary,) = [block.text for block in document.blocks[:1] if isinstance(block, Paragraph)]
    assert "Просрочено 1\u00a0поручение." in summary
    assert (
        "Перенесено на новый срок 1\u00a0поручение; сроки невыполненного переносили 1\u00a0раз."
    ) in summary
    (row,) = document.tables()[0].rows
    overdue, postponed, oldest = row.cells[1:]
    assert (overdue.value, postponed.value, oldest) == (1, 1, late.occurrence.due_on)


def test_page_of_a_school_says_how_often_its_dates_were_moved(client, world, owed, make_assignment):
    every = Assignment.objects.filter(school=world.school)
    said = "Сроки переносили 2\u00a0раза, всего на 35\u00a0дней"
    assert moved_words(every) == said
    assert moved_words(every.exclude(pk=owed.pk)) == ""
    client.force_login(world.coordinator)
    assert said in client.get(f"/schools/{world.school.login}/").text


def test_clocks_of_a_page_cost_as_many_queries_as_those_of_one_row(
    client, world, owed, make_assignment, count_queries
):
    client.force_login(world.coordinator)
    few = count_queries(lambda: client.get("/assignments/all/"))
    for day in range(1, 40):
        make_assignment(due_on=date(2026, 12, 1) + timedelta(days=day))
    assert count_queries(lambda: client.get("/assignments/all/")) == few
