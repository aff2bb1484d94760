"""What a typical roadmap says otherwise than the plan of the school that it is made of."""

from __future__ import annotations

from copy import copy
from typing import Any

from core.values.word_difference import word_difference
from roadmaps.domain.new_year.impersonal import (
    SchoolNames,
    doers_without_people,
    without_people,
)
from roadmaps.domain.new_year.years import without_years
from roadmaps.models import Activity, Roadmap
from roadmaps.queries.new_year.preview import TextMove
from roadmaps.queries.new_year.texts import TEXTS

_PARTS = {
    "sections": "раздел",
    "activities": "мероприятие",
    "objectives": "задача",
    "passport": "паспорт",
    "indicators": "показатель",
    "year_tasks": "задача года",
    "tables": "таблица",
}


def names_of_school(roadmap: Roadmap) -> SchoolNames:
    """The names of the school whose plan it is, or of the school of which that is a branch."""
    school = roadmap.school
    if school is None:
        return SchoolNames(())
    schools = (school, school.parent) if school.parent else (school,)
    return SchoolNames([name for one in schools for name in (one.name, one.full_name) if name])


def take_out(part: Any, names: SchoolNames) -> None:
    """Write into `part`, which is not saved, its texts without the school's name and people."""
    for field in TEXTS[type(part)]:
        setattr(part, field, names.taken_out(without_people(getattr(part, field))))
    if isinstance(part, Activity):
        part.responsible_text = names.taken_out(doers_without_people(part.responsible_text))
        part.extra = [
            {**cell, "text": names.taken_out(without_people(cell["text"]))} for cell in part.extra
        ]


def title_of_template(roadmap: Roadmap) -> str:
    """The title of a plan without its years and without the name of its school."""
    bare = without_years(roadmap.title)
    taken_out = names_of_school(roadmap).taken_out(bare)
    return taken_out[:1].upper() + taken_out[1:] or bare


def texts_taken_out(roadmap: Roadmap) -> list[TextMove]:
    """The texts of a school's plan that a typical roadmap keeps otherwise, in the plan's order."""
    names = names_of_school(roadmap)
    found = _moves("цель", roadmap, ("goal",), names)
    for kind, name in _PARTS.items():
        for part in getattr(roadmap, kind).order_by("position", "pk"):
            found += _moves(name, part, TEXTS[type(part)], names)
    return found


def _moves(name: str, part: Any, fields: tuple[str, ...], names: SchoolNames) -> list[TextMove]:
    kept = copy(part)
    take_out(kept, names)
    pairs = [(name, getattr(part, one), getattr(kept, one)) for one in fields]
    if isinstance(part, Activity):
        pairs.append(("ответственные", part.responsible_text, kept.responsible_text))
        pairs += [
            (old["heading"], old["text"], new["text"])
            for old, new in zip(part.extra, kept.extra, strict=True)
        ]
    return [TextMove(word, word_difference(old, new)) for word, old, new in pairs if old != new]
