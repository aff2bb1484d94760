"""Context data of the fictional schools: the workbook that an office fills in, loaded like any."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable

from accounts.models import User
from core.values import academic_year as academic_years
from schools.actions.context import confirm_upload, keep_upload
from schools.domain.context.fields import BY_KEY
from schools.models import Municipality
from shnor_portal.demo.places import DemoMunicipality, DemoSchool
from shnor_portal.demo.requisites import SCHOOLS_IN_THE_CENTRE, km_from_centre

# The share of pupils or teachers in the strongest and in the weakest school.
_SHARES = {
    "single_parent": (0.14, 0.36),
    "large_family": (0.12, 0.3),
    "low_income": (0.06, 0.34),
    "police_record": (0.0, 0.05),
    "school_record": (0.01, 0.08),
    "other_language": (0.0, 0.12),
    "special_needs": (0.03, 0.14),
    "parents_higher": (0.55, 0.12),
    "parents_work": (0.78, 0.46),
    "own_housing": (0.9, 0.66),
    "first_or_highest": (0.72, 0.34),
    "young_teachers": (0.24, 0.08),
    "pension_teachers": (0.14, 0.38),
}
_WITHOUT_PASSPORT = 12
_STRONGEST, _WEAKEST = 0.85, 0.2
_PUPILS_A_TEACHER = 11


def take_context(
    demo: DemoMunicipality, municipality: Municipality, *, by: User, years: Iterable[int], seed: int
) -> None:
    """Load the context data of these years; one school has sent no социальный паспорт."""
    for year in years:
        label = academic_years.label(year).replace("/", "-")
        upload = keep_upload(
            municipality=municipality,
            academic_year=year,
            file_name=f"Контекстные данные {label}.csv",
            content=context_table(demo, year, seed),
            by=by,
        )
        confirm_upload(upload=upload, by=by)


def context_table(demo: DemoMunicipality, year: int, seed: int) -> bytes:
    """A CSV table with semicolons: a row for each school."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    keys = ["pupils", *_SHARES, "teachers", "vacancies", "distance", "settlement"]
    writer.writerow(["Логин", "Школа", *(BY_KEY[key].heading for key in keys)])
    for number, school in enumerate(demo.schools, start=1):
        figures = _figures(school, number, year, seed)
        writer.writerow([school.login, school.name, *(figures.get(key, "") for key in keys)])
    return stream.getvalue().encode("utf-8-sig")


def _figures(school: DemoSchool, number: int, year: int, seed: int) -> dict[str, int | str]:
    chance = random.Random(f"{seed} context {school.login} {year}")  # noqa: S311 (fiction needs no secrecy)
    weakness = (_STRONGEST - school.strength) / (_STRONGEST - _WEAKEST)
    teachers = max(6, round(school.pupils / _PUPILS_A_TEACHER))
    figures: dict[str, int | str] = {
        "pupils": school.pupils,
        "teachers": teachers,
        "vacancies": round(3 * weakness * chance.random()),
        "distance": km_from_centre(number),
        "settlement": "посёлок городского типа"
        if number <= SCHOOLS_IN_THE_CENTRE
        else "село, деревня, посёлок",
    }
    for key, (strongest, weakest) in _SHARES.items():
        field = BY_KEY[key]
        if number == _WITHOUT_PASSPORT and field.of == "pupils":
            continue
        share = strongest + (weakest - strongest) * weakness + chance.uniform(-0.03, 0.03)
        whole = school.pupils if field.of == "pupils" else teachers
        figures[key] = min(whole, max(0, round(whole * share)))
    return figures
