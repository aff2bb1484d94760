"""The fictional schools as the register that an office sends; it is imported like any other."""

import csv
import io
from collections.abc import Iterable

from schools.domain.requisites import BY_KEY
from shnor_portal.demo.places import DemoMunicipality, DemoSchool
from shnor_portal.demo.requisites import GIVEN, requisites_of

FILE_NAME = "Реестр школ.csv"
HEADERS = (
    "Логин", "Муниципалитет", "Код МСУ", "Наименование ОО", "Полное наименование", "Код ОГЭ",
    "Код ЕГЭ", "Тип", "Филиал школы", *(BY_KEY[key].title for key in GIVEN),
)  # fmt: skip
KINDS = {
    "secondary": "СОШ",
    "basic": "ООШ",
    "primary": "НОШ",
    "gymnasium": "гимназия",
}


def register_file(municipality: DemoMunicipality) -> bytes:
    """A CSV register with semicolons in UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(HEADERS)
    writer.writerows(_rows(municipality))
    return stream.getvalue().encode("utf-8-sig")


def _rows(municipality: DemoMunicipality) -> Iterable[tuple[str, ...]]:
    place = f"{municipality.code} | {municipality.name}"
    msu = municipality.code[-3:]
    for index, school in enumerate(municipality.schools, start=1):
        requisites = requisites_of(municipality, school, index)
        row = _row(school, place, msu, f"{msu[-1]}{index:03d}")
        yield (*row, *(requisites[key] for key in GIVEN))


def _row(school: DemoSchool, place: str, msu: str, code: str) -> tuple[str, ...]:
    ege = code if school.kind in ("secondary", "gymnasium") else ""
    oge = code if school.kind != "primary" else ""
    kind = KINDS[school.kind]
    return (
        school.login, place, msu, school.name, school.full_name, oge, ege, kind,
        school.parent or "",
    )  # fmt: skip
