"""The command `build_report`: a report without a worker, one JSON document, Russian refusals."""

import json
from io import StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from assessments.models import Result

pytestmark = pytest.mark.django_db


def build(kind, output, *more, code="reg98_m001"):
    out = StringIO()
    arguments = ["build_report", kind, "--municipality", code, "--output", str(output)]
    call_command(*arguments, "--format", "json", *more, stdout=out)
    return json.loads(out.getvalue())


def test_pdf_says_its_pages_and_bytes(world, run, tmp_path):
    output = tmp_path / "report.pdf"
    said = build("analysis_vpr", output, "--academic-year", "2024")
    assert (said["kind"], said["file"]) == ("analysis_vpr", str(output))
    assert said["pages"] >= 3
    assert said["bytes"] == output.stat().st_size
    assert output.read_bytes().startswith(b"%PDF")


def test_workbook_says_its_rows(world, roadmap, tmp_path):
    output = tmp_path / "report.XLSX"
    said = build("roadmap_progress", output, "--roadmap", str(roadmap.pk))
    sheet = openpyxl.load_workbook(output)["Итоги"]
    assert sheet["B3"].value == 1
    assert said["rows"] > 10


def test_latest_year_is_taken_where_none_is_named(world, run, tmp_path):
    said = build("classification_list", tmp_path / "list.docx")
    assert "2024/25" in said["title"]


def test_for_publication_figures_of_four_people_are_hidden(world, results, tmp_path):
    Result.objects.filter(school=world.school, subject="Русский язык").update(
        participants=3, twos=1, threes=1, fours=1, fives=0
    )
    output = tmp_path / "report.xlsx"
    build("analysis_vpr", output, "--academic-year", "2024", "--public")
    sheet = openpyxl.load_workbook(output)["Русский язык"]
    shown = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["скрыто"] * 9 in [row[1:] for row in shown]


@pytest.mark.parametrize(
    ("kind", "name", "code", "more", "words"),
    [
        ("school_grounds", "r.pdf", "reg98_m001", ("--public",), "для публикации не составляется"),
        ("novel", "r.pdf", "reg98_m001", (), "Отчёта «novel» нет"),
        ("analysis_vpr", "r.txt", "reg98_m001", (), "должно кончаться на .pdf, .docx или .xlsx"),
        ("analysis_vpr", "r.pdf", "reg00_m000", (), "Муниципалитета с кодом «reg00_m000» нет"),
        ("analysis_vpr", "r.pdf", "reg98_m001", ("--academic-year", "2010"), "За 2010/11"),
        ("analysis_vpr", "r.pdf", "reg98_m002", (), "нет результатов"),
        ("roadmap_progress", "r.pdf", "reg98_m001", ("--roadmap", "999"), "не найдена"),
        ("roadmap_progress", "r.pdf", "reg98_m002", (), "нет действующих дорожных карт"),
        ("analysis_vpr", "absent/r.pdf", "reg98_m001", (), "записать не удалось"),
    ],
)
def test_bad_input_is_one_russian_sentence(world, run, roadmap, tmp_path, kind, name, code, more,
                                           words):  # fmt: skip
    with pytest.raises(CommandError, match=words):
        build(kind, tmp_path / name, *more, code=code)
    assert not (tmp_path / name).exists()
    assert list(tmp_path.glob(".report-*")) == []
