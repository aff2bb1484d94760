"""Which school a row means: surely, or not at all."""

import pytest

from schools.domain.matching import How, KnownSchool, Register, plain_name

SCHOOLS = (
    KnownSchool(1, "edu990007", ("СОШ № 7", "МБОУ «Средняя школа № 7» пос. Сосновый"),
                aliases=("sch990007",), codes=("0412",)),
    KnownSchool(2, "edu990017", ("СОШ № 17",), codes=("0413",)),
    KnownSchool(3, "edu990003", ("Лесновская основная школа",), codes=("0413",)),
    KnownSchool(4, "edu990004", ("Заводинская ООШ имени А. П. Лесной",)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("edu990007", "что угодно", (1, How.LOGIN)),
        ("990007", "", (1, How.LOGIN)),
        ("sch990007", "", (1, How.ALIAS)),
        ("0412", "", (1, How.CODE)),
        ("412", "", (1, How.CODE)),
        ("0413", "", None),
        ("edu990099", "СОШ №7", (1, How.NAME)),
        ("", "МКОУ «СОШ № 17»", (2, How.NAME)),
        ("", "Средняя школа № 17", (2, How.NAME)),
        ("", "Лесновская ООШ", (3, How.NAME)),
        ("", "Заводинская ООШ им. А.П. Лесной", (4, How.NAME)),
        ("", "Заводинскaя ООШ имени Лесной А. П.", (4, How.SIMILAR_NAME)),
        ("", "СОШ № 8", None),
        ("", "школа", None),
        ("", "", None),
    ],
)
def test_a_row_means(code, name, expected):
    found = Register(SCHOOLS).match(code, name)

    assert (found and (found.school.key, found.how)) == expected


def test_two_schools_of_one_name_are_not_guessed():
    twins = (KnownSchool(1, "edu990001", ("СОШ № 1",)), KnownSchool(2, "edu990002", ("СОШ № 1",)))

    assert Register(twins).match("", "СОШ № 1") is None


def test_names_lose_form_and_punctuation():
    assert plain_name("МБОУ «Средняя общеобразовательная школа № 7»") == "сош 7"
    assert plain_name("Муниципальное казённое общеобразовательное учреждение СОШ №7") == "сош 7"
