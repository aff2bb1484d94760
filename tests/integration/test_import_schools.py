"""The register command: makes, renews, never doubles, stays inside its municipality."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent
from schools.domain.kinds import _KINDS
from schools.models import Municipality, School, SchoolAlias, SchoolKind

pytestmark = pytest.mark.django_db

HEADER = "Логин;Прежний логин;Муниципалитет;Название;Код ОГЭ;Филиал школы;Закрыта;Правопреемник\n"
PLACE = "reg98_m010 | Озёрный муниципальный район"


@pytest.fixture
def load(tmp_path):
    def run(rows: str, *arguments: str, header: str = HEADER) -> dict:
        path = tmp_path / "register.csv"
        path.write_text(header + rows, encoding="cp1251")
        out = io.StringIO()
        call_command("import_schools", str(path), *arguments, stdout=out)
        return json.loads(out.getvalue())

    return run


def test_first_import_makes_municipality_schools_branches_and_successors(load):
    answer = load(
        f"edu980011;;{PLACE};Филиал в посёлке;;edu980010;;\n"
        f"edu980010;sch980010;{PLACE};МБОУ СОШ № 10;0110;;;\n"
        f"edu980012;;{PLACE};Старая ООШ;;;31.08.2024;МБОУ СОШ № 10\n"
    )
    assert answer == {"created": 3, "updated": 0, "issues": []}
    municipality = Municipality.objects.get(code="reg98_m010")
    assert municipality.name == "Озёрный муниципальный район"
    assert municipality.region.code == "98"
    main = School.objects.get(login="edu980010")
    assert main.oge_code == "0110"
    assert School.objects.get(login="edu980011").parent == main
    closed = School.objects.get(login="edu980012")
    assert closed.successor == main
    assert str(closed.closed_on) == "2024-08-31"
    assert SchoolAlias.objects.get(login="sch980010").school == main
    assert AuditEvent.objects.get(action="import_register").municipality_id == municipality.pk


def test_second_import_renews_and_never_doubles(load):
    rows = f"edu980010;sch980010;{PLACE};Школа № 10;0110;;;\n"
    load(rows)
    answer = load(rows.replace("Школа № 10", "МБОУ СОШ № 10"))
    assert answer == {"created": 0, "updated": 1, "issues": []}
    assert School.objects.get().name == "МБОУ СОШ № 10"
    assert SchoolAlias.objects.count() == 1


def test_a_code_of_two_schools_is_told_beside_both(load):
    answer = load(
        f"edu980010;;{PLACE};Школа № 10;0110;;;\n"
        f"edu980011;;{PLACE};Школа № 11;110;;;\n"
        f"edu980012;;reg98_m011;Школа № 12;0110;;;\n"
        f"edu980013;;{PLACE};Школа № 13;;;;\n"
    )

    assert answer["created"] == 4
    words = "Код {} есть и у школы «{}»: протоколы с ним портал не отнесёт ни к одной."
    assert [
        (one["source"]["cell"], one["text"].removesuffix(" Оставьте код одной из них."))
        for one in answer["issues"]
    ] == [("E2", words.format("0110", "Школа № 11")), ("E3", words.format("110", "Школа № 10"))]


def test_absent_columns_leave_what_is_known(load):
    load(f"edu980010;;{PLACE};Школа № 10;0110;;31.08.2024;\n")
    load("edu980010;Десятая школа\n", "--municipality", "reg98_m010", header="Логин;Название\n")
    school = School.objects.get()
    assert (school.name, school.oge_code, str(school.closed_on)) == (
        "Десятая школа", "0110", "2024-08-31",
    )  # fmt: skip


def test_new_login_of_a_known_school_keeps_the_old_one_as_alias(load):
    load(f"sch980010;;{PLACE};Школа № 10;;;;\n")
    answer = load(f"edu980010;sch980010;{PLACE};Школа № 10;;;;\n")
    assert (answer["created"], answer["updated"]) == (0, 1)
    assert School.objects.get().login == "edu980010"
    assert SchoolAlias.objects.get().login == "sch980010"
    answer = load(f"sch980010;;{PLACE};Школа № 10;;;;\n")
    assert (answer["created"], answer["updated"]) == (0, 1)
    assert School.objects.get().login == "edu980010"


def test_rows_of_another_municipality_are_left_out_and_said(load):
    answer = load(
        f"edu980010;;{PLACE};Школа № 10;;;;\nedu980099;;reg98_m011 | Лесной район;Чужая;;;;\n",
        "--municipality",
        "reg98_m010",
    )
    assert answer["created"] == 1
    assert answer["issues"] == [
        {
            "severity": "warning",
            "text": "Школа edu980099 относится к другому муниципалитету. Строка пропущена.",
            "source": {"sheet": "", "cell": "C3"},
        }
    ]
    assert not Municipality.objects.filter(code="reg98_m011").exists()


def test_a_municipality_cannot_take_the_school_of_another(load):
    load("edu980099;;reg98_m011 | Лесной район;Чужая;;;;\n")
    answer = load("edu980099;Наша\n", "--municipality", "reg98_m010", header="Логин;Название\n")
    assert (answer["created"], answer["updated"]) == (0, 0)
    assert "другого муниципалитета" in answer["issues"][0]["text"]
    assert School.objects.get().name == "Чужая"


def test_unknown_branch_and_foreign_alias_are_issues_of_their_cells(load):
    answer = load(
        f"edu980010;;{PLACE};Школа № 10;;edu980077;;\nedu980012;edu980010;{PLACE};Школа № 12;;;;\n"
    )
    assert answer["created"] == 1
    assert [issue["source"]["cell"] for issue in answer["issues"]] == ["A3", "F2"]


def test_municipality_is_found_by_its_name_alone(load):
    load(f"edu980010;;{PLACE};Школа № 10;;;;\n")
    answer = load(
        "edu980011;;Озёрный муниципальный район;Школа № 11;;;;\n"
        "edu980012;;Неведомый район;Школа № 12;;;;\n"
    )
    assert answer["created"] == 1
    assert "не найден по названию" in answer["issues"][0]["text"]


@pytest.mark.parametrize("name", ["absent.csv", "empty.csv", "notes.csv"])
def test_bad_files_are_refused_with_a_sentence(name, tmp_path):
    if name != "absent.csv":
        (tmp_path / name).write_text("" if name == "empty.csv" else "просто текст\n", "utf-8")
    with pytest.raises(CommandError, match=r"[А-Я].*\."):
        call_command("import_schools", str(tmp_path / name))
    assert not School.objects.exists()


def test_bad_municipality_code_is_refused(tmp_path):
    with pytest.raises(CommandError, match="не код муниципалитета"):
        call_command("import_schools", str(tmp_path / "x.csv"), "--municipality", "Озёрный")


def test_every_kind_read_from_words_is_a_kind_of_the_model():
    assert {kind for kind, _ in _KINDS} == set(SchoolKind.values)
