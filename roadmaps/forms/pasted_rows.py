"""Rows pasted into a plan: what was pasted, and what its columns hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from roadmaps.forms.pasting import NOTHING, ClipboardForm
from roadmaps.models import Activity
from roadmaps.parsing.pasted_rows import LONGEST_CELL, MOST_ROWS, PastedHeading
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
    headings = forms.CharField(widget=forms.HiddenInput(), required=False)
    sections = forms.MultipleChoiceField(
        label="Сделать разделами плана",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Строки под заголовком встанут в его раздел, разделы — один за другим.",
        error_messages={"invalid_choice": _OUTDATED},
    )

    def __init__(
        self,
        *args: Any,
        rows: Sequence[Sequence[str]] = (),
        fields: Sequence[str] = (),
        headings: Sequence[PastedHeading] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows) or self._sent_rows()
        self.pasted_headings = list(headings) or self._sent_headings()
        self._offer_headings()
        self.initial["grid"] = json.dumps(self.rows, ensure_ascii=False)
        choices = [("", NOT_TAKEN), *((name, _words(name)) for name in TAKEN)]
        for number in range(len(self.rows[0]) if self.rows else 0):
            chosen = fields[number] if number < len(fields) and fields[number] in TAKEN else ""
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=f"Столбец {number + 1}", choices=choices, required=False, initial=chosen
            )

    def _offer_headings(self) -> None:
        """Each heading can become a section; those of the table are ticked."""
        plain = [[one.row, one.text, one.is_outside] for one in self.pasted_headings]
        self.initial["headings"] = json.dumps(plain, ensure_ascii=False)
        field: Any = self.fields["sections"]
        field.choices = [(str(place), one.text) for place, one in enumerate(self.pasted_headings)]
        self.initial["sections"] = [
            str(place) for place, one in enumerate(self.pasted_headings) if not one.is_outside
        ]

    @property
    def columns(self) -> list[Any]:
        """The fields of the columns."""
        return [self[name] for name in self.fields if name.startswith("column_")]

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

    def _sent_headings(self) -> list[PastedHeading]:
        try:
            found = json.loads(self.data.get("headings", "[]"))
            headings = [PastedHeading(row, text, outside) for row, text, outside in found]
        except (ValueError, TypeError, RecursionError):
            return []
        are_known = len(headings) <= MOST_ROWS and all(
            type(one.row) is int and 0 <= one.row <= len(self.rows)
            and isinstance(one.text, str) and 0 < len(one.text) <= LONGEST_CELL
            for one in headings
        )  # fmt: skip
        in_order = [one.row for one in headings] == sorted(one.row for one in headings)
        return headings if are_known and in_order else []

    @property
    def chosen_headings(self) -> list[tuple[int, str]]:
        """What becomes sections by a valid form: the place of the first row and the words."""
        chosen = {int(place) for place in self.cleaned_data["sections"]}
        return [
            (one.row, one.text) for place, one in enumerate(self.pasted_headings) if place in chosen
        ]

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
