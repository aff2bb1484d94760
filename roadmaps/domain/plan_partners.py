"""What the words of a plan about a partner of a school mean for a partnership.

A plan writes a teacher together with the post and the school in one cell, and subjects among other
words; a partnership keeps them apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

LONGEST_SCOPE = 500
_BETWEEN_WORDS = re.compile(r"[,;()\n]+")
_BETWEEN_SUBJECTS = re.compile(r"[,;\n]+")


@dataclass(frozen=True, slots=True)
class PartnerWords:
    """The words for the school, and for the teacher and the post where the partner is one."""

    school: str
    teacher: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """What a partnership is about: official names of subjects, empty for all, and words."""

    subjects: tuple[str, ...] = ()
    scope: str = ""


def teacher_in(text: str, is_school: Callable[[str], bool]) -> PartnerWords:
    """«Рябинина В. Н., учитель физики, Берёзовская СОШ» in its parts.

    `is_school` tells words that mean a school of the register. The teacher stands first; where no
    words mean a school, `school` is empty.
    """
    parts = [part for one in _BETWEEN_WORDS.split(text) if (part := " ".join(one.split()))]
    school, others = "", []
    for part in parts:
        found = "" if school else _school_at_the_end(part, is_school)
        school = school or found
        rest = part.removesuffix(found).strip() if found else part
        if rest:
            others.append(rest)
    return PartnerWords(school, next(iter(others), ""), ", ".join(others[1:]))


def _school_at_the_end(part: str, is_school: Callable[[str], bool]) -> str:
    """The shortest end of `part` that means a school: «учитель физики Берёзовской СОШ»."""
    words = part.split()
    ends = (" ".join(words[start:]) for start in range(len(words) - 1, -1, -1))
    return next((end for end in ends if is_school(end)), "")


def support_of(text: str, subjects: Collection[str]) -> Support:
    """What a plan says about the support: subjects where all of it names official `subjects`.

    Other words stay words, on one line and within the length that a partnership keeps.
    """
    official = {name.casefold(): name for name in subjects}
    named = list(_named(_BETWEEN_SUBJECTS.split(text), official))
    if named and all(named):
        return Support(tuple(dict.fromkeys(named)))
    scope = " ".join(text.split())
    return Support((), scope if len(scope) <= LONGEST_SCOPE else f"{scope[: LONGEST_SCOPE - 1]}…")


def _named(parts: Iterable[str], official: dict[str, str]) -> Iterable[str]:
    """The official name of each part; empty for other words."""
    for part in parts:
        bare = " ".join(part.split()).strip(" .").casefold()
        if not bare:
            continue
        pieces = [bare] if bare in official else re.split(r"\s+и\s+", bare)
        yield from (official.get(piece, "") for piece in pieces)


def says_the_same(one: Support, other: Support) -> bool:
    """Whether a second partnership of a pair would double the first.

    Shared subjects double it, and two without subjects unless their words differ.
    """
    if set(one.subjects) & set(other.subjects):
        return True
    if one.subjects or other.subjects:
        return False
    return one.scope == other.scope or not (one.scope and other.scope)
