"""Rows pasted into a plan: what was pasted, and what its columns hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from roadmaps.forms.pasting import NOTHING, ClipboardForm
from roadmaps.models import Activity
from roadmaps.parsing.pasted_rows import LONGEST_CELL, MOST_ROWS
from roadmaps.queries.fields import field_words

NOT_TAKEN = "не переносить"
TAKEN = (
    "number",
    "title",
    "deadline_text",
    "responsible_text",
    "deliverable",
    "expected_outcome",
)
_OUTDATED = "Форма устарела. Вставьте строки снова."


class PastedRowsForm(forms.Form):
    """The rows as JSON and a field of the plan for each column."""

    grid = forms.CharField(widget=forms.HiddenInput())

    def __init__(
        self,
        *args: Any,
        rows: Sequence[Sequence[str]] = (),
        fields: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows) or self._sent_rows()
        self.initial["grid"] = json.dumps(self.rows, ensure_ascii=False)
        choices = [("", NOT_TAKEN), *((name, _words(name)) for name in TAKEN)]
        for number in range(len(self.rows[0]) if self.rows else 0):
            chosen = fields[number] if number < len(fields) and fields[number] in TAKEN else ""
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=f"Столбец {number + 1}", choices=choices, required=False, initial=chosen
            )

    @property
    def columns(self) -> list[Any]:
        """The fields of the columns."""
        return [self[name] for name in self.fields if name != "grid"]

    def _sent_rows(self) -> list[list[str]]:
        try:
            rows = json.loads(self.data.get("grid", "[]"))
        except (ValueError, RecursionError):
            return []
        is_grid = (
            isinstance(rows, list)
            and 0 < len(rows) <= MOST_ROWS
            and all(isinstance(row, list) and row and len(row) == len(rows[0]) for row in rows)
            and all(isinstance(text, str) and len(text) <= LONGEST_CELL for r in rows for text in r)
        )
        return rows if is_grid else []

    def clean(self) -> dict[str, Any]:
        """`values` are the rows by fields; each has a title, each field one column."""
        cleaned = super().clean() or {}
        if not self.rows:
            raise ValidationError(_OUTDATED)
        names = [cleaned.get(f"column_{number}", "") for number in range(len(self.rows[0]))]
        taken = [name for name in names if name]
        twice = next((name for name in taken if taken.count(name) > 1), None)
        if twice:
            raise ValidationError(
                f"Два столбца названы «{_words(twice)}». Для одного выберите другое."
            )
        if "title" not in taken:
            raise ValidationError("Укажите, в каком столбце мероприятия.")
        cleaned["values"] = [
            {
                name: text.replace("\x00", "").strip()
                for name, text in zip(names, row, strict=True)
                if name
            }
            for row in self.rows
        ]
        self._require_titles(cleaned["values"])
        return cleaned

    def _require_titles(self, values: Sequence[dict[str, str]]) -> None:
        for number, row in enumerate(values, 1):
            if not row["title"]:
                raise ValidationError(
                    f"В строке {number} нет мероприятия. Проверьте столбец или вставьте без неё."
                )
            if len(row.get("number", "")) > 40:
                raise ValidationError(f"В строке {number} номер длиннее 40 знаков.")


class PasteRowsForm(ClipboardForm):
    """What stands in the field, and with scripts the clipboard's page."""

    text = forms.CharField(
        label="Строки из Word или Excel",
        strip=False,
        error_messages={"required": NOTHING},
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="Скопируйте строки таблицы и вставьте сюда. Шапка не обязательна: столбцы можно "
        "будет поправить до вставки.",
    )


def _words(name: str) -> str:
    return field_words(Activity, name)
