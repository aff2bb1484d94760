import pytest

from assessments.domain import procedures, subjects
from assessments.domain.procedures import Procedure, Work


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Русский язык", "Русский язык"),
        ("русский  язык", "Русский язык"),
        ("РУ", "Русский язык"),
        ("рус. яз.", "Русский язык"),
        ("МА", "Математика"),
        ("Математика профильная", "Математика"),
        ("Математика (базовый уровень)", "Математика"),
        ("Математика (углубленный уровень)", "Математика (углублённый уровень)"),
        ("ОМ", "Окружающий мир"),
        ("ГГ", "География"),
        ("Информатика и ИКТ", "Информатика"),
        ("Иностранный язык (английский)", "Английский язык"),
        ("22", "Математика"),
        ("12", "Обществознание"),
        ("Черчение", None),
        ("", None),
    ],
)
def test_subjects_are_known_by_their_full_names(written, expected):
    assert subjects.recognise(written) == expected


@pytest.mark.parametrize(
    ("written", "subject", "has_marks", "expected"),
    [
        ("ВПР", "Математика", True, Procedure.VPR),
        ("ОГЭ", "Русский язык", True, Procedure.OGE),
        ("ЕГЭ", "Русский язык", False, Procedure.EGE),
        ("ЕГЭ", "Математика профильная", False, Procedure.EGE_PROFILE),
        ("ЕГЭ", "Математика базовая", True, Procedure.EGE_BASE),
        ("ЕГЭ", "Математика", False, Procedure.EGE_PROFILE),
        ("ЕГЭ", "Математика", True, Procedure.EGE_BASE),
        ("ЕГЭ", "22", False, Procedure.EGE_BASE),
        ("ЕГЭ (профильный уровень)", "Математика", False, Procedure.EGE_PROFILE),
        ("ГВЭ-9", "Математика", True, Procedure.GVE),
        ("ege_base", "Математика", True, Procedure.EGE_BASE),
    ],
)
def test_procedures_and_levels(written, subject, has_marks, expected):
    found = procedures.recognise(written)
    assert procedures.settle(found, subject, has_marks=has_marks) is expected


def test_unknown_procedure_is_none():
    assert procedures.recognise("олимпиада") is None


def test_works_have_titles_for_people():
    assert Work(Procedure.VPR, "Математика", 6).title == "ВПР, математика, 6\u00a0класс"
    assert Work(Procedure.OGE, "Математика", 9).title == "ОГЭ, математика"
    assert Work(Procedure.EGE_BASE, "Математика", 11).title == "ЕГЭ, математика (базовая)"
