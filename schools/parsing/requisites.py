"""Requisites in a register: which column holds which, and what a cell of it says."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from core.office.workbooks import CellValue
from schools.domain.requisites import (
    BY_KEY,
    LATITUDES,
    LONGITUDES,
    Shape,
    Standing,
    padded,
    standing_of,
)

# The order matters: «Телефон директора» is a telephone, «Адрес сайта» is a site.
_HEADERS = {
    "inn": r"\bинн\b|\binn\b",
    "kpp": r"\bкпп\b|\bkpp\b",
    "ogrn": r"\bогрн\b|\bogrn\b",
    "okpo": r"\bокпо\b|\bokpo\b",
    "oktmo": r"\bоктмо\b|\boktmo\b",
    "email": r"электронн\w+ почт|\be-?mail\b|\bэл почт",
    "phone": r"телефон|\bтел\b|\bphone\b",
    "site": r"\bсайт\w*|\bsite\b",
    "address": r"\bадрес\b|местонахожд|место нахожд|\baddress\b",
    "director": r"директор|руководител|\bdirector\b",
    "legal_form": r"правов\w+ форм|\bопф\b|\blegal form\b",
    "standing": r"\bстатус\b|\bstanding\b",
    "is_closed_type": r"закрыт\w+ типа|\bсуву\b|спец\w*[ -]учебно",
    "is_penal": r"наказани|\bу?фсин\b",
    "is_correctional": r"коррекцион",
    "is_evening": r"вечерн|сменн",
    "is_boarding": r"интернат",
    "has_primary": r"\bноо\b|начальн\w+ общ\w+ образован",
    "has_basic": r"\bооо\b|основн\w+ общ\w+ образован",
    "has_secondary": r"\bсоо\b|средн\w+ общ\w+ образован",
    "latitude": r"широт|\blatitude\b",
    "longitude": r"долгот|\blongitude\b",
}
_PATTERNS = {key: re.compile(pattern) for key, pattern in _HEADERS.items()}
_YES = {"да", "+", "1", "имеется", "есть", "true", "yes", "x", "х", "v"}
_NO = {"нет", "0", "отсутствует", "не имеется", "false", "no"}
_EMPTY = {"", "-", "–", "—"}
_RANGES = {"latitude": LATITUDES, "longitude": LONGITUDES}
_PLACES = Decimal("0.000001")

RequisiteValue = str | bool | Decimal | None


class NotUnderstood(ValueError):
    """A cell says something else than its column should; the message is a sentence for people."""


def requisite_of(header: str) -> str:
    """The key of the requisite that a column holds; empty where it holds none."""
    return next((key for key, pattern in _PATTERNS.items() if pattern.search(header)), "")


def read_requisite(key: str, cell: CellValue, text: str) -> RequisiteValue:
    """The value of a cell, `text` being its words; None and «» for no data.

    Raises NotUnderstood.
    """
    requisite = BY_KEY[key]
    bare = text.strip()
    is_empty = bare.casefold() in _EMPTY
    if requisite.shape is Shape.YES_NO:
        return None if is_empty else _yes_no(bare, requisite.title)
    if requisite.shape is Shape.DEGREES:
        return None if is_empty else _degrees(key, bare)
    if is_empty:
        return ""
    if requisite.shape is Shape.STANDING:
        return _standing(bare)
    digits = padded(key, bare) if isinstance(cell, int) and not isinstance(cell, bool) else bare
    return digits[: requisite.limit]


def yes_no_of(text: str) -> bool | None:
    """«да» and «нет» in the ways that forms write them; None for anything else."""
    lowered = text.casefold().strip()
    # The ФИОКО forms number their answers: «1) Да», «2) Нет».
    lowered = re.sub(r"^\d+\)\s*", "", lowered)
    if lowered in _YES:
        return True
    return False if lowered in _NO else None


def _yes_no(text: str, title: str) -> bool:
    answer = yes_no_of(text)
    if answer is None:
        raise NotUnderstood(f"{title}: «{text}» — не «да» и не «нет», значение не изменено.")
    return answer


def _standing(text: str) -> Standing:
    standing = standing_of(re.sub(r"^\d+\)\s*", "", text))
    if standing is None:
        raise NotUnderstood(
            f"Статус «{text}» не узнан и не изменён. Напишите «самостоятельное юридическое лицо» "
            "или «филиал»."
        )
    return standing


def _degrees(key: str, text: str) -> Decimal:
    title = BY_KEY[key].title
    lowest, highest = _RANGES[key]
    try:
        value = Decimal(text.replace(",", ".").replace("°", "").strip()).quantize(_PLACES)
    except InvalidOperation:
        value = None
    if value is None or not value.is_finite() or not lowest <= value <= highest:
        raise NotUnderstood(
            f"{title}: «{text}» не понято, значение не изменено. Нужны градусы с дробью, например "
            "56,123456."
        )
    return value
