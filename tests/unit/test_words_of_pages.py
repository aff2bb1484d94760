"""One word for one thing: what no page says any more, and what it says instead."""

from __future__ import annotations

from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@pytest.mark.parametrize(
    ("avoided", "instead"),
    [
        ("Записать", "Сохранить"),
        ("Не менять", "Отмена"),
        ("Не добавлять", "Отмена"),
        ("Результат, документ", "Итоговый документ"),
    ],
)
def test_pages_say_one_word_for_one_thing(avoided: str, instead: str) -> None:
    found = [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if avoided in path.read_text(encoding="utf-8")
    ]
    assert not found, f"«{instead}» instead of «{avoided}»"
