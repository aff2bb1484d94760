"""The commands `import_results` and `classify`: one JSON document, or a sentence."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from assessments.models import ClassificationRun, Result, ResultsImport
from tests import workbook_maker as make

pytestmark = pytest.mark.django_db

ROWS = (
    ["Школа № 1(edu980001)", None, 89, 30.34, 34.83, 26.97, 7.87],
    ["Школа № 2(edu980002)", None, 8, 37.5, 25, 25, 12.5],
    ["Заречная школа(edu980101)", None, 8, 37.5, 25, 25, 12.5],
)


def run(capsys, *arguments):
    call_command(*arguments)
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "ВПР.xlsx"
    path.write_bytes(make.statistics(rows=ROWS))
    return str(path)


def test_dry_run_prints_rows_and_saves_nothing(world, workbook, capsys):
    document = run(capsys, "import_results", workbook, "--municipality=reg98_m001", "--dry-run")

    first = document["rows"][0]
    assert first["school"] == "edu980001"
    assert (first["procedure"], first["subject"], first["grade"]) == ("vpr", "Русский язык", 4)
    assert (first["academic_year"], first["participants"]) == (2025, 89)
    assert first["marks"] == {"2": 27, "3": 31, "4": 24, "5": 7}
    assert first["source"] == {"sheet": "РУ 4 Статистика по отметкам", "cell": "C12"}
    assert document["issues"][0]["source"]["cell"] == "C14"
    assert Result.objects.count() == ResultsImport.objects.count() == 0


def test_import_then_classify(world, workbook, tmp_path, capsys):
    table = tmp_path / "flat.csv"
    table.write_text(
        "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n2025/26;5;МА;edu980001;10;3;3;3;1\n",
        encoding="cp1251",
    )
    imported = run(capsys, "import_results", workbook, str(table), "--municipality=reg98_m001")
    assert len(imported["rows"]) == Result.objects.count() == 3
    assert imported["issues"][0]["source"]["file"] == "ВПР.xlsx"

    document = run(
        capsys, "classify", "--municipality=reg98_m001", "--academic-year=2025",
        "--criteria=federal-30-2",
    )  # fmt: skip

    schools = {school["school"]: school for school in document["schools"]}
    assert document["run"] == ClassificationRun.objects.get().pk
    assert schools["edu980001"]["category"] == "low_results"
    finding = schools["edu980001"]["findings"][0]
    assert {key: finding[key] for key in ("participants", "low", "share", "threshold", "met")} == {
        "participants": 89, "low": 27, "share": "30.34", "threshold": "30", "met": True,
    }  # fmt: skip
    assert schools["edu980003"]["category"] == "no_data"
    stricter = run(
        capsys, "classify", "--municipality=reg98_m001", "--academic-year=2025",
        "--set=min_participants=11", "--set", "threshold=40",
    )  # fmt: skip
    assert {school["school"]: school["category"] for school in stricter["schools"]} == {
        "edu980001": "at_risk", "edu980002": "none", "edu980003": "no_data",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["classify", "--municipality=reg00", "--academic-year=2025"], "Муниципалитета с кодом"),
        (["classify", "--municipality=reg98_m001", "--academic-year=скоро"], "не понят"),
        (
            ["classify", "--municipality=reg98_m001", "--academic-year=2025", "--criteria=x"],
            "Критериев «x» нет",
        ),
        (
            ["classify", "--municipality=reg98_m001", "--academic-year=2025", "--set=x=1"],
            "Параметра «x» в критериях нет",
        ),
        (["import_results", "/nowhere.xlsx", "--municipality=reg98_m001"], "не удаётся открыть"),
    ],
)
def test_bad_input_is_a_sentence(world, arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command(*arguments)
    assert ClassificationRun.objects.count() == 0


def test_one_unreadable_file_leaves_all_unsaved(world, workbook, tmp_path):
    bad = tmp_path / "x.pdf"
    bad.write_bytes(b"%PDF-1.4")
    with pytest.raises(CommandError, match=r"Файл 2 из 2, \.pdf: это не таблица"):
        call_command("import_results", workbook, str(bad), "--municipality=reg98_m001")
    assert Result.objects.count() == ResultsImport.objects.count() == 0
