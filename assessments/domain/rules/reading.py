"""A rule as JSON holds it → the tree; every mistake at once, each with its place in words.

Joins: `{"all": […]}`, `{"any": […]}`, `{"not": {…}}`, `{"at_least": {"number": 2, "rules": […]}}`,
`{"in_years": {"at_least": 3, "of": 3, "rule": {…}}}`. A predicate: `{"name": {argument: value}}`,
where «$имя» is the value of a parameter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.domain.rules.arguments import WORKS, arguments_of, is_required
from assessments.domain.rules.expressions import All, AnyOf, AtLeast, InYears, Not, Rule
from assessments.domain.rules.kinds import COUNT, GRADES, PROCEDURES, SUBJECTS, YEARS, Kind
from assessments.domain.rules.predicates import PREDICATES
from assessments.domain.rules.selections import Part, Selection

_DEEPEST = 8
_JOINS = ("all", "any", "not", "at_least", "in_years")


class Reader:
    """Reads rules and selections; what it cannot read goes to `mistakes`."""

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.parameters = parameters
        self.mistakes: list[str] = []

    def rule(self, data: object, place: str, depth: int = 1) -> Rule | None:
        """The rule behind `data`; None where there is a mistake."""
        if not isinstance(data, Mapping) or len(data) != 1:
            return self._wrong(place, "нужно одно условие с его названием")
        word, body = next(iter(data.items()))
        if depth > _DEEPEST:
            return self._wrong(place, f"условия вложены глубже {_DEEPEST} уровней")
        if word in ("all", "any"):
            rules = self._rules(body, place, depth)
            return None if rules is None else (All if word == "all" else AnyOf)(rules)
        if word == "not":
            rule = self.rule(body, f"{place}, отрицание", depth + 1)
            return Not(rule) if rule else None
        if word == "at_least":
            return self._at_least(body, place, depth)
        if word == "in_years":
            return self._in_years(body, place, depth)
        return self._predicate(str(word), body, place)

    def selection(self, data: object, place: str) -> Selection | None:
        """The choice of works behind `data`."""
        if not isinstance(data, list | tuple):
            return self._wrong(place, "процедуры перечисляют списком")
        parts = [
            self._part(one, f"{place}, группа процедур {number}")
            for number, one in enumerate(data, 1)
        ]
        return Selection(tuple(part for part in parts if part)) if all(parts) else None

    def value(self, said: object, kind: Kind, place: str) -> Any:
        """The value that stands there or, for «$имя», that of a parameter; None for a mistake."""
        if said is None:
            return self._wrong(place, f"не указано, а нужно {kind.expected}")
        if isinstance(said, str) and said.startswith("$"):
            if said[1:] not in self.parameters:
                known = ", ".join(self.parameters) or "ни одного"
                return self._wrong(place, f"параметра «{said[1:]}» нет. Есть: {known}")
            value = self.parameters[said[1:]]
            if value is None:
                return None  # said already where the parameters were read
            said = kind.plain(value)
        try:
            return kind.read(said)
        except ValueError:
            return self._wrong(place, kind.complaint(said))

    def _wrong(self, place: str, what: str) -> Any:
        """Notes a mistake; always None, to be handed on in place of a value."""
        self.mistakes.append(f"{place}: {what}.")
        return None

    def _rules(self, body: object, place: str, depth: int) -> tuple[Rule, ...] | None:
        if not isinstance(body, list | tuple) or not body:
            return self._wrong(place, "нужен непустой список условий")
        rules = [
            self.rule(one, f"{place}, условие {number}", depth + 1)
            for number, one in enumerate(body, 1)
        ]
        return tuple(rule for rule in rules if rule) if all(rules) else None

    def _at_least(self, body: object, place: str, depth: int) -> Rule | None:
        found = self._members(body, {"number", "rules"}, place)
        if found is None:
            return None
        number = self.value(found.get("number"), COUNT, f"{place}, number")
        rules = self._rules(found.get("rules"), place, depth)
        if number is None or rules is None:
            return None
        if number > len(rules):
            return self._wrong(place, f"нужно {number} из {len(rules)} условий, столько их нет")
        return AtLeast(number, rules)

    def _in_years(self, body: object, place: str, depth: int) -> Rule | None:
        found = self._members(body, {"at_least", "of", "rule"}, place)
        if found is None:
            return None
        number = self.value(found.get("at_least"), YEARS, f"{place}, at_least")
        of = self.value(found.get("of"), YEARS, f"{place}, of")
        rule = self.rule(found.get("rule"), f"{place}, условие каждого года", depth + 1)
        if number is None or of is None or rule is None:
            return None
        if number > of:
            return self._wrong(place, f"нужно {number} из {of} лет, столько лет не смотрят")
        return InYears(number, of, rule)

    def _members(self, body: object, names: set[str], place: str) -> Mapping[str, Any] | None:
        if not isinstance(body, Mapping):
            return self._wrong(place, f"нужны {', '.join(sorted(names))}")
        for name in body:
            if name not in names:
                self._wrong(place, f"«{name}» здесь не бывает. Есть: {', '.join(sorted(names))}")
        return body

    def _predicate(self, word: str, body: object, place: str) -> Rule | None:
        found = PREDICATES.get(word)
        if found is None:
            known = ", ".join((*_JOINS, *PREDICATES))
            return self._wrong(place, f"условия «{word}» нет. Есть: {known}")
        arguments = arguments_of(found)
        body = self._members(body, {name.rstrip("_") for name in arguments}, place)
        if body is None:
            return None
        values: dict[str, Any] = {}
        before = len(self.mistakes)
        for name, one in arguments.items():
            said = body.get(name.rstrip("_"))
            where = f"{place}, {name.rstrip('_')}"
            if said is None and not is_required(one):
                continue
            if WORKS in one.metadata:
                values[name] = self.selection(said, place)
            else:
                values[name] = self.value(said, one.metadata["kind"], where)
        return found(**values) if len(self.mistakes) == before else None

    def _part(self, data: object, place: str) -> Part | None:
        body = self._members(data, {"procedures", "subjects", "grades"}, place)
        if body is None:
            return None
        before = len(self.mistakes)
        procedures = self.value(body.get("procedures"), PROCEDURES, f"{place}, procedures")
        names, grades = (
            None if body.get(name) is None else self.value(body[name], kind, f"{place}, {name}")
            for name, kind in (("subjects", SUBJECTS), ("grades", GRADES))
        )
        return None if len(self.mistakes) > before else Part(procedures, names, grades)
