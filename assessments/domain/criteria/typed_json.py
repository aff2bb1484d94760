"""JSON that a person typed → plain data; whatever is wrong with it is a sentence."""

from __future__ import annotations

import json
from typing import Any

from assessments.domain.rules.kinds import CriteriaError

LONGEST = 50_000
"""Characters; the longest shipped set has about three thousand."""
DEEPEST = 24
TOO_DEEP = f"Правила вложены глубже {DEEPEST} уровней. Уберите лишние скобки."
TOO_LONG = (
    "Правила длиннее 50\u00a0000 знаков. Это не похоже на критерии: проверьте, что вставлено."
)
WRONG_NUMBER = "В правилах есть слишком длинное число или значение NaN, Infinity. Исправьте его."
HALF_SIGN = "В правилах есть половина знака (\\ud800 и подобные). Уберите её."


def read_json(text: str) -> Any:
    """The data behind `text`; fractions stay as they are written, exact.

    Raises CriteriaError for what is no JSON, too long, too deep or holds impossible
    numbers or signs.
    """
    if len(text) > LONGEST:
        raise CriteriaError(TOO_LONG)
    try:
        data = json.loads(text, parse_float=str, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise CriteriaError(
            f"Это не JSON: строка {error.lineno}, знак {error.colno}. Проверьте там кавычки, "
            "запятые и скобки."
        ) from error
    except RecursionError as error:
        raise CriteriaError(TOO_DEEP) from error
    except ValueError as error:
        raise CriteriaError(WRONG_NUMBER) from error
    if _is_deep(data):
        raise CriteriaError(TOO_DEEP)
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise CriteriaError(HALF_SIGN) from error
    return data


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _is_deep(data: Any) -> bool:
    level = [data]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return False
    return True


def _inside(one: Any) -> list[Any]:
    if isinstance(one, dict):
        return list(one.values())
    return one if isinstance(one, list) else []
