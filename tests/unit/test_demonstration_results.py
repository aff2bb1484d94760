"""The workbooks of the demonstration tell of the same people."""

from assessments.domain.marks import MarkCounts
from assessments.domain.results import Attempt
from assessments.parsing.drafts import DraftDistribution
from assessments.parsing.workbook_reader import read_results
from shnor_portal.demo.objectivity import scores_workbook
from shnor_portal.demo.places import MUNICIPALITY
from shnor_portal.demo.results import exams_table, resits_table, vpr_workbook

TOPS = {"Русский язык": (13, 23, 32), "Математика": (5, 9, 14)}
"""The highest scores of the marks 2–4 in grade 4 (DOMAIN.md 4.3)."""


def marks_by_scores(found: DraftDistribution) -> MarkCounts:
    twos, threes, fours = TOPS[found.work.subject]
    counts = found.counts
    return MarkCounts(
        sum(counts[: twos + 1]), sum(counts[twos + 1 : threes + 1]),
        sum(counts[threes + 1 : fours + 1]), sum(counts[fours + 1 :]),
    )  # fmt: skip


def test_scores_of_the_demonstration_are_of_those_who_got_the_marks():
    marks = read_results(vpr_workbook(MUNICIPALITY, 2026, seed=7)).rows
    scores = read_results(scores_workbook(MUNICIPALITY, 2026, seed=7)).facts

    by_marks = {(one.work, one.school_code): one.marks for one in marks if one.work.grade == 4}
    by_scores = {
        (one.work, one.school_code): marks_by_scores(one)
        for one in scores
        if isinstance(one, DraftDistribution)
    }

    assert len(by_marks) == 2 * len(MUNICIPALITY.schools)
    assert by_scores == by_marks


def test_as_many_sit_an_exam_again_as_have_failed_it():
    first = read_results(exams_table(MUNICIPALITY, 2025, seed=1)).rows
    again = read_results(resits_table(MUNICIPALITY, 2025, seed=1)).rows

    failed = {(row.school_code, row.work): row.marks.twos for row in first if row.marks.twos}
    assert failed
    assert {(row.school_code, row.work): row.participants for row in again} == failed
    assert {row.attempt for row in again} == {Attempt.RESIT}
