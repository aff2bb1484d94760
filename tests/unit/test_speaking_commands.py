"""The commands as a shell sees them: exit code, stdout, stderr; those here need no database."""

import json

import pytest
from django.core.management import execute_from_command_line

READING_KEYS = {
    "text", "kind", "by", "recurrence", "occurrences", "confidence", "reading", "alternatives",
}  # fmt: skip


def call(capsys, *arguments):
    """What `manage.py …` leaves: exit code, stdout, stderr."""
    code = 0
    try:
        execute_from_command_line(["manage.py", *map(str, arguments)])
    except SystemExit as end:
        code = end.code
    return (code, *capsys.readouterr())


def test_deadline_is_one_json_document_with_every_member(capsys):
    code, out, err = call(capsys, "read_deadline", "Январь, июль ежегодно", "--years", 2023, 2025)
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert set(answer) >= READING_KEYS
    assert answer["occurrences"][0] == ["2023-01-01", "2023-01-31"]


def test_other_readings_have_the_same_members(capsys):
    _, out, _ = call(capsys, "read_deadline", "до июня", "--years", 2025, 2025)
    alternatives = json.loads(out)["alternatives"]
    assert alternatives
    assert all(set(other) >= READING_KEYS - {"alternatives"} for other in alternatives)


def test_every_line_of_a_file_has_its_answer(capsys, tmp_path):
    requests = tmp_path / "requests.jsonl"
    requests.write_text(
        '{"text": "до 15 октября", "years": [2025, 2026], "calendar": "school-year"}\n'
        '{"text": "по завершении ВПР", "years": null, "calendar": null}\n',
        encoding="utf-8",
    )
    code, out, err = call(capsys, "read_deadline", "--lines", requests)
    assert (code, err) == (0, "")
    first, second = map(json.loads, out.splitlines())
    assert first["occurrences"] == [[None, "2025-10-15"]]
    assert (second["kind"], second["occurrences"]) == ("event", [])


def test_broken_lines_are_told_by_number_and_the_others_answered(capsys, tmp_path):
    requests = tmp_path / "requests.jsonl"
    requests.write_text(
        '{"text": "май", "years": [2025, 2025]}\n\nне JSON\n{"text": 5}\n[1]\n'
        '{"text": "май", "years": [2025, 2023]}\n{"text": "май", "calendar": "лунный"}\n'
        '{"text": "\\ud800 июнь", "years": [2025]}\n',
        encoding="utf-8",
    )
    code, out, err = call(capsys, "read_deadline", "--lines", requests)
    assert code == 1
    assert [json.loads(line)["occurrences"] for line in out.splitlines()] == [
        [["2025-05-01", "2025-05-31"]], [["2025-06-01", "2025-06-30"]],
    ]  # fmt: skip
    told = err.splitlines()
    assert [line.split(":")[0] for line in told] == [f"Строка {n}" for n in (3, 4, 5, 6, 7)]
    assert told[0] == "Строка 3: это не JSON. Исправьте её."


def test_responsible_is_one_json_document(capsys):
    code, out, err = call(capsys, "read_responsible", "Руководители ОО", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "text": "Руководители ОО",
        "parties": [{"name": "Руководители ОО", "kind": "group", "fans_out": "schools"}],
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read_deadline"], "Укажите текст"),
        (["read_deadline", "Май", "--years", "2025", "2023"], "первый год не позже последнего"),
        (["read_deadline", "Май", "--years", "скоро"], "Значение «скоро» для --years не подходит"),
        (["read_deadline", "Май", "--years"], "После --years не хватает значения"),
        (["read_deadline", "Май", "--calendar", "лунный"], "возможны «calendar-year»"),
        (["read_deadline", "--lines", "/nowhere"], "не читается"),
        (["read_responsible", "--lines", "/nowhere"], "не читается"),
        (["read_roadmap"], "Не хватает аргументов: FILE"),
        (["read_roadmap", "/nowhere.docx"], "не удаётся открыть"),
        (["read_roadmap", "plan.docx", "--years", "2025", "2023"], "Годы плана указаны неверно"),
        (["read_roadmap", "plan.docx", "--school", "7"], "Неизвестные аргументы: --school"),
        (["read_roadmap", "--output"], "Не хватает аргументов"),
    ],
)
def test_bad_input_is_exit_1_and_one_sentence(capsys, arguments, words):
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (1, "")
    assert words in err
    assert len(err.splitlines()) == 1
    assert not err.isascii()
    assert "Error" not in err


def test_empty_file_is_exit_1_and_one_sentence(capsys, tmp_path):
    path = tmp_path / "plan.docx"
    path.touch()
    assert call(capsys, "read_roadmap", path) == (
        1, "", "Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова.\n",
    )  # fmt: skip
