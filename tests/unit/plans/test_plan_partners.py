"""What the words of a plan about partners mean for a partnership."""

import pytest

from roadmaps.domain.plan_partners import (
    LONGEST_SCOPE,
    PartnerWords,
    Support,
    says_the_same,
    support_of,
    teacher_in,
)

SUBJECTS = ("Математика", "Русский язык", "Физика")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Рябинина Вера Николаевна, учитель физики, Берёзовская СОШ",
            PartnerWords("Берёзовская СОШ", "Рябинина Вера Николаевна", "учитель физики"),
        ),
        (
            "Рябинина В. Н. (Берёзовская СОШ),\nучитель физики",
            PartnerWords("Берёзовская СОШ", "Рябинина В. Н.", "учитель физики"),
        ),
        (
            "Рябинина В. Н., учитель физики Берёзовская СОШ",
            PartnerWords("Берёзовская СОШ", "Рябинина В. Н.", "учитель физики"),
        ),
        ("Рябинина В. Н.", PartnerWords("", "Рябинина В. Н.")),
        ("", PartnerWords("")),
    ],
)
def test_teacher_post_and_school_are_told_apart(text, told):
    assert teacher_in(text, {"Берёзовская СОШ"}.__contains__) == told


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("математика, Русский язык.", Support(("Математика", "Русский язык"))),
        ("Математика и физика; математика", Support(("Математика", "Физика"))),
        ("Математика, открытые уроки", Support((), "Математика, открытые уроки")),
        ("подготовка\nк  ОГЭ", Support((), "подготовка к ОГЭ")),
        ("", Support()),
    ],
)
def test_words_are_subjects_only_where_all_of_them_are(text, support):
    assert support_of(text, SUBJECTS) == support


def test_long_words_are_cut_and_say_so():
    scope = support_of("подготовка " * 100, SUBJECTS).scope
    assert len(scope) == LONGEST_SCOPE
    assert scope.endswith("…")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Support(("Физика",)), Support(("Физика", "Математика"), "уроки"), True),
        (Support(("Физика",)), Support(("Математика",)), False),
        (Support(("Физика",)), Support(), False),
        (Support(), Support((), "уроки"), True),
        (Support((), "уроки"), Support((), "пробный ОГЭ"), False),
    ],
)
def test_second_partnership_doubles_the_first_where_it_says_the_same(one, other, same):
    assert says_the_same(one, other) is same
    assert says_the_same(other, one) is same
