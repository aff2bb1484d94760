"""Sorts of events that plans of offices hang on, and the words that name them."""

import re
from enum import StrEnum


class SeriesKind(StrEnum):
    """Events that most offices have; `OWN` is the office's own."""

    VPR = "vpr"
    OGE = "oge"
    EGE = "ege"
    RESIT = "resit"
    ESSAY = "essay"
    INTERVIEW = "interview"
    DIAGNOSTICS = "diagnostics"
    OLYMPIAD = "olympiad"
    COURSES = "courses"
    METHODISTS = "methodists"
    COUNCIL = "council"
    DIRECTORS = "directors"
    OWN = "own"


SERIES_NAMES = {
    SeriesKind.VPR: "ВПР",
    SeriesKind.OGE: "ОГЭ",
    SeriesKind.EGE: "ЕГЭ",
    SeriesKind.RESIT: "Пересдача ОГЭ и ЕГЭ",
    SeriesKind.ESSAY: "Итоговое сочинение",
    SeriesKind.INTERVIEW: "Итоговое собеседование",
    SeriesKind.DIAGNOSTICS: "Диагностические работы",
    SeriesKind.OLYMPIAD: "Олимпиада, муниципальный этап",
    SeriesKind.COURSES: "Курсы повышения квалификации (КПК)",
    SeriesKind.METHODISTS: "Заседания РМО",
    SeriesKind.COUNCIL: "Педагогические советы",
    SeriesKind.DIRECTORS: "Совещания директоров",
    SeriesKind.OWN: "Своё событие",
}

_EXAMS = r"\bгиа\b(?!-)|итогов\w+ аттестац"
_WORDS = {
    SeriesKind.VPR: r"\bвпр\b|всероссийск\w+ проверочн",
    SeriesKind.OGE: rf"\bогэ\b|\bгиа-9\b|{_EXAMS}",
    SeriesKind.EGE: rf"\bегэ\b|\bгиа-11\b|{_EXAMS}",
    SeriesKind.RESIT: r"пересдач|дополнительн\w+ (?:период|срок)",
    SeriesKind.ESSAY: r"итогов\w+ сочинени",
    SeriesKind.INTERVIEW: r"(?:итогов|устн)\w+ собеседовани",
    SeriesKind.DIAGNOSTICS: r"диагностическ\w+ работ",
    SeriesKind.OLYMPIAD: r"\bвсош\b|олимпиад|муниципальн\w+ этап",
    SeriesKind.COURSES: r"\bкпк\b|курсов\b|\bкурс(?:ы|ах|ам)\b|курсов\w+ подготовк"
    r"|повышени\w+ квалификаци",
    SeriesKind.METHODISTS: r"\b[ргмш]мо\b|методическ\w+ объединени",
    SeriesKind.COUNCIL: r"\bпедсовет|педагогическ\w+ совет",
    SeriesKind.DIRECTORS: r"совещани\w+ (?:с )?(?:директор|руководител)",
}
_PATTERNS = {kind: re.compile(words) for kind, words in _WORDS.items()}


def plain(text: str) -> str:
    """The text as it is searched: small letters, no ё, single spaces, one sort of hyphen."""
    small = text.lower().replace("ё", "е")
    return " ".join(re.sub(r"[‐‑‒–—]", "-", small).split())


def named(text: str, kind: SeriesKind) -> str:
    """The words of `text` that name events of `kind`; empty where none do."""
    pattern = _PATTERNS.get(kind)
    found = pattern.search(plain(text)) if pattern else None
    return found.group(0) if found else ""
