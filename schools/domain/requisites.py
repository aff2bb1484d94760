"""Requisites of a school: what there is of them, and what their check digits say.

Sources: DOMAIN.md 8 (ИНН, КПП, ОГРН, ОКПО, ОКТМО; real forms hold malformed numbers, so a wrong
check digit is a warning and never a refusal), 2.4 (levels, special kinds, in the ФИОКО forms).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Shape(StrEnum):
    """What a requisite holds."""

    TEXT = "text"
    YES_NO = "yes_no"
    STANDING = "standing"
    DEGREES = "degrees"


class Standing(StrEnum):
    """Whether a school is a legal person of its own (DOMAIN.md 8)."""

    INDEPENDENT = "independent"
    BRANCH = "branch"


STANDING_NAMES = {
    Standing.INDEPENDENT: "самостоятельное юридическое лицо",
    Standing.BRANCH: "филиал или структурное подразделение",
}


@dataclass(frozen=True, slots=True)
class Requisite:
    """One requisite: its key in the model, its Russian title, its shape, its longest text."""

    key: str
    title: str
    shape: Shape = Shape.TEXT
    limit: int = 0


LEVELS = (
    Requisite("has_primary", "начальное общее образование (НОО)", Shape.YES_NO),
    Requisite("has_basic", "основное общее образование (ООО)", Shape.YES_NO),
    Requisite("has_secondary", "среднее общее образование (СОО)", Shape.YES_NO),
)
FEATURES = (
    Requisite("is_correctional", "специальная (коррекционная) школа", Shape.YES_NO),
    Requisite("is_evening", "вечерняя (сменная) школа", Shape.YES_NO),
    Requisite("is_closed_type", "учреждение закрытого типа (СУВУ)", Shape.YES_NO),
    Requisite("is_penal", "школа при учреждении УФСИН", Shape.YES_NO),
    Requisite("is_boarding", "школа-интернат", Shape.YES_NO),
)
PLACE = (
    Requisite("latitude", "широта, градусы", Shape.DEGREES),
    Requisite("longitude", "долгота, градусы", Shape.DEGREES),
)
REQUISITES = (
    Requisite("inn", "ИНН", limit=20),
    Requisite("kpp", "КПП", limit=20),
    Requisite("ogrn", "ОГРН", limit=20),
    Requisite("okpo", "ОКПО", limit=20),
    Requisite("oktmo", "ОКТМО", limit=20),
    Requisite("standing", "статус", Shape.STANDING),
    Requisite("legal_form", "организационно-правовая форма", limit=200),
    Requisite("address", "адрес", limit=500),
    Requisite("director", "директор", limit=200),
    Requisite("phone", "телефон", limit=100),
    Requisite("email", "электронная почта", limit=254),
    Requisite("site", "сайт", limit=200),
    *LEVELS,
    *FEATURES,
    *PLACE,
)
BY_KEY = {one.key: one for one in REQUISITES}
REQUISITE_KEYS = BY_KEY.keys()

_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_LENGTHS = {"inn": (10,), "kpp": (9,), "ogrn": (13,), "okpo": (8,), "oktmo": (8, 11)}
LATITUDES = (Decimal(41), Decimal(82))
"""Degrees north between which Russia lies; longitudes may pass the 180th meridian."""
LONGITUDES = (Decimal(-180), Decimal(180))


def doubt_about(key: str, text: str) -> str:
    """What is wrong with the number `text` of a requisite; empty where nothing is."""
    lengths = _LENGTHS.get(key)
    if not text or lengths is None:
        return ""
    title = BY_KEY[key].title
    if not text.isascii() or not text.isdigit() or len(text) not in lengths:
        wanted = " или ".join(map(str, lengths))
        return f"{title} «{text}»: в номере школы должно быть {wanted} цифр."
    if key in _CHECKS and not _CHECKS[key](text):
        return f"{title} {text}: контрольная цифра не сходится. Проверьте номер."
    return ""


def padded(key: str, digits: str) -> str:
    """The number with the zero that spreadsheets drop from its beginning."""
    is_short = len(digits) + 1 in _LENGTHS.get(key, ())
    return f"0{digits}" if is_short else digits


def _inn_holds(text: str) -> bool:
    total = sum(w * int(digit) for w, digit in zip(_INN_WEIGHTS, text, strict=False))
    return total % 11 % 10 == int(text[9])


def _ogrn_holds(text: str) -> bool:
    return int(text[:12]) % 11 % 10 == int(text[12])


_CHECKS = {"inn": _inn_holds, "ogrn": _ogrn_holds}


def standing_of(words: str) -> Standing | None:
    """The standing that the words of a form speak of; None where they say nothing of it."""
    lowered = words.casefold()
    # «Самостоятельное юридическое лицо (или головная ОО при наличии филиалов)» names branches too.
    if "самостоятельн" in lowered or "юридическ" in lowered or "головн" in lowered:
        return Standing.INDEPENDENT
    if "филиал" in lowered or "подразделен" in lowered:
        return Standing.BRANCH
    return next((one for one in Standing if one.value == lowered), None)


def shown(key: str, value: object) -> str:
    """A value in words: «да», «нет», the name of a standing; empty for no data."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if key == "standing":
        return STANDING_NAMES[Standing(str(value))]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return str(value)
