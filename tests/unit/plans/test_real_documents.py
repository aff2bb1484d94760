"""Published plans, where they are at hand; nothing of them is kept in the project."""

import os
from collections import Counter
from pathlib import Path

import pytest

from roadmaps.parsing.draft import ActivityKind, SectionKind, TableKind
from roadmaps.parsing.plans import read_plan

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("SHNOR_DOCUMENTS", ROOT.parent / "shared" / "documents"))


def plan(name: str):
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"no real documents: {path} is absent")
    return read_plan(path.read_bytes(), name)


def kinds(draft):
    return Counter(activity.kind for activity in draft.activities)


def test_one_table_of_38_activities():
    draft = plan("tonshaevo.docx")
    assert len(draft.activities) == 38
    assert [int(a.number.rstrip(".")) for a in draft.activities] == list(range(1, 39))
    for activity in draft.activities:
        assert activity.title
        assert activity.deadline_text
        assert activity.responsible
        assert activity.deliverable
    assert draft.years == (2020, 2021)
    assert len(draft.objectives) == 5


@pytest.mark.parametrize("name", ["seryshevo.docx", "seryshevo.pdf"])
def test_28_activities_in_sections_with_statistics(name):
    draft = plan(name)
    assert len(draft.activities) == 28
    assert len(draft.sections) == 5
    assert draft.activities[-1].section is None
    assert (draft.order.number, draft.order.date.isoformat()) == ("420", "2022-11-21")
    assert draft.years == (2023, 2025)
    assert len(draft.statistics) == 18
    assert len(draft.objectives) == 5


def test_both_formats_of_a_plan_agree():
    word, pdf = plan("seryshevo.docx"), plan("seryshevo.pdf")
    for one, other in zip(word.activities, pdf.activities, strict=True):
        assert one.title.split() == other.title.split()
        assert one.deadline_text.split() == other.deadline_text.split()
        assert one.deliverable.split() == other.deliverable.split()


def test_checkpoints_activities_and_mechanisms():
    draft = plan("nevinnomyssk.docx")
    assert kinds(draft) == {
        ActivityKind.CHECKPOINT: 10,
        ActivityKind.ACTIVITY: 19,
        ActivityKind.MECHANISM: 6,
    }
    assert len(draft.sections) == 5
    assert len(draft.indicators) == 5
    assert draft.years == (2024, 2024)


def test_a_programme_with_a_passport_and_an_annex():
    draft = plan("kirensk.docx")
    by_table = Counter(activity.source.table for activity in draft.activities)
    assert sorted(by_table.values()) == [45, 70]
    sections = Counter(section.kind for section in draft.sections)
    assert sections[SectionKind.LEVEL] == 10
    assert sections[SectionKind.OBJECTIVE] > 40
    assert len(draft.passport) == 10
    assert len(draft.indicators) == 4
    assert len(draft.year_tasks) == 93
    assert {task.year for task in draft.year_tasks} == {2020, 2021, 2022}
    assert not [table for table in draft.tables if table.kind is TableKind.UNKNOWN]
