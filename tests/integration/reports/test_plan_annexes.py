"""A roadmap as the annex to its order: from the database to a file and back."""

from __future__ import annotations

import io
import json
from io import StringIO

import docx
import pytest
from django.core.management import call_command

from reports.models import Report
from roadmaps.actions.imports import confirm_import, draft_import
from roadmaps.actions.plans import move_plan
from roadmaps.domain.plan_states import PlanMove
from roadmaps.models import Activity, Roadmap
from roadmaps.parsing.plans import read_plan
from tests.unit.plans import making
from tests.unit.plans.annexes import said

pytestmark = pytest.mark.django_db

POINTS = (
    ("№", "Контрольная точка", "Срок", "Ответственный"),
    ("1", "Утверждён перечень", "до 01.03.2024", "Методист"),
    ("2", "Подведены итоги", "до 01.12.2026", "Методист"),
)
TASKS = (
    ("Направление", "2024", "2025", "2026"),
    ("Работа с кадрами", "Выявить затруднения педагогов", "Провести курсы", "Оценить прирост"),
    ("Работа с учениками", "Провести диагностику пробелов", "—", "Подвести итоги диагностики"),
)
INDICATORS = (
    ("Показатель", "Исходное значение (2023)", "2024", "2025", "2026"),
    ("Доля школ в перечне, %", "46,8", "40", "30", "20"),
    ("Доля педагогов, прошедших обучение, %", "12", "20", "40", "80"),
)
PARTNERS = (
    ("ШНОР", "Школа-партнёр", "Направление сотрудничества"),
    ("МБОУ Озёрная СОШ", "МБОУ Лесная гимназия", "Математика"),
)


def office_document() -> bytes:
    """A plan with everything that plans have."""
    document = docx.Document()
    document.add_paragraph("УТВЕРЖДЕНА приказом управления образования от 21.11.2023 № 420")
    document.add_paragraph("")
    for line in making.LINES:
        document.add_paragraph(line)
    document.add_paragraph("")
    document.add_paragraph("Цель: повысить результаты школ.")
    document.add_paragraph("Задачи:")
    document.add_paragraph("1. выявить причины низких результатов;")
    document.add_paragraph("2. разработать механизмы поддержки.")
    document.add_paragraph("")
    making.add_table(document, making.ROWS)
    for caption, rows in (
        ("Контрольные точки", POINTS),
        ("Целевые показатели", INDICATORS),
        ("Задачи по годам", TASKS),
        ("Школы-партнёры", PARTNERS),
    ):
        document.add_paragraph(caption)
        making.add_table(document, rows)
    return making.saved(document)


@pytest.fixture
def plan(world) -> Roadmap:
    drafted = draft_import(
        municipality=world.office, by=world.coordinator, file_name="План.docx",
        content=office_document(),
    )  # fmt: skip
    return confirm_import(plan_import=drafted, by=world.coordinator)


def build(plan: Roadmap, output) -> bytes:
    call_command(
        "build_report", "roadmap_annex", "--municipality", plan.municipality.code, "--roadmap",
        str(plan.pk), "--output", str(output), "--format", "json", stdout=(out := StringIO()),
    )  # fmt: skip
    assert json.loads(out.getvalue())["title"] == plan.title
    return output.read_bytes()


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_founded_plan_comes_out_as_the_plan_it_was(plan, tmp_path, ending):
    before = said(read_plan(office_document(), "План.docx"))
    after = said(read_plan(build(plan, tmp_path / f"plan.{ending}"), "Приложение"))
    assert before["order"] == {"number": "420", "date": "2023-11-21"}
    assert len(before["activities"]) == 7
    assert after == before


def test_pdf_is_made_too(plan, tmp_path):
    draft = read_plan(build(plan, tmp_path / "plan.pdf"), "Приложение")
    titles = list(plan.activities.order_by("position").values_list("title", flat=True))
    assert [" ".join(one.title.split()) for one in draft.activities] == titles


def test_what_changed_in_the_portal_comes_out(world, plan, tmp_path):
    Activity.objects.filter(number="2.3").update(deliverable="", funding_text="12 тыс. руб.")
    Activity.objects.create(roadmap=plan, position=99, title="Итоговый совет")
    draft = read_plan(build(plan, tmp_path / "plan.docx"), "Приложение")
    changed = next(one for one in draft.activities if one.number == "2.3")
    assert (changed.deliverable, changed.funding_text) == ("", "12 тыс. руб.")
    assert [one.title for one in draft.activities if not one.number] == ["Итоговый совет"]


def first_lines(content: bytes) -> list[str]:
    return [p.text for p in docx.Document(io.BytesIO(content)).paragraphs[:5]]


def test_word_is_downloaded_at_once_by_whoever_reads_the_plan(client, world, plan):
    client.force_login(world.head)
    answer = client.get(f"/reports/plans/{plan.pk}/plan.docx")
    assert answer.status_code == 200
    assert ".docx" in answer["Content-Disposition"]
    lines = first_lines(answer.content)
    assert lines[1] == "УТВЕРЖДЁН"
    assert lines[3] == "от 21.11.2023 №\u00a0420"
    Roadmap.objects.update(status="draft")
    assert client.get(f"/reports/plans/{plan.pk}/plan.docx").status_code == 404


def test_a_project_says_that_it_is_one(client, world, plan):
    Roadmap.objects.update(status="draft", order_number="", order_date=None)
    client.force_login(world.coordinator)
    lines = first_lines(client.get(f"/reports/plans/{plan.pk}/plan.docx").content)
    assert lines[0] == "ПРОЕКТ"
    plan.refresh_from_db()
    move_plan(
        roadmap=plan, by=world.coordinator, move=PlanMove.ENTER_FORCE, order_number="7-ОД",
        order_date=plan.created_at.date(),
    )  # fmt: skip
    lines = first_lines(client.get(f"/reports/plans/{plan.pk}/plan.docx").content)
    assert lines[0] == "Приложение"
    assert "№\u00a07-ОД" in lines[3]


def page_of(client, plan):
    return client.get(f"/roadmaps/{plan.pk}/")


@pytest.mark.parametrize(
    ("who", "formats"),
    [("coordinator", ["Word", "PDF", "Excel"]), ("head", ["Word", "Excel"])],
)
def test_the_page_of_the_plan_offers_the_formats(client, world, plan, who, formats):
    client.force_login(getattr(world, who))
    offered = {group.name: group.files for group in page_of(client, plan).context["downloads"]}
    annex = offered["План для приказа"]
    assert [file.words for file in annex] == formats
    for file in annex:
        if not file.is_made:
            assert client.get(file.url).status_code == 200
    assert [file.words for file in offered["Таблица исполнения"]] == ["Excel"]


def test_pdf_of_the_plan_is_put_into_work_by_one_press(client, world, plan):
    client.force_login(world.coordinator)
    address = f"/reports/plans/{plan.pk}/pdf/"
    assert f'<form method="post" action="{address}">' in page_of(client, plan).text
    answer = client.post(address)
    report = Report.objects.get()
    assert answer.url == f"/reports/{report.pk}/"
    assert (report.kind, report.format) == ("roadmap_annex", "pdf")
    assert report.params == {"roadmap": plan.pk}


def test_nobody_asks_for_the_pdf_of_an_empty_plan(client, world):
    plan = Roadmap.objects.create(
        municipality=world.office, title="План", first_year=2026, last_year=2026, status="in_force"
    )
    client.force_login(world.coordinator)
    answer = client.post(f"/reports/plans/{plan.pk}/pdf/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/roadmaps/{plan.pk}/"
    assert not Report.objects.exists()


def test_an_empty_plan_has_nothing_to_download(client, world):
    plan = Roadmap.objects.create(
        municipality=world.office, title="План", first_year=2026, last_year=2026, status="in_force"
    )
    client.force_login(world.coordinator)
    names = [group.name for group in page_of(client, plan).context["downloads"]]
    assert "План для приказа" not in names
    assert client.get(f"/reports/plans/{plan.pk}/plan.xlsx").status_code == 404
