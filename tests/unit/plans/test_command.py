"""`manage.py read_roadmap`: the shape that other programs rely on."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.unit.plans import making

MEMBERS = {
    "title", "years", "order", "goal", "objectives", "passport", "sections", "activities",
    "indicators", "year_tasks", "partnerships", "statistics", "issues", "tables",
    "abbreviations", "places",
}  # fmt: skip
ACTIVITY_MEMBERS = {
    "section", "number", "kind", "title", "deadline_text", "deadline", "responsible_text",
    "responsible", "deliverable", "expected_outcome", "indicator_text", "funding_text",
    "information_text", "done_mark", "extra", "source", "confidence",
}  # fmt: skip


@pytest.fixture
def plan_file(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(making.word(making.ROWS))
    return path


def read(capsys, *arguments) -> dict:
    call_command("read_roadmap", *map(str, arguments))
    return json.loads(capsys.readouterr().out)


def test_the_document_has_every_member(capsys, plan_file):
    document = read(capsys, plan_file, "--format", "json")
    assert set(document) == MEMBERS
    assert document["years"] == [2024, 2026]
    assert document["sections"][0] == {
        "id": 1,
        "parent": None,
        "number": "1.",
        "title": "Аналитическая работа",
        "kind": "section",
    }
    activity = document["activities"][0]
    assert set(activity) == ACTIVITY_MEMBERS
    assert activity["source"] == {"table": 1, "row": 3}
    assert activity["deadline"]["kind"] == "recurring"
    assert len(activity["deadline"]["occurrences"]) == 3
    (table,) = document["tables"]
    assert (table["number"], table["kind"]) == (1, "activities")
    assert [column["role"] for column in table["columns"]] == [
        "number", "title", "deadline", "responsible", "deliverable",
    ]  # fmt: skip
    schools = document["activities"][2]["responsible"]
    assert schools == [{"name": "Руководители ОО", "kind": "group", "fans_out": "schools"}]


def test_years_may_be_given(capsys, plan_file):
    document = read(capsys, plan_file, "--years", "2025", "2025")
    assert document["years"] == [2025, 2025]
    assert len(document["activities"][0]["deadline"]["occurrences"]) == 1


@pytest.mark.parametrize("years", [("2026", "2024"), ("две", "тысячи"), ("12", "13")])
def test_wrong_years_are_refused(plan_file, years):
    with pytest.raises(CommandError, match="Годы плана указаны неверно"):
        call_command("read_roadmap", str(plan_file), "--years", *years)


def test_bad_files_are_refused_with_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="не удаётся открыть"):
        call_command("read_roadmap", str(tmp_path / "absent.docx"))
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    with pytest.raises(CommandError, match="не документ"):
        call_command("read_roadmap", str(picture))
