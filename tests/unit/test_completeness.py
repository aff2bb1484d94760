"""What a plan lacks: asked where the plan could answer, once, and never again when answered."""

from __future__ import annotations

from dataclasses import replace

from roadmaps.domain.completeness import (
    Gap,
    IndicatorFacts,
    PartyFacts,
    PlanFacts,
    RowFacts,
    SectionFacts,
    gaps_of_rows,
    in_words,
    questions_about,
    without_answered,
)

WHOLE = RowFacts(1, "1.1 Семинар", "Семинар", deadline="Май", responsible="Методист")


def asked(**facts: object) -> list[tuple[Gap, int]]:
    plan = PlanFacts(**{"rows": (WHOLE,), **facts})
    return [(one.gap, one.subject) for one in questions_about(plan)]


def test_whole_plan_is_not_asked_about() -> None:
    assert asked() == []


def test_row_without_responsible_date_and_document_is_asked_about_each() -> None:
    bare = RowFacts(2, "1.2", "Совет", responsible=" ", is_dated=False, has_result=False)
    assert asked(rows=(WHOLE, bare)) == [
        (Gap.NO_RESPONSIBLE, 2),
        (Gap.NO_DATE, 2),
        (Gap.NO_DELIVERABLE, 2),
    ]


def test_plan_without_a_column_of_documents_is_not_asked_for_them() -> None:
    rows = [replace(WHOLE, has_result=False), replace(WHOLE, id=2, title="Совет", has_result=False)]
    assert asked(rows=rows) == []


def test_purpose_is_asked_only_where_there_are_risks_or_indicators() -> None:
    aimless = replace(WHOLE, has_purpose=False)
    assert asked(rows=(aimless,)) == []
    assert asked(rows=(aimless,), has_goals=True) == [(Gap.NO_PURPOSE, 1)]


def test_same_words_are_twice_only_with_the_same_deadline_and_responsible() -> None:
    again = replace(WHOLE, id=2, title="семинар.")
    in_june = replace(again, deadline="Июнь")
    assert asked(rows=(WHOLE, again)) == [(Gap.TWICE, 2)]
    assert asked(rows=(WHOLE, in_june)) == []
    assert asked(rows=(replace(WHOLE, title=""), replace(again, title=""))) == []


def test_section_with_rows_in_its_parts_is_not_empty() -> None:
    sections = (SectionFacts(1, "I"), SectionFacts(2, "I.1", 1), SectionFacts(3, "II"))
    rows = (replace(WHOLE, section=2),)
    assert asked(rows=rows, sections=sections) == [(Gap.EMPTY_SECTION, 3)]


def test_parts_of_an_empty_section_are_not_asked_about_again() -> None:
    sections = (SectionFacts(1, "I"), SectionFacts(2, "I.1", 1))
    assert asked(sections=sections) == [(Gap.EMPTY_SECTION, 1)]


def test_indicator_is_asked_for_unit_targets_and_work() -> None:
    bare = IndicatorFacts(7, "Охват", "", (2026, 2027), is_worked_on=False)
    plan = PlanFacts(rows=(WHOLE,), indicators=(bare, IndicatorFacts(8, "Доля", "%")))
    found = questions_about(plan)
    assert [one.gap for one in found] == [Gap.IDLE_INDICATOR, Gap.NO_TARGET, Gap.NO_UNIT]
    assert found[1].detail == "нет цели на 2026, 2027"


def test_party_without_a_person_is_one_question_with_its_activities() -> None:
    plan = PlanFacts(rows=(WHOLE,), mute_parties=(PartyFacts(5, "Отдел", 3),))
    (question,) = questions_about(plan)
    assert (question.gap, question.detail) == (Gap.NOBODY_WRITTEN_TO, "3\u00a0мероприятия")


def test_answered_question_is_not_asked_again_and_others_are() -> None:
    rows = (replace(WHOLE, responsible=""), replace(WHOLE, id=2, title="Иное", responsible=""))
    found = questions_about(PlanFacts(rows=rows))
    left = without_answered(found, {(Gap.NO_RESPONSIBLE, 1)})
    assert [one.subject for one in left] == [2]


def test_rows_are_found_by_what_they_lack() -> None:
    rows = (WHOLE, replace(WHOLE, id=2, title="Иное", is_dated=False))
    assert gaps_of_rows(PlanFacts(rows=rows)) == {Gap.NO_DATE: {2}}


def test_state_in_words_is_calm() -> None:
    assert in_words(0) == "Вопросов к плану нет."
    assert in_words(3) == "План почти готов: 3\u00a0вопроса"
    assert in_words(5) == "К плану есть 5\u00a0вопросов"
