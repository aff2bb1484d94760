"""Places in documents in the words that people look them up by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.office.workbooks import address


def place_in_words(source: Mapping[str, Any] | None) -> str:
    """«таблица 3, строка 7»; of a workbook «лист «План», строка 7»."""
    if not source:
        return ""
    parts = [*_table(source)]
    if source.get("row"):
        parts.append(f"строка\u00a0{source['row']}")
    elif source.get("paragraph"):
        parts.append(f"абзац\u00a0{source['paragraph']}")
    return ", ".join(parts)


def address_in_words(source: Mapping[str, Any] | None) -> str:
    """«таблица 3, строка 7, столбец 4»; of a workbook «лист «План», D7»."""
    if not source or not source.get("column"):
        return place_in_words(source)
    row, column = source.get("row") or 1, source["column"]
    if source.get("sheet"):
        return f"лист «{source['sheet']}», {address(row - 1, column - 1)}"
    return f"{place_in_words(source)}, столбец\u00a0{column}"


def _table(source: Mapping[str, Any]) -> list[str]:
    parts = []
    if source.get("sheet"):
        parts.append(f"лист «{source['sheet']}»")
    elif source.get("table"):
        parts.append(f"таблица\u00a0{source['table']}")
    if source.get("page"):
        parts.append(f"страница\u00a0{source['page']}")
    return parts
