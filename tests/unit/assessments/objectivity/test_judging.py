"""What is known of a work becomes signs with answers, figures and calm sentences."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments.domain.marks import MarkCounts
from assessments.domain.objectivity.cohorts import Change, Limits
from assessments.domain.objectivity.evidence import (
    Base,
    Comparison,
    Evidence,
    Marks,
    Scores,
    Told,
    WorkFigures,
)
from assessments.domain.objectivity.index import year_index
from assessments.domain.objectivity.judging import judge
from assessments.domain.objectivity.markers import KNOWN_CORRIDORS, Journal
from assessments.domain.objectivity.moments import Moments
from assessments.domain.objectivity.settings import Denominator, MarkerRules
from assessments.domain.objectivity.signs import Sign
from assessments.domain.objectivity.wording import ADVICE, changed, index_words, marked_words
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Source
from assessments.domain.scales import Scale
from core.values.wording import NBSP

RU4 = Work(Procedure.VPR, "Русский язык", 4)
RU5 = Work(Procedure.VPR, "Русский язык", 5)
MA4 = Work(Procedure.VPR, "Математика", 4)
HISTORY_6 = Work(Procedure.VPR, "История", 6)
REGION = Base(Moments(10_000, Fraction(4), Fraction(4)), is_region=True)
SCALE = Scale(RU4, 2024, 2024, max_score=10, twos_to=2, threes_to=5, fours_to=8)
RULES = MarkerRules()
WITH_CORRIDORS = MarkerRules(corridors=KNOWN_CORRIDORS)
LIST = Source("Список.xlsx", "Лист1", "E5")


def scores(*counts, maximum=10):
    return Scores(tuple(counts), maximum, source=Source("Баллы.xlsx", "Лист1", "D4"))


def judged(figures, *, work=RU4, bases=None, scales=None, rules=RULES):
    evidence = Evidence({"a": {work: figures}}, bases or {}, scales or {})
    [found] = judge(evidence, rules).schools["a"]
    return found


def sign(found, wanted):
    [one] = [one for one in found.signs if one.sign is wanted and not one.told]
    return one


def test_a_mean_above_the_regions_is_a_sign_with_both_intervals_and_its_cell():
    high = scores(*(0,) * 7, 5, 10, 10, 5)

    found = sign(judged(WorkFigures(scores=high), bases={RU4: REGION}), Sign.HIGH_MEAN)

    assert found.answer is True
    assert "Средний балл школы 8,50 (от 8,15 до 8,85; 30" in found.words
    assert "региона — 4,00 (от 3,96 до 4,04; 10" in found.words
    assert found.words.endswith("Это повод проверить, как проходила и проверялась работа.")
    assert (found.source.file, found.source.cell) == ("Баллы.xlsx", "D4")
    assert found.note == "выборка мала, форма распределения приблизительна"


def test_without_a_region_the_mean_cannot_be_judged_unless_the_office_takes_the_municipality():
    high = WorkFigures(scores=scores(*(0,) * 7, 5, 10, 10, 5))
    own = Base(REGION.moments, is_region=False)

    missing = sign(judged(high), Sign.HIGH_MEAN)
    assert missing.answer is None
    assert "строка региона" in missing.words
    assert (
        "муниципалитета (региона нет)" in sign(judged(high, bases={RU4: own}), Sign.HIGH_MEAN).words
    )


@pytest.mark.parametrize(("ranks", "answer"), [(-1, True), (0, False), (420_000, False)])
def test_ranks_that_go_apart_are_a_sign_only_below_nought(ranks, answer):
    comparison = Comparison(Journal(3, 10, 2), far=0, ranks=ranks, has_singles=True)

    assert sign(judged(WorkFigures(comparison=comparison)), Sign.JOURNAL_RANKS).answer is answer


def test_a_summary_file_cannot_tell_ranks_and_says_so():
    comparison = Comparison(Journal(3, 10, 2))

    found = sign(judged(WorkFigures(comparison=comparison)), Sign.JOURNAL_RANKS)

    assert found.answer is None
    assert "только по индивидуальным результатам" in found.words


def test_the_same_pupils_far_better_a_year_later_are_a_rise_against_all_schools():
    steady = {
        f"s{number}": {RU5: WorkFigures(scores=scores(0, 0, 0, 0, 0, 10 + number, 10),
                                        earlier=scores(0, 0, 0, 0, 0, 10, 10 + number))}
        for number in range(8)
    }  # fmt: skip
    risen = WorkFigures(scores=scores(*(0,) * 10, 20), earlier=scores(0, 0, 20))
    evidence = Evidence({**steady, "risen": {RU5: risen}})

    [found] = judge(evidence, RULES).schools["risen"]

    rise = sign(found, Sign.SHARP_RISE)
    assert rise.answer is True
    assert sign(found, Sign.SHARP_FALL).answer is False
    assert f"4{NBSP}класс год назад набрал 20,0{NBSP}% максимума" in rise.words
    assert "K = 0,20" in rise.words
    assert f"по 9{NBSP}школам" in rise.words


def test_too_few_schools_give_no_limits_of_change():
    figures = WorkFigures(scores=scores(0, 0, 5), earlier=scores(0, 5))

    found = sign(judged(figures, work=RU5), Sign.SHARP_RISE)

    assert found.answer is None
    assert "не меньше чем у 8 школ" in found.words


def test_a_peak_is_looked_for_only_with_the_scale_of_this_very_work():
    peaked = WorkFigures(scores=scores(1, 1, 2, 20, 3, 3, 3, 3, 3, 1, 1))

    found = sign(judged(peaked, scales={RU4: SCALE}), Sign.PEAK)
    assert found.answer is True
    assert f"на нижней границе «3» (3{NBSP}б.) — 20, баллом ниже — 2" in found.words
    assert sign(judged(peaked), Sign.PEAK).answer is None
    other = replace(SCALE, max_score=12)
    unfit = sign(judged(peaked, scales={RU4: other}), Sign.PEAK)
    assert f"рассчитана на 12{NBSP}баллов" in unfit.words


def test_additional_markers_alone_do_not_make_a_school_marked():
    found = judged(WorkFigures(marks=Marks(MarkCounts(0, 5, 5, 10))), rules=WITH_CORRIDORS)

    assert sign(found, Sign.CORRIDOR).answer is True
    assert found.local is True
    assert found.bears_sign is None


def test_no_corridor_holds_until_the_office_sets_one():
    found = judged(WorkFigures(marks=Marks(MarkCounts(0, 5, 5, 10))))

    assert Sign.CORRIDOR not in {one.sign for one in found.signs}
    assert found.local is None


def test_too_many_fours_only_warn():
    marks = Marks(MarkCounts(20, 20, 60, 0))
    found = sign(judged(WorkFigures(marks=marks), rules=WITH_CORRIDORS), Sign.CORRIDOR)

    assert found.answer is False
    assert "Это предупреждение" in found.words


def test_a_list_and_the_counting_stand_apart_and_contradict_in_words():
    figures = WorkFigures(
        scores=scores(0, 5, 5, 5), told=[Told(Sign.LISTED, present=True, source=LIST)]
    )

    found = judged(figures, bases={RU4: REGION})

    assert (found.told, found.computed, found.bears_sign) == (True, False, True)
    assert "расчёт портала по загруженным данным его не находит" in found.contradiction
    assert not judged(figures).contradiction  # nothing counted, nothing to contradict


def test_a_work_that_is_not_counted_shows_only_what_can_be_judged():
    found = judged(
        WorkFigures(comparison=Comparison(Journal(10, 5, 0)), marks=Marks(MarkCounts(1, 1, 1, 1))),
        work=HISTORY_6,
    )

    assert not found.counted
    assert [one.sign for one in found.signs] == [Sign.JOURNAL_SHARES]
    assert f"понизили 66,7{NBSP}%" in found.signs[0].words


def told(present):
    return WorkFigures(told=[Told(Sign.LISTED, present=present)])


def test_the_index_of_a_list_counts_schools_that_it_is_silent_about():
    wrote = WorkFigures(marks=Marks(MarkCounts(5, 5, 5, 1)))
    schools = {"a": {RU4: told(True), MA4: told(True)}, "b": {RU4: told(False)},
               "c": {RU4: wrote}, "d": {MA4: wrote}}  # fmt: skip
    index = year_index(judge(Evidence(schools), RULES), RULES)

    assert (index.told.marked, index.told.schools, index.told.value) == (("a",), 4, 75)
    assert index.computed is None
    assert index.main is index.told
    by_russian = replace(RULES, denominator=Denominator.RUSSIAN_4)
    found = year_index(judge(Evidence(schools), by_russian), by_russian)
    assert found.told.schools == 3


def test_the_counted_index_leaves_out_schools_that_cannot_be_judged():
    high = WorkFigures(scores=scores(*(0,) * 7, 5, 10, 10, 5))
    schools = {
        "a": {RU4: high}, "b": {RU4: WorkFigures(scores=scores(0, 5, 5))},
        "c": {RU4: WorkFigures(marks=Marks(MarkCounts(5, 5, 5, 1)))},
    }  # fmt: skip
    index = year_index(judge(Evidence(schools, {RU4: REGION}), RULES), RULES)

    assert index.told is None
    assert (index.main.marked, index.main.schools, index.main.unjudged) == (("a",), 2, 1)
    assert index_words(index.main.value) == "50,0"


def test_no_sentence_says_that_a_violation_took_place():
    said = " ".join(ADVICE.values())

    assert set(ADVICE) == set(Sign)
    assert "нарушен" not in said.lower()
    assert marked_words(0, 12) == "признаков нет ни у одной из 12 школ"
    assert marked_words(3, 21) == "признаки есть у 3 из 21 школы"


def test_a_sentence_has_so_many_digits_that_a_value_does_not_seem_to_reach_its_limit():
    near = Comparison(Journal(1_999, 7_000, 1_001), 0, -400, has_singles=True)
    found = judged(WorkFigures(comparison=near))

    assert (
        "понизили 19,99\u00a0%, подтвердили 70,0\u00a0%" in sign(found, Sign.JOURNAL_SHARES).words
    )
    assert "−0,0004 (меньше 0)" in sign(found, Sign.JOURNAL_RANKS).words


def test_a_ratio_just_over_its_limit_is_seen_to_be_over_it():
    limits = Limits(Fraction(1, 2), Fraction(3, 2), 8)
    change = Change(Fraction(60_004), Fraction(40_000))

    said = changed(RU5, change, limits)
    assert "K = 1,5001, границы 0,5000–1,5000" in said
    assert "K = 1,50, границы 0,50–1,50" in changed(RU5, Change(Fraction(60), Fraction(40)), limits)
