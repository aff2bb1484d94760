"""Documents that people upload, and what forms say of them."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import docx
from django.utils import timezone
from PIL import Image

from tests.conftest import World

PDF = b"%PDF-1.7\n" + b"1 0 obj\n" * 20 + b"%%EOF\n"
PLAN_HEADER = ("№", "Мероприятие", "Сроки", "Ответственные", "Итоговый документ")


def plan_document(rows: Sequence[Sequence[str]], title: str = "Дорожная карта") -> bytes:
    """A Word document with one table of five columns; a row of one text is a section."""
    first = timezone.localdate().year
    heading = f"{title} Приозёрного округа на {first}–{first + 1} годы"
    return word_plan(
        heading, "Цель: повысить результаты школ.", (PLAN_HEADER, *(tuple(row) for row in rows))
    )


@cache
def word_plan(heading: str, goal: str, rows: tuple[tuple[str, ...], ...]) -> bytes:
    """Two paragraphs and one table, written once for all tests that send the same."""
    document = docx.Document()
    document.add_paragraph(heading)
    document.add_paragraph(goal)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1]).text = row[0]
            continue
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def draft_plan(world: World, content: bytes, name: str = "План.docx") -> Any:
    """A plan on its way in."""
    from roadmaps.actions.imports import draft_import

    return draft_import(
        municipality=world.office, by=world.coordinator, file_name=name, content=content
    )


def ticked(plan_import: Any) -> dict[str, Any]:
    """What the comparison of a changed plan sends when its button is pressed at once."""
    from roadmaps.queries.difference_lines import compared

    difference = compared(plan_import, plan_import.updates).difference
    return {
        "take": [line.key for line in difference.lines if line.is_ticked],
        "shown": json.dumps(difference.digests),
    }


def photo(kind: str) -> bytes:
    """A small picture."""
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(stream, kind)
    return stream.getvalue()
