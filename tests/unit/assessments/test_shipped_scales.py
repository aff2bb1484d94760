"""The scales that come with the portal are those of DOMAIN.md 4, cell by cell.

The listing below is written as the sources print it, with both ends of every range.
"""

import re

import pytest

from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import EGE_RUSSIAN_ENTRY_MINIMUM, EGE_RUSSIAN_MINIMUM
from assessments.domain.scale_rules import problems_of
from assessments.domain.scales import TO_BE_CHECKED, Certainty, Scales
from assessments.parsing.shipped_scales import shipped_scales

SCALES = Scales(shipped_scales())
SUBJECTS = {
    "РУ": "Русский язык", "МА": "Математика", "ОМ": "Окружающий мир", "ИС": "История",
    "БИ": "Биология", "ГГ": "География", "ОБ": "Обществознание", "ФИ": "Физика", "ХИ": "Химия",
    "ЛИ": "Литература", "ИНФ": "Информатика", "ИН": "Иностранный язык",
}  # fmt: skip
VPR = """
РУ4 0–13 14–23 24–32 33–38    МА4 0–5 6–9 10–14 15–20
ОМ4 0–7 8–17 18–26 27–32      РУ5 0–17 18–28 29–38 39–45
МА5 0–6 7–10 11–14 15–20      ИС5 0–3 4–7 8–11 12–15
БИ5 0–11 12–17 18–23 24–29    РУ6 0–24 25–34 35–44 45–51
МА6 0–5 6–9 10–13 14–16       ИС6 0–5 6–10 11–15 16–20
БИ6 0–11 12–17 18–23 24–28    ГГ6 0–9 10–21 22–30 31–37
ОБ6 0–8 9–14 15–19 20–23      РУ7 0–21 22–31 32–41 42–47
МА7 0–6 7–11 12–15 16–19      ИС7 0–6 7–12 13–18 19–25
БИ7 0–9 10–16 17–22 23–28     ГГ7 0–10 11–25 26–32 33–37
ОБ7 0–9 10–15 16–20 21–23     ФИ7 0–4 5–7 8–10 11–18
РУ8 0–25 26–31 32–44 45–51    МА8 0–7 8–14 15–20 21–25
ИС8 0–6 7–11 12–17 18–24      ОБ8 0–10 11–16 17–21 22–25
БИ8 0–12 13–20 21–28 29–36    ФИ8 0–4 5–7 8–10 11–18
ХИ8 0–9 10–18 19–27 28–36     ГГ8 0–12 13–26 27–34 35–40
ИН7 0–12 13–20 21–26 27–30
"""
VPR_ELEVENTH = "ФИ 8|15|20 БИ 10|17|24 ГГ 6|12|17 ИС 6|12|17 ХИ 10|19|27 ИН 10|17|24"
OGE = """
РУ 0–14 15–22 23–28 29–33
МА 0–7 8–14 15–21 22–31
ФИ 0–10 11–22 23–34 35–45
ХИ 0–9 10–20 21–30 31–40
БИ 0–12 13–25 26–37 38–48
ГГ 0–11 12–18 19–25 26–31
ОБ 0–13 14–23 24–31 32–37
ИС 0–10 11–20 21–29 30–37
ЛИ 0–15 16–23 24–31 32–37
ИНФ 0–4 5–10 11–15 16–19
ИН 0–28 29–45 46–57 58–68
"""
OGE_2025 = "РУ 0–14 15–25 26–32 33–37\nМА 0–7 8–14 15–21 22–31"
OGE_2026 = "ФИ 39 ХИ 38 БИ 47 ГГ 31 ОБ 37 ИС 37 ЛИ 40 ИНФ 21 ИН 68"
OGE_2019 = "РУ 15 МА 8 ФИ 10 ХИ 9 БИ 13 ГГ 12 ОБ 15 ИС 13 ЛИ 12 ИНФ 5 ИН 29"
EGE = "РУ 24 ФИ 36 ХИ 36 БИ 36 ИНФ 40 ИС 32 ЛИ 32 ГГ 37 ОБ 42 ИН 22"
EGE_2026 = "РУ 50 ФИ 45 ХИ 56 ИНФ 29 БИ 57 ИС 42 ГГ 38 ОБ 58 ЛИ 48 ИН 82"
RANGE = re.compile(r"(\d+)–(\d+)")


def ranges(text):
    """«0–13 14–23 24–32 33–38» as pairs."""
    return [(int(low), int(high)) for low, high in RANGE.findall(text)]


def pairs(text):
    """«РУ 15 МА 8» as subjects and numbers."""
    return [(SUBJECTS[name], int(number)) for name, number in re.findall(r"(\D+?) (\d+) ?", text)]


def vpr_works():
    for name, grade, scale in re.findall(r"([А-Я]{2})(\d) ((?:\d+–\d+ ?){4})", VPR):
        yield Work(Procedure.VPR, SUBJECTS[name], int(grade)), ranges(scale)


def oge_works(listing):
    for line in listing.strip().splitlines():
        name, _, scale = line.partition(" ")
        yield Work(Procedure.OGE, SUBJECTS[name], 9), ranges(scale)


def marks_of(expected):
    """Mark by score, for every score of the listed ranges."""
    return {
        score: mark
        for mark, (low, high) in zip((2, 3, 4, 5), expected, strict=True)
        for score in range(low, high + 1)
    }


def assert_scale(work, year, expected):
    assert SCALES.maximum(work, year) == expected[-1][1], f"{work.title}, {year}"
    found = {score: SCALES.mark(work, year, score) for score in range(expected[-1][1] + 1)}
    assert found == marks_of(expected), f"{work.title}, {year}"


def test_all_listed_works_of_vpr_are_there():
    assert len(list(vpr_works())) == 29


@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023])
def test_scales_of_vpr_hold_from_2021_to_2024(year):
    for work, expected in vpr_works():
        if year == 2023 and work.subject == "Иностранный язык":
            assert SCALES.of(work, year) is None, "foreign languages were not held in 2024"
            continue
        assert_scale(work, year, expected)


def test_scales_of_the_eleventh_grade_know_three_bounds_and_no_maximum():
    listed = re.findall(r"([А-Я]{2}) (\d+)\|(\d+)\|(\d+)", VPR_ELEVENTH)
    assert len(listed) == 6
    for name, *bounds in listed:
        scale = SCALES.of(Work(Procedure.VPR, SUBJECTS[name], 11), 2021)
        assert scale.upper == tuple(map(int, bounds))
        assert scale.max_score is None


def test_only_the_year_of_the_official_description_is_official():
    official = [scale for scale in shipped_scales() if scale.certainty is Certainty.OFFICIAL]
    assert {(scale.first_year, scale.last_year) for scale in official} == {(2020, 2020)}
    later = SCALES.of(Work(Procedure.VPR, "Русский язык", 4), 2022)
    assert later.certainty is Certainty.MEMORY_MEDIUM
    assert later.certainty in TO_BE_CHECKED


def test_works_of_2025_and_later_have_no_scale_of_earlier_years():
    for work, _ in vpr_works():
        assert SCALES.of(work, 2024) is None
        assert SCALES.boundaries(work, 2025) == {}
    assert SCALES.maximum(Work(Procedure.VPR, "Русский язык", 4), 2025) == 24


def test_the_overlap_of_geography_in_the_eighth_grade_is_told():
    scale = SCALES.of(Work(Procedure.VPR, "География", 8), 2020)
    assert "пересекаются на 35 баллах" in scale.note
    assert scale.mark(35) == 5


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_scales_of_oge_hold_from_2022_to_2024(year):
    for work, expected in oge_works(OGE):
        assert_scale(work, year, expected)


def test_confirmed_scales_of_oge_are_told_from_the_undated_table():
    confirmed = {"Русский язык", "Математика", "Физика", "История"}
    for work, _ in oge_works(OGE):
        sure = SCALES.of(work, 2022).certainty is Certainty.SOURCED
        assert sure == (work.subject in confirmed)
        assert SCALES.of(work, 2023).certainty is Certainty.UNDATED


def test_oge_of_2021_was_held_in_two_subjects_and_of_2020_in_none():
    held = {work.subject for work, _ in oge_works(OGE) if SCALES.of(work, 2020)}
    assert held == {"Русский язык", "Математика"}
    assert not any(SCALES.of(work, 2019) for work, _ in oge_works(OGE))


def test_oge_of_2025_is_known_in_two_subjects():
    for work, expected in oge_works(OGE_2025):
        assert_scale(work, 2024, expected)
    known = [work.subject for work, _ in oge_works(OGE) if SCALES.of(work, 2024)]
    assert known == ["Русский язык", "Математика"]


def test_further_demands_of_oge_stand_in_words():
    russian, mathematics = (Work(Procedure.OGE, SUBJECTS[name], 9) for name in ("РУ", "МА"))
    assert "не менее 4 баллов" in SCALES.of(russian, 2022).conditions
    assert "«5» — не менее 9" in SCALES.of(russian, 2024).conditions
    assert "не менее 2 баллов за геометрию" in SCALES.of(mathematics, 2024).conditions


def test_oge_of_2026_is_known_by_its_maximum_alone():
    for subject, maximum in pairs(OGE_2026):
        scale = SCALES.of(Work(Procedure.OGE, subject, 9), 2025)
        assert (scale.max_score, scale.boundaries()) == (maximum, {})
        assert scale.mark(maximum) is None


def test_oge_of_2019_is_known_by_its_least_scores():
    for subject, least in pairs(OGE_2019):
        scale = SCALES.of(Work(Procedure.OGE, subject, 9), 2018)
        assert scale.boundaries() == {3: least}
        assert (scale.mark(least - 1), scale.mark(least)) == (2, None)
        assert (scale.passes(least - 1), scale.passes(least)) == (False, True)


@pytest.mark.parametrize("year", range(2019, 2026))
def test_minimum_scores_of_ege(year):
    for subject, minimum in pairs(EGE):
        assert SCALES.minimum(Work(Procedure.EGE, subject, 11), year) == minimum, subject
    assert SCALES.minimum(Work(Procedure.EGE_PROFILE, "Математика", 11), year) == 27


@pytest.mark.parametrize("year", range(2019, 2026))
def test_both_minimum_scores_of_russian_are_those_of_the_criteria(year):
    russian = Work(Procedure.EGE, "Русский язык", 11)
    assert SCALES.minimum(russian, year) == EGE_RUSSIAN_MINIMUM
    assert SCALES.entry_minimum(russian, year) == EGE_RUSSIAN_ENTRY_MINIMUM


def test_primary_scores_of_ege_are_known_for_2026():
    for subject, maximum in pairs(EGE_2026):
        assert SCALES.maximum(Work(Procedure.EGE, subject, 11), 2025) == maximum, subject
    assert SCALES.maximum(Work(Procedure.EGE_PROFILE, "Математика", 11), 2025) == 32
    chinese, english = (
        Work(Procedure.EGE, f"{name} язык", 11) for name in ("Китайский", "Английский")
    )
    assert (SCALES.maximum(chinese, 2025), SCALES.maximum(english, 2025)) == (80, 82)
    assert SCALES.minimum(chinese, 2024) == SCALES.minimum(chinese, 2025) == 22


def test_the_basic_level_is_marked_where_it_was_held():
    base = Work(Procedure.EGE_BASE, "Математика", 11)
    for year in range(2021, 2026):
        assert_scale(base, year, ranges("0–6 7–11 12–16 17–21"))
    assert SCALES.of(base, 2019) is None
    assert SCALES.of(base, 2020) is None
    assert SCALES.maximum(base, 2018) == 20


def test_each_scale_is_in_order_and_says_where_it_comes_from():
    for scale in shipped_scales():
        assert problems_of(scale) == [], scale.work.title
        assert scale.source, scale.work.title
        assert scale.certainty is not Certainty.ENTERED, scale.work.title


def test_no_work_has_two_scales_in_one_year():
    years = [
        (scale.work, year)
        for scale in shipped_scales()
        for year in range(scale.first_year, scale.last_year + 1)
    ]
    assert len(years) == len(set(years))
