"""The tree of a rule → JSON, with the values of its parameters written out."""

from typing import Any

from assessments.domain.rules.arguments import WORKS, arguments_of
from assessments.domain.rules.expressions import All, AtLeast, InYears, Not, Predicate, Rule
from assessments.domain.rules.kinds import GRADES, PROCEDURES, SUBJECTS
from assessments.domain.rules.selections import Part, Selection


def written(rule: Rule) -> dict[str, Any]:
    """`rule` as `reading.Reader.rule` reads it."""
    if isinstance(rule, Predicate):
        return {rule.name: _arguments(rule)}
    if isinstance(rule, Not):
        return {"not": written(rule.rule)}
    if isinstance(rule, AtLeast):
        return {"at_least": {"number": rule.number, "rules": [written(one) for one in rule.rules]}}
    if isinstance(rule, InYears):
        return {
            "in_years": {"at_least": rule.at_least, "of": rule.of, "rule": written(rule.rule)}
        }  # fmt: skip
    word = "all" if isinstance(rule, All) else "any"
    return {word: [written(part) for part in rule.parts()]}


def written_selection(selection: Selection) -> list[dict[str, Any]]:
    """A choice of works as `reading.Reader.selection` reads it."""
    return [_part(part) for part in selection.parts]


def _arguments(predicate: Predicate) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, one in arguments_of(predicate).items():
        value = getattr(predicate, name)
        if WORKS in one.metadata:
            if value is not None:
                found[name] = written_selection(value)
        else:
            found[name.rstrip("_")] = one.metadata["kind"].plain(value)
    return found


def _part(part: Part) -> dict[str, Any]:
    data: dict[str, Any] = {"procedures": PROCEDURES.plain(part.procedures)}
    if part.subjects is not None:
        data["subjects"] = SUBJECTS.plain(part.subjects)
    if part.grades is not None:
        data["grades"] = GRADES.plain(part.grades)
    return data
