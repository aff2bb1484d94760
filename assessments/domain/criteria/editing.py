"""The rules of criteria as an outline of lines, and the changes that people make to single lines.

A line is a node of a category's rule as JSON holds it (`rules.reading`). Its path is the number of
the category, then of each part on the way down, from 0: «0» is the whole rule of the first
category, «0.1» its second part. Changes give a new list of categories; whether it makes sense,
`read_definition` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assessments.domain.criteria.definitions import Criteria
from assessments.domain.rules.arguments import arguments_of
from assessments.domain.rules.categories import Category
from assessments.domain.rules.conditions import FLAGS
from assessments.domain.rules.expressions import AtLeast, InYears, Predicate
from assessments.domain.rules.figures import MEASURED
from assessments.domain.rules.kinds import CriteriaError
from assessments.domain.rules.predicates import PREDICATES
from assessments.domain.rules.reading import Reader
from core.values.wording import counted

ALL, ANY, NOT, AT_LEAST, IN_YEARS = "all", "any", "not", "at_least", "in_years"
GROUPS = {
    ALL: "верно всё", ANY: "верно хотя бы одно", AT_LEAST: "верно не меньше стольких условий",
    IN_YEARS: "верно в стольких из последних лет",
}  # fmt: skip
PREDICATE_TITLES = {
    "low_procedures": "число процедур с низким результатом",
    "share": "доля низких результатов в пределах",
    "grown": "рост доли низких результатов за год",
    "same_procedure": "одна и та же процедура низкая несколько лет",
    "fails": "число не преодолевших порог",
    "rank": "место среди худших или лучших школ",
    "mean_below": "средние ниже средних территории",
    "joint_fails": "школы, дающие вместе большую часть не преодолевших порог",
    "outside_corridor": "доли отметок вне коридора",
    "participants": "число участников",
    "flag": "особенность школы",
    "context": "показатель контекстных данных",
}
ARGUMENT_TITLES = {
    "at_least": "не меньше скольких", "share": "доля, %", "min_participants":
    "наименьшее число участников", "works": "процедуры",
    "from": "от, %", "below": "и меньше, %", "by": "на сколько, п. п.", "of": "из скольких лет",
    "measure": "показатель", "end": "с какого конца", "percent": "доля, %", "per":
    "по каждой работе или вместе", "among": "среди школ какой территории",
    "rounding": "округление числа школ", "measures": "какие средние", "references":
    "с какими территориями", "sigmas": "на сколько σ ниже", "corridors": "коридоры отметок",
    "flag": "особенность", "number": "не меньше скольких",
    "field": "показатель", "limit": "не меньше или не больше",
    "value": "значение: доля в процентах или число",
}  # fmt: skip

ARGUMENT_SETTINGS = {"measures": "mean_measures", "references": "mean_references"}
"""Arguments that take several words: the parameter that names the choices among them."""
OPTION_TITLES = {
    "low_share": "доля не преодолевших порог", "mark": "средняя отметка", "score": "средний балл",
    "quality": "качество знаний", "index": "индекс социального благополучия",
    "worst": "с худших", "best": "с лучших", "work": "по каждой работе",
    "together": "по всем вместе", "floor": "вниз", "ceil": "вверх",
    "municipality": "муниципалитета", "region": "региона", "country": "страны",
    "at_least": "не меньше", "at_most": "не больше", **FLAGS,
    **{key: one.title for key, one in MEASURED.items()},
}  # fmt: skip
"""Words that an argument takes, as people read them."""

Path = tuple[int, ...]
Json = dict[str, Any]
NO_LINE = "Такой строки в правилах нет: их изменили. Откройте критерии заново."


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One line: where it is, how deep, what it says; the first of a rule names its category."""

    path: str
    depth: int
    words: str
    category: Category | None = None


def outline(criteria: Criteria) -> list[OutlineLine]:
    """Every category with its rule, line by line."""
    found: list[OutlineLine] = []
    for number, one in enumerate(criteria.categories):
        lines = list(_lines(one["rule"], (number,), criteria.parameters))
        found += [replace(lines[0], category=Category(one["category"])), *lines[1:]]
    return found


def node_at(categories: list[Json], text: str) -> Json:
    """The node at a path; CriteriaError where there is none."""
    path = _path(text)
    try:
        node = categories[path[0]]["rule"]
        for place in path[1:]:
            node = parts_of(node)[place]
    except IndexError as error:
        raise CriteriaError(NO_LINE) from error
    return node


def parts_of(node: Json) -> list[Json]:
    """The nodes right below."""
    word, body = next(iter(node.items()))
    if word in (ALL, ANY):
        return list(body)
    if word == AT_LEAST:
        return list(body["rules"])
    if word == NOT:
        return [body]
    return [body["rule"]] if word == IN_YEARS else []


def replaced(categories: list[Json], text: str, change: Callable[[Json], Json]) -> list[Json]:
    """The categories with what `change` makes of the node at a path."""
    node_at(categories, text)
    path = _path(text)
    return [
        {**one, "rule": _replaced(one["rule"], path[1:], change)} if number == path[0] else one
        for number, one in enumerate(categories)
    ]


def removed(categories: list[Json], text: str) -> list[Json]:
    """The categories without a node; a join or a negation that is left empty goes with it."""
    node_at(categories, text)
    path = _path(text)
    if len(path) == 1:
        return [one for number, one in enumerate(categories) if number != path[0]]
    above = ".".join(map(str, path[:-1]))
    if len(parts_of(node_at(categories, above))) == 1:
        return removed(categories, above)
    return replaced(
        categories, above,
        lambda node: _with_parts(
            node, [part for place, part in enumerate(parts_of(node)) if place != path[-1]]
        ),
    )  # fmt: skip


def negated(node: Json) -> Json:
    """The opposite; the opposite of an opposite is the node itself."""
    return node.get(NOT, {NOT: node})


def grouped(node: Json, how: str, number: int = 1, of: int = 1) -> Json:
    """A join of another kind with the same parts, or a join around a node that is none.

    Of a line «в стольких из последних лет» only the numbers change.
    """
    if how == IN_YEARS and IN_YEARS in node:
        return {IN_YEARS: {**node[IN_YEARS], "at_least": number, "of": of}}
    parts = parts_of(node) if set(node) & {ALL, ANY, AT_LEAST} else [node]
    if how == AT_LEAST:
        return {AT_LEAST: {"number": number, "rules": parts}}
    if how == IN_YEARS:
        return {IN_YEARS: {"at_least": number, "of": of, "rule": node}}
    return {how: parts}


def extended(node: Json, part: Json) -> Json:
    """A join with one part more; a node that is no join becomes «верно всё» with it."""
    if set(node) & {ALL, ANY, AT_LEAST}:
        return _with_parts(node, [*parts_of(node), part])
    return {ALL: [node, part]}


def predicate_node(name: str, said: Mapping[str, Any]) -> Json:
    """A condition with its values as they are typed; empty ones are left to defaults."""
    if name not in PREDICATES:
        raise CriteriaError(f"Условия «{name}» нет.")
    body: Json = {}
    for argument in arguments_of(PREDICATES[name]):
        plain = argument.rstrip("_")
        value = said.get(plain, "")
        value = value.strip() if isinstance(value, str) else value
        if value:
            body[plain] = value
    return {name: body}


def parameters_in(node: Any) -> set[str]:
    """The parameters that a part of the definition names: «$имя»."""
    if isinstance(node, str):
        return {node[1:]} if node.startswith("$") else set()
    if isinstance(node, Mapping):
        node = node.values()
    return set().union(*map(parameters_in, node)) if isinstance(node, Iterable) else set()


def _path(text: str) -> Path:
    parts = text.split(".")
    if not all(part.isascii() and part.isdecimal() and len(part) < 4 for part in parts):
        raise CriteriaError(NO_LINE)
    return tuple(int(part) for part in parts)


def _replaced(node: Json, path: Path, change: Callable[[Json], Json]) -> Json:
    if not path:
        return change(node)
    parts = parts_of(node)
    parts[path[0]] = _replaced(parts[path[0]], path[1:], change)
    return _with_parts(node, parts)


def _with_parts(node: Json, parts: list[Json]) -> Json:
    word, body = next(iter(node.items()))
    if word in (ALL, ANY):
        return {word: parts}
    if word == AT_LEAST:
        return {word: {**body, "rules": parts}}
    return {word: parts[0]} if word == NOT else {word: {**body, "rule": parts[0]}}


def _lines(node: Json, path: Path, parameters: Mapping[str, Any]) -> Iterator[OutlineLine]:
    place = ".".join(map(str, path))
    yield OutlineLine(place, len(path) - 1, _words(node, parameters))
    for number, part in enumerate(parts_of(node)):
        yield from _lines(part, (*path, number), parameters)


def _words(node: Json, parameters: Mapping[str, Any]) -> str:
    word = next(iter(node))
    if word == NOT:
        return "неверно, что:"
    if word == ALL:
        return "верно всё:"
    if word == ANY:
        return "верно хотя бы одно из:"
    rule = Reader(parameters).rule(node, "")
    if isinstance(rule, AtLeast):
        return f"верно не меньше {rule.number} из:"
    if isinstance(rule, InYears):
        span = counted(rule.of, "последнего года", "последних лет", "последних лет")
        return f"в {rule.at_least} из {span} верно:"
    return rule.describe() if isinstance(rule, Predicate) else word
