"""The commands with a database as a shell sees them: one JSON document, or one sentence."""

import json

import pytest
from django.core.management import execute_from_command_line

pytestmark = pytest.mark.django_db

REGISTER = (
    "Логин;Муниципалитет;Название;Тип\n"
    "edu980101;reg98_m010 | Озёрный муниципальный район;МБОУ Озёрная СОШ;СОШ\n"
)
RESULTS = (
    "Учебный год;Процедура;Класс;Предмет;Логин;Участников;2;3;4;5\n"
    "2024/25;ВПР;5;Русский язык;edu980101;89;27;31;24;7\n"
    "2024/25;ВПР;5;Математика;edu980101;85;30;31;20;4\n"
)
PLACE = "--municipality=reg98_m010"


@pytest.fixture
def call(capsys, monkeypatch):
    """`manage.py …`; the test's transaction outlives the command, which would close it."""
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)

    def run(*arguments):
        code = 0
        try:
            execute_from_command_line(["manage.py", *map(str, arguments)])
        except SystemExit as end:
            code = end.code
        return (code, *capsys.readouterr())

    return run


@pytest.fixture
def files(tmp_path):
    """A register, results and an empty file."""
    for name, content in (("register", REGISTER), ("results", RESULTS), ("empty", "")):
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return tmp_path


def document(answer):
    code, out, err = answer
    assert (code, err) == (0, "")
    return json.loads(out)


def test_from_register_to_report_without_a_worker(call, files):
    schools = document(call("import_schools", files / "register.csv", "--format", "json"))
    assert schools == {"created": 1, "updated": 0, "issues": []}

    results = document(call("import_results", files / "results.csv", PLACE))
    assert set(results) == {"rows", "issues"}
    assert set(results["rows"][0]) >= {
        "school", "procedure", "subject", "grade", "academic_year", "participants", "marks",
        "mean_score", "below_minimum", "high_scorers", "source",
    }  # fmt: skip

    run = document(call("classify", PLACE, "--academic-year=2024", "--criteria=federal-30-2"))
    assert set(run) >= {"run", "criteria", "schools"}
    school = run["schools"][0]
    assert set(school) >= {"school", "category", "findings"}
    assert school["category"] == "low_results"
    assert set(school["findings"][0]) >= {
        "procedure", "subject", "grade", "participants", "low", "share", "threshold", "met",
    }  # fmt: skip

    output = files / "list.xlsx"
    report = document(
        call("build_report", "classification_list", PLACE, "--output", output, "--format", "json")
    )
    assert report["bytes"] == output.stat().st_size


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import_schools", "/nowhere.csv"], "не открывается"),
        (["import_schools", "EMPTY"], "Файл пустой"),
        (["import_schools", "EMPTY", "--municipality=19"], "не код муниципалитета"),
        (["import_schools"], "Не хватает аргументов"),
        (["import_results", "EMPTY", "--municipality=reg00_m000"], "Муниципалитета с кодом"),
        (["import_results", "EMPTY"], "Не хватает аргументов: --municipality"),
        (["classify", "--academic-year=2024"], "Укажите, где считать"),
        (["classify", "--municipality=reg00_m000", "--academic-year=2024"], "с кодом «reg00_m000»"),
        (["build_report", "novel", PLACE, "--output=r.pdf"], "Отчёта «novel» нет"),
        (["build_report", "analysis_vpr", PLACE, "--output=r.txt"], "должно кончаться на .pdf"),
        (["build_report", "analysis_vpr", PLACE, "--output=r.pdf", "--academic-year=скоро"],
         "нужно целое число"),
        (["demo_data", "--schools=0"], "не меньше 1"),
        (["demo_data", "--seed=семь"], "нужно целое число"),
    ],
)  # fmt: skip
def test_bad_input_is_exit_1_and_one_sentence(call, files, arguments, words):
    code, out, err = call(*(str(files / "empty.csv") if a == "EMPTY" else a for a in arguments))
    assert (code, out) == (1, "")
    assert words in err
    assert len(err.splitlines()) == 1
    assert "Error" not in err


def test_country_without_the_demonstration_names_no_accounts(call):
    code, out, _ = call("demo_data", "--schools", "2", "--seed", "3", "--format", "json")
    assert code == 0
    assert json.loads(out) == {"municipalities": 1, "schools": 2, "accounts": []}
