"""«Понедельник»: one sheet with what the weekly meeting asks about."""

from __future__ import annotations

import io
from datetime import date, timedelta

import docx
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from reports.domain.document import Paragraph, Table
from reports.domain.kinds import ReportFormat
from reports.domain.monday import MOST_ROWS, Due, Late, MondayFacts, compose, weeks_of
from reports.domain.office import Office
from reports.renderers import render
from roadmaps.models import Activity, Assignment, Occurrence, Roadmap

OFFICE = Office("Управление образования", "Приозёрный округ")
WEDNESDAY = date(2026, 11, 25)


def facts(**changed) -> MondayFacts:
    """A quiet week, except for what is given."""
    quiet = {
        "late": (), "due": (), "waiting": 0, "longest_days": 0, "silent": (), "accepted": 0,
    }  # fmt: skip
    return MondayFacts(**{**quiet, **changed})


def words(document) -> str:
    """The running text of a document."""
    return " ".join(block.text for block in document.blocks if isinstance(block, Paragraph))


def test_weeks_begin_on_monday() -> None:
    assert weeks_of(WEDNESDAY) == (date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 7))


def test_quiet_week_says_so() -> None:
    document = compose(facts(), OFFICE, WEDNESDAY)
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert all("сроков нет" in row.cells[0] for row in table.rows)
    assert "Просроченного нет." in words(document)
    assert "Проверки ничего не ждёт." in words(document)


def test_each_date_stands_in_its_week() -> None:
    due = (
        Due(date(2026, 11, 29), "1.1 Карта", "2 из 5"),
        Due(date(2026, 11, 30), "1.2 Отчёт", "1 из 1"),
    )
    document = compose(facts(due=due), OFFICE, WEDNESDAY)
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    this, first, following, second = (row.cells for row in table.rows)
    assert this[0] == "На этой неделе, 23.11.2026 – 29.11.2026"
    assert first[1:] == ("1.1 Карта", "2 из 5")
    assert following[0].startswith("На следующей неделе, 30.11.2026")
    assert second[1] == "1.2 Отчёт"


def test_what_does_not_fit_is_counted() -> None:
    late = tuple(Late(f"Школа № {n}", 1, WEDNESDAY) for n in range(MOST_ROWS + 2))
    document = compose(facts(late=late), OFFICE, WEDNESDAY)
    assert "Ещё 2\u00a0исполнителя." in words(document)


def test_busy_week_of_a_large_office_fits_on_one_sheet() -> None:
    monday, following, _ = weeks_of(WEDNESDAY)
    title = "1.10 Муниципальный семинар для школьных команд…"
    due = [Due(day, title, "30 из 60") for day in (monday, following) for _ in range(20)]
    schools = [f"Верхнеозёрская средняя школа № {number}" for number in range(40)]
    document = compose(
        facts(
            late=tuple(Late(school, 3, WEDNESDAY) for school in schools), due=tuple(due),
            waiting=90, longest_days=40, silent=tuple(schools), accepted=120,
        ),
        OFFICE, WEDNESDAY,
    )  # fmt: skip
    content = render(document, ReportFormat.PDF)
    with pypdfium2.PdfDocument(io.BytesIO(content)) as pages:
        assert len(pages) == 1


@pytest.fixture
def work(world):
    """One late, one due today, one accepted last week."""
    plan = Roadmap.objects.create(
        municipality=world.office, title="План", first_year=2020, last_year=2040, status="in_force"
    )
    today = timezone.localdate()

    def add(title, due_on, **fields):
        activity = Activity.objects.create(roadmap=plan, position=1, title=title)
        occurrence = Occurrence.objects.create(activity=activity, due_on=due_on)
        Assignment.objects.create(occurrence=occurrence, school=world.school, **fields)

    add("Самодиагностика", today - timedelta(days=40))
    add("Семинар для команд", today)
    monday, _, _ = weeks_of(today)
    accepted_at = timezone.now() - (today - monday + timedelta(days=3))
    add("Приказ", monday, status="accepted", accepted_at=accepted_at)


@pytest.mark.django_db
def test_sheet_tells_of_the_office_on_one_page(client, world, work) -> None:
    client.force_login(world.coordinator)
    answer = client.get(reverse("reports:monday_pdf", args=[world.office.pk]))
    with pypdfium2.PdfDocument(io.BytesIO(answer.content)) as pages:
        assert len(pages) == 1
        text = " ".join(pages[0].get_textpage().get_text_bounded().split())
    assert "Школа № 1" in text.replace("\u00a0", " ")
    assert "Семинар для команд" in text
    assert "принято 1 поручение" in text.replace("\u00a0", " ")


@pytest.mark.django_db
def test_sheet_comes_as_word_too(client, world, work) -> None:
    client.force_login(world.coordinator)
    answer = client.get(reverse("reports:monday_docx", args=[world.office.pk]))
    document = docx.Document(io.BytesIO(answer.content))
    assert any("Просрочено" in paragraph.text for paragraph in document.paragraphs)


@pytest.mark.django_db
def test_home_of_the_coordinator_leads_to_the_sheet(client, world) -> None:
    client.force_login(world.coordinator)
    assert reverse("reports:monday_pdf", args=[world.office.pk]) in client.get("/").text
