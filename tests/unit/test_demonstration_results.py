"""The workbooks of the demonstration tell of the same people."""

from assessments.domain.marks import MarkCounts
from assessments.domain.objectivity.markers import Journal, differences
from assessments.domain.results import Attempt
from assessments.parsing.drafts import DraftDistribution
from assessments.parsing.workbook_reader import read_results
from shnor_portal.demo.journals import journals_workbook
from shnor_portal.demo.objectivity import scores_workbook, signed
from shnor_portal.demo.places import MUNICIPALITY
from shnor_portal.demo.results import exams_table, resits_table, vpr_workbook
from shnor_portal.demo.tasks import outcomes_workbook, tasks_workbook

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


def test_comparisons_with_the_journal_are_of_those_who_got_the_marks():
    marks = read_results(vpr_workbook(MUNICIPALITY, 2026, seed=7)).rows
    journals = read_results(journals_workbook(MUNICIPALITY, 2026, seed=7))
    by_school = {(one.work, one.school_code): one for one in journals.facts}

    assert journals.issues == []
    assert by_school.keys() == {(one.work, one.school_code) for one in marks}
    for one in marks:
        found = by_school[one.work, one.school_code]
        assert found.participants == one.participants
        assert found.lowered <= one.participants - max(one.marks.fives, found.raised)
        assert found.raised <= one.marks.fours + one.marks.fives


def test_the_journal_differs_loudly_where_the_list_of_signs_names_a_work():
    found = read_results(journals_workbook(MUNICIPALITY, 2026, seed=1)).facts
    short = {"Русский язык": "РУ", "Математика": "МА"}

    loud = {
        (one.school_code, short[one.work.subject], one.work.grade)
        for one in found
        if differences(Journal(one.lowered, one.confirmed, one.raised))
    }

    named = {(one.login, *work) for one, works in signed(MUNICIPALITY).items() for work in works}
    assert loud == named


def test_points_for_tasks_add_up_to_the_primary_scores():
    scores = read_results(scores_workbook(MUNICIPALITY, 2026, seed=7)).facts
    tasks = read_results(tasks_workbook(MUNICIPALITY, 2026, seed=7))
    points = {
        (one.work, one.school_code): (
            one.participants,
            sum(
                round(task.percent * one.participants * task.max_score / 100) for task in one.tasks
            ),
        )
        for one in tasks.facts
    }

    assert tasks.issues == []
    assert points == {
        (one.work, one.school_code): (
            one.participants, sum(score * number for score, number in enumerate(one.counts)),
        )
        for one in scores
    }  # fmt: skip


def test_planned_outcomes_repeat_the_tasks_that_check_them():
    tasks = read_results(tasks_workbook(MUNICIPALITY, 2026, seed=7))
    outcomes = read_results(outcomes_workbook(MUNICIPALITY, 2026, seed=7))
    whole = {one.work: dict(one.figures) for one in tasks.references if one.scope == "municipality"}

    assert outcomes.issues == []
    assert len(outcomes.facts) == len(tasks.facts) == 2 * len(MUNICIPALITY.schools)
    by_school = {(one.work, one.school_code): one for one in outcomes.facts}
    for one in tasks.facts:
        found = by_school[one.work, one.school_code].outcomes
        assert {each.number: each.school for each in found} == {
            task.number: task.percent for task in one.tasks
        }
        assert {each.number: each.municipality for each in found} == whole[one.work]
