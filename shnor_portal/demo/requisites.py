"""Requisites of the fictional schools: right in form, given to nobody, places on no map."""

from __future__ import annotations

from math import cos, radians, sin

from schools.domain.requisites import STANDING_NAMES, Standing, doubt_about
from shnor_portal.demo.places import MAIL_DOMAIN, DemoMunicipality, DemoSchool

GIVEN = (
    "inn", "kpp", "ogrn", "standing", "legal_form", "address", "director", "phone", "email",
    "site", "has_primary", "has_basic", "has_secondary", "latitude", "longitude",
)  # fmt: skip
"""Keys of the requisites that the demonstration has; ОКПО and ОКТМО are left without data."""
SCHOOLS_IN_THE_CENTRE = 3
_CENTRE = (62.4, 93.1)
"""Degrees north and east of the district's centre: taiga where nobody lives."""
_KM_A_DEGREE = 111.2
_TURN = 137
"""Degrees from one school to the next around the centre, so that no two lie together."""
_YEAR_OF_OGRN = "02"


def km_from_centre(index: int) -> int:
    """Kilometres by road from the centre to the school of this number in its municipality."""
    return 0 if index <= SCHOOLS_IN_THE_CENTRE else 4 * index


def requisites_of(municipality: DemoMunicipality, school: DemoSchool, index: int) -> dict[str, str]:
    """Words of a register by key; a branch has the numbers of its school."""
    number, owner = (int(login[-4:]) for login in (school.login, school.parent or school.login))
    region = municipality.region_code
    latitude, longitude = _place(index)
    return {
        "inn": _checked("inn", f"{region}00{owner:05d}"),
        "kpp": f"{region}0001001",
        "ogrn": _checked("ogrn", f"1{_YEAR_OF_OGRN}{region}{owner:07d}"),
        "standing": STANDING_NAMES[Standing.BRANCH if school.parent else Standing.INDEPENDENT],
        "legal_form": "муниципальное бюджетное учреждение",
        "address": _address(municipality, index),
        "director": school.head,
        "phone": f"8 (000) 000-{number // 100:02d}-{number % 100:02d}",
        "email": f"{school.login}@{MAIL_DOMAIN}",
        "site": f"https://{school.login}.{MAIL_DOMAIN}",
        "has_primary": "да",
        "has_basic": "нет" if school.kind == "primary" else "да",
        "has_secondary": "да" if school.kind in ("secondary", "gymnasium") else "нет",
        "latitude": f"{latitude:.6f}",
        "longitude": f"{longitude:.6f}",
    }


def _checked(key: str, stem: str) -> str:
    """The number with the check digit that fits."""
    numbers = (f"{stem}{digit}" for digit in range(10))
    return next(number for number in numbers if not doubt_about(key, number))


def _place(index: int) -> tuple[float, float]:
    """Degrees; as the crow flies it is four fifths of the road, schools of the centre are near."""
    km = km_from_centre(index) * 0.8 or index * 0.6
    north, east = _CENTRE
    turn = radians(_TURN * index)
    return (
        north + km * cos(turn) / _KM_A_DEGREE,
        east + km * sin(turn) / (_KM_A_DEGREE * cos(radians(north))),
    )


def _address(municipality: DemoMunicipality, index: int) -> str:
    where = municipality.place if index <= SCHOOLS_IN_THE_CENTRE else municipality.name
    return f"{municipality.region_name}, {where}, ул. Школьная, {index}"
