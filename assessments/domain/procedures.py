"""Assessment procedures: which there are, how people call them, at which grade they are held.

Names as in DOMAIN.md 1.2 and 9; the codes are those of the command `import_results`.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from assessments.domain import subjects


class Procedure(StrEnum):
    """A kind of assessment; the two levels of ЕГЭ in mathematics are procedures of their own."""

    VPR = "vpr"
    OGE = "oge"
    EGE = "ege"
    EGE_BASE = "ege_base"
    EGE_PROFILE = "ege_profile"
    GVE = "gve"

    __hash__ = str.__hash__
    """As quick as a string's: works are looked up by the hundred thousand."""


TITLES = {
    Procedure.VPR: "ВПР",
    Procedure.OGE: "ОГЭ",
    Procedure.EGE: "ЕГЭ",
    Procedure.EGE_BASE: "ЕГЭ, базовый уровень",
    Procedure.EGE_PROFILE: "ЕГЭ, профильный уровень",
    Procedure.GVE: "ГВЭ",
}
FINAL_GRADE = {
    Procedure.OGE: 9,
    Procedure.EGE: 11,
    Procedure.EGE_BASE: 11,
    Procedure.EGE_PROFILE: 11,
}
VPR_GRADES = frozenset({4, 5, 6, 7, 8, 10, 11})
"""Grades of the programme that ВПР have been held in since 2020 (DOMAIN.md 9)."""
SCORED = frozenset({Procedure.EGE, Procedure.EGE_PROFILE})
"""Procedures of the 100-point scale: results are scores and a minimum, not marks."""

_WORDS: tuple[tuple[re.Pattern[str], Procedure], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), procedure)
    for pattern, procedure in (
        (r"\bвпр\b|\bvpr\b|всеросс\w+ провероч", Procedure.VPR),
        (r"\bогэ\b|\boge\b|основн\w+ государственн\w+ экз", Procedure.OGE),
        (r"\bгвэ|\bgve\b|государственн\w+ выпускн\w+ экз", Procedure.GVE),
        (r"\bege_base\b", Procedure.EGE_BASE),
        (r"\bege_profile\b", Procedure.EGE_PROFILE),
        (r"\bегэ\b|\bege\b|един\w+ государственн\w+ экз", Procedure.EGE),
    )
)
_BASE = re.compile(r"\bбаз(?:\b|ов)", re.IGNORECASE)
_PROFILE = re.compile(r"\bпроф(?:\b|ил)", re.IGNORECASE)


def grade_problem(procedure: Procedure, grade: int) -> str:
    """Why there is no such work, in one sentence; empty where there may be one.

    A table that names no procedure is taken for one of ВПР: grade 9 there is ОГЭ, most likely.
    """
    if procedure is not Procedure.VPR or grade in VPR_GRADES:
        return ""
    return (
        f"ВПР в {grade}-м классе не проводится; если это другая работа, назовите её: ОГЭ, ЕГЭ или "
        "ГВЭ"
    )


class Work(NamedTuple):
    """What the federal method counts as one procedure: kind, subject and grade together."""

    procedure: Procedure
    subject: str
    grade: int

    @property
    def title(self) -> str:
        """«ВПР, математика, 6 класс», «ОГЭ, математика», «ЕГЭ, математика (базовая)»."""
        return _title(self)


@lru_cache(maxsize=4096)
def _title(work: Work) -> str:
    name = work.subject[:1].lower() + work.subject[1:]
    if work.procedure is Procedure.EGE_BASE:
        return f"ЕГЭ, {name} (базовая)"
    if work.procedure is Procedure.EGE_PROFILE:
        return f"ЕГЭ, {name} (профильная)"
    if work.procedure in (Procedure.VPR, Procedure.GVE):
        return f"{TITLES[work.procedure]}, {name}, {work.grade}\u00a0класс"
    return f"{TITLES[work.procedure]}, {name}"


@lru_cache(maxsize=1024)
def recognise(text: str) -> Procedure | None:
    """The procedure named anywhere in `text`; None where no name is found."""
    for pattern, procedure in _WORDS:
        if pattern.search(text):
            return _with_level(procedure, text)
    return None


def settle(procedure: Procedure, subject_text: str, *, has_marks: bool) -> Procedure:
    """The level of ЕГЭ in mathematics, which files write into the subject's name.

    Mathematics without a level is profile, as its code 2 in РИС ГИА is (DOMAIN.md 9), unless
    the row holds marks 2–5: only the basic level is marked.
    """
    if procedure is not Procedure.EGE or subjects.recognise(subject_text) != subjects.MATHEMATICS:
        return procedure
    levelled = _with_level(procedure, subject_text)
    if levelled is not Procedure.EGE:
        return levelled
    if subject_text.strip() == subjects.BASIC_MATHEMATICS_CODE or has_marks:
        return Procedure.EGE_BASE
    return Procedure.EGE_PROFILE


def _with_level(procedure: Procedure, text: str) -> Procedure:
    if procedure is not Procedure.EGE:
        return procedure
    if _BASE.search(text):
        return Procedure.EGE_BASE
    return Procedure.EGE_PROFILE if _PROFILE.search(text) else procedure
