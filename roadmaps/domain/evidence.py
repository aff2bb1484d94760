"""Attached documents: their names, their kinds, links, and files that are met twice.

Pure. The stored name never contains anything that came from outside.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from core.values.file_names import printable

LINK_LIMIT = 1000


class DocumentKind(StrEnum):
    """What a document is to an office (issue: справка, приказ, протокол, …)."""

    REPORT = "report"
    ORDER = "order"
    MINUTES = "minutes"
    PROGRAMME = "programme"
    PLAN = "plan"
    PHOTO = "photo"
    LINK = "link"
    OTHER = "other"


KIND_NAMES = {
    DocumentKind.REPORT: "справка",
    DocumentKind.ORDER: "приказ",
    DocumentKind.MINUTES: "протокол",
    DocumentKind.PROGRAMME: "программа",
    DocumentKind.PLAN: "план",
    DocumentKind.PHOTO: "фото",
    DocumentKind.LINK: "ссылка",
    DocumentKind.OTHER: "другое",
}
# The first word that is found counts: a «справка о выполнении плана» is a справка.
_KIND_WORDS = (
    (DocumentKind.ORDER, r"приказ|распоряжени|постановлени"),
    (DocumentKind.MINUTES, r"протокол"),
    (DocumentKind.REPORT, r"справк|отч[её]т|анализ|самодиагност"),
    (DocumentKind.PROGRAMME, r"программ"),
    (DocumentKind.PLAN, r"план|график|дорожн\w* карт"),
    (DocumentKind.PHOTO, r"фото|снимок|снимк|(?:^|[\W_])(?:img|dsc|photo|pxl|image)(?=[\W_\d]|$)"),
)


def guessed_kind(file_name: str, *, is_picture: bool = False) -> DocumentKind:
    """The kind that the name speaks of; a picture without such a word is a photo."""
    name = file_name.lower().replace("\u00a0", " ")
    found = [
        (match.start(), order, kind)
        for order, (kind, words) in enumerate(_KIND_WORDS)
        if (match := re.search(words, name))
    ]
    if found:
        return min(found)[2]
    return DocumentKind.PHOTO if is_picture else DocumentKind.OTHER


def trouble_with_link(address: str) -> str:
    """Why the address cannot be kept as a link; empty where it can."""
    if len(address) > LINK_LIMIT:
        return f"Адрес длиннее {LINK_LIMIT} знаков. Скопируйте адрес самой страницы."
    if printable(address) != address or re.search(r"[\s<>\"\\]", address):
        return "В адресе не бывает пробелов и кавычек. Скопируйте адрес из строки браузера."
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return _NO_ADDRESS
    if parts.scheme == "http":
        return "Адрес начинается с http://. Принимаются только защищённые: https://…"
    if parts.scheme != "https" or "." not in host.strip("."):
        return _NO_ADDRESS
    if parts.username is not None or parts.password is not None:
        return "В адресе есть имя или пароль. Уберите их: адрес увидят другие."
    return ""


def host_of(address: str) -> str:
    """Where a link leads: «school.example.org»."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


_NO_ADDRESS = "Это не адрес страницы. Скопируйте его из строки браузера: https://…"


@dataclass(frozen=True, slots=True)
class Copy:
    """One place where a file is attached: whose work, in which year."""

    document: int
    doer: tuple[str, int]
    year: int


@dataclass(frozen=True, slots=True)
class Doubles:
    """Where else the same file is: other years of the same doer, other doers."""

    of_other_years: tuple[Copy, ...] = ()
    of_others: tuple[Copy, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.of_other_years or self.of_others)


def doubles_of(one: Copy, copies: Iterable[Copy]) -> Doubles:
    """What is worth pointing out: the same file of two doers or of two years.

    One document that serves several assignments of one doer within a year is no double.
    """
    others = [copy for copy in copies if copy.document != one.document]
    return Doubles(
        tuple(copy for copy in others if copy.doer == one.doer and copy.year != one.year),
        tuple(copy for copy in others if copy.doer != one.doer),
    )
