"""One JSON definition → criteria; all of its mistakes at once, in Russian sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from assessments.domain.criteria.definitions import Criteria, DefinitionError, Order
from assessments.domain.criteria.settings import SETTINGS
from assessments.domain.rules.categories import NAMEABLE, Category
from assessments.domain.rules.kinds import CriteriaError

NO_LIST = (
    "Перечень составляют только критерии с категорией «низкие результаты» (low_results). "
    "Добавьте её или назначьте критерии вспомогательными (makes_list: false)."
)
LONGEST_TITLE = 40
"""Characters: a title stands in a column of a table."""
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_MEMBERS = (
    "key", "version", "name", "order", "valid_from", "valid_to", "parameters", "works",
    "categories", "makes_list", "titles",
)  # fmt: skip


def read_definition(data: Mapping[str, Any]) -> Criteria:
    """The criteria behind one JSON definition.

    Raises DefinitionError with every mistake at once: unknown members, parameters and their values,
    works, and each condition with its place in the tree.
    """
    mistakes = [f"Неизвестная часть «{name}»." for name in data if name not in _MEMBERS]
    criteria = Criteria(
        key=_text(data, "key", mistakes),
        version=_text(data, "version", mistakes),
        name=_text(data, "name", mistakes),
        parameters=_parameters(data.get("parameters", {}), mistakes),
        works=_list(data, "works", mistakes),
        categories=_list(data, "categories", mistakes),
        order=_order(data.get("order"), mistakes),
        valid_from=_year(data.get("valid_from"), "valid_from", mistakes),
        valid_to=_year(data.get("valid_to"), "valid_to", mistakes),
        list_making=_list_making(data.get("makes_list"), mistakes),
        titles=_titles(data.get("titles", {}), mistakes),
    )
    if criteria.key and not _KEY.fullmatch(criteria.key):
        mistakes.append("key: нужны строчные латинские буквы, цифры и дефис.")
    try:
        criteria.plan  # noqa: B018
    except DefinitionError as error:
        mistakes += error.mistakes
    else:
        mistakes += _list_mistakes(criteria)
    if mistakes:
        raise DefinitionError(mistakes)
    return criteria


def _list_making(value: object, mistakes: list[str]) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    mistakes.append("makes_list: нужно true или false.")
    return None


def _titles(data: object, mistakes: list[str]) -> dict[Category, str]:
    if not isinstance(data, Mapping):
        mistakes.append("titles: нужны категории и слова для них.")
        return {}
    found: dict[Category, str] = {}
    for name, words in data.items():
        if name not in NAMEABLE:
            mistakes.append(f"titles: категории «{name}» нет. Есть: {', '.join(NAMEABLE)}.")
        elif not isinstance(words, str) or not 0 < len(words.strip()) <= LONGEST_TITLE:
            mistakes.append(f"titles: {name}: нужны слова, не длиннее {LONGEST_TITLE} знаков.")
        else:
            found[Category(name)] = words.strip()
    return found


def _list_mistakes(criteria: Criteria) -> list[str]:
    given = {one.category for one in criteria.plan.rules}
    if criteria.list_making and Category.LOW_RESULTS not in given:
        return [NO_LIST]
    return []


def _text(data: Mapping[str, Any], name: str, mistakes: list[str]) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value.strip():
        mistakes.append(f"{name}: не указано.")
        return ""
    return value.strip()


def _list(data: Mapping[str, Any], name: str, mistakes: list[str]) -> list[dict[str, Any]]:
    value = data.get(name)
    if value is None or isinstance(value, list):
        return value or []
    mistakes.append(f"{name}: нужен список в квадратных скобках.")
    return []


def _year(value: object, name: str, mistakes: list[str]) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 2000 <= value <= 2100:
        mistakes.append(f"{name}: нужен первый год учебного года, например 2024.")
        return None
    return value


def _order(value: object, mistakes: list[str]) -> Order | None:
    if value is None:
        return None
    try:
        given = dict(value) if isinstance(value, Mapping) else {}
        return Order(str(given["number"]), date.fromisoformat(given["date"]))
    except (KeyError, TypeError, ValueError):
        mistakes.append("order: нужны номер (number) и дата (date: 2024-08-19) приказа.")
        return None


def _parameters(data: object, mistakes: list[str]) -> dict[str, Any]:
    if not isinstance(data, Mapping):
        mistakes.append("parameters: нужны названия и значения.")
        return {}
    found: dict[str, Any] = {}
    for name, value in data.items():
        if name not in SETTINGS:
            mistakes.append(f"Параметра «{name}» не бывает. Есть: {', '.join(SETTINGS)}.")
            continue
        try:
            found[name] = SETTINGS[name].read(value)
        except CriteriaError as error:
            mistakes.append(str(error))
            found[name] = None
    return found
