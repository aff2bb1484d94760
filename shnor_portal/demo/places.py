"""Fictional places and people of the demonstration; any likeness is chance."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

REGION_CODE = "98"
REGION_NAME = "Озёрный край"
SCHOOLS_PER_MUNICIPALITY = 20


@dataclass(frozen=True, slots=True)
class DemoSchool:
    """A fictional school: how strong its results are (0–1), how large and how diligent it is."""

    login: str
    name: str
    full_name: str
    kind: str
    strength: float
    pupils: int
    diligence: float
    head: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class DemoMunicipality:
    """A fictional municipality, its education office and its schools."""

    region_code: str
    region_name: str
    code: str
    name: str
    name_genitive: str
    office_name: str
    place: str
    head_post: str
    head_name: str
    schools: tuple[DemoSchool, ...]


def login(number: int, region_code: str = REGION_CODE) -> str:
    """ФИС ОКО login of the numbered school of a region (DOMAIN.md 8)."""
    return f"edu{region_code}{number:04d}"


def _school(
    number: int,
    name: str,
    kind: str,
    strength: float,
    pupils: int,
    diligence: float,
    head: str,
    parent: int | None = None,
) -> DemoSchool:
    return DemoSchool(
        login=login(number),
        name=name,
        full_name=f"Муниципальное бюджетное общеобразовательное учреждение «{name}»",
        kind=kind,
        strength=strength,
        pupils=pupils,
        diligence=diligence,
        head=head,
        parent=login(parent) if parent else None,
    )


SCHOOLS = (
    _school(1, "Приозёрная СОШ № 1", "secondary", 0.68, 640, 0.95, "Вересова Ольга Ивановна"),
    _school(2, "Приозёрная СОШ № 2", "secondary", 0.6, 520, 0.85, "Громов Илья Петрович"),
    _school(3, "Приозёрная гимназия", "gymnasium", 0.82, 480, 0.98, "Ключева Анна Сергеевна"),
    _school(4, "Сосновская СОШ", "secondary", 0.66, 260, 0.9, "Дубов Павел Андреевич"),
    _school(5, "Берёзовская СОШ", "secondary", 0.62, 210, 0.8, "Рябинина Вера Николаевна"),
    _school(6, "Каменская ООШ", "basic", 0.24, 96, 0.6, "Камнев Олег Юрьевич"),
    _school(7, "Лесновская СОШ", "secondary", 0.27, 180, 0.75, "Лесная Мария Павловна"),
    _school(8, "Заводинская ООШ", "basic", 0.3, 88, 0.7, "Заводин Артём Львович"),
    _school(9, "Ключевская СОШ", "secondary", 0.67, 230, 0.9, "Родникова Инна Олеговна"),
    _school(10, "Полянская ООШ", "basic", 0.48, 74, 0.85, "Полянов Сергей Ильич"),
    _school(
        11,
        "Родниковская НОШ (филиал)",
        "primary",
        0.52,
        34,
        0.9,
        "Ручьёва Нина Фёдоровна",
        parent=9,
    ),
    _school(12, "Верхнеозёрская СОШ", "secondary", 0.5, 150, 0.8, "Озерова Елена Борисовна"),
)

MUNICIPALITY = DemoMunicipality(
    region_code=REGION_CODE,
    region_name=REGION_NAME,
    code="reg98_m001",
    name="Приозёрный муниципальный округ",
    name_genitive="Приозёрного муниципального округа",
    office_name="Управление образования",
    place="пгт Приозёрный",
    head_post="Начальник управления образования",
    head_name="Т. В. Лугова",
    schools=SCHOOLS,
)

# Role, e-mail before the @, name; heads and the curator are tied to schools below.
STAFF = (
    ("administrator", "admin", "Лугова Татьяна Викторовна"),
    ("coordinator", "coordinator", "Светлова Ирина Михайловна"),
    ("executor", "executor", "Метелица Роман Егорович"),
    ("curator", "curator", "Снегирёва Дарья Алексеевна"),
    ("observer", "observer", "Крылов Николай Андреевич"),
)
CURATED_SCHOOLS = (6, 7, 8)
HEAD_OF_DEMONSTRATION = 7
MAIL_DOMAIN = "demo.example.org"
PASSWORD = "priozerny-2026"  # noqa: S105 (a public password of fictional accounts)


def country(schools: int, seed: int) -> Iterator[DemoMunicipality]:
    """Municipalities of about twenty schools each, `schools` schools in all, region by region."""
    chance = random.Random(f"{seed} country")  # noqa: S311 (fiction needs no secrecy)
    per_region = 9_980 // SCHOOLS_PER_MUNICIPALITY
    for index, first in enumerate(range(0, schools, SCHOOLS_PER_MUNICIPALITY)):
        size = min(SCHOOLS_PER_MUNICIPALITY, schools - first)
        region, number = divmod(index, per_region)
        yield _invented(f"{region + 1:02d}", number + 1, size, chance)


def _invented(region_code: str, number: int, size: int, chance: random.Random) -> DemoMunicipality:
    first = (number - 1) * SCHOOLS_PER_MUNICIPALITY + 1
    return DemoMunicipality(
        region_code=region_code,
        region_name=f"Вымышленный край № {region_code}",
        code=f"reg{region_code}_m{number:03d}",
        name=f"Вымышленный район № {number}",
        name_genitive=f"Вымышленного района № {number}",
        office_name=f"Отдел образования вымышленного района № {number}",
        place=f"пос. Вымышленный № {number}",
        head_post="Начальник отдела образования",
        head_name="Н. Н. Примерова",
        schools=tuple(_invented_school(region_code, first + i, chance) for i in range(size)),
    )


def _invented_school(region_code: str, number: int, chance: random.Random) -> DemoSchool:
    kind = chance.choice(("secondary", "secondary", "secondary", "basic", "basic", "gymnasium"))
    name = f"Вымышленная школа № {number}"
    return DemoSchool(
        login=login(number, region_code),
        name=name,
        full_name=name,
        kind=kind,
        strength=min(0.85, max(0.2, chance.gauss(0.52, 0.13))),
        pupils=chance.randrange(60, 700),
        diligence=chance.uniform(0.5, 1),
        head=f"Руководитель школы № {number}",
    )
