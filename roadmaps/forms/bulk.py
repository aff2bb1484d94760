"""The form of one change for many rows."""

from __future__ import annotations

from typing import Any

from django import forms

from core.values.wording import lower_first
from roadmaps.domain.bulk_change import OPERATION_NAMES, WITHOUT_TITLE, BulkChange, Operation
from roadmaps.models import Activity
from roadmaps.queries.fields import field_words

FIELDS = ("responsible_text", "deadline_text", "deliverable", "expected_outcome", "title")
LONGEST_WORDS = 1_000


class BulkForm(forms.Form):
    """Sent with GET: looking at what a change would do writes nothing."""

    field = forms.ChoiceField(
        label="В столбце",
        choices=[(name, lower_first(field_words(Activity, name))) for name in FIELDS],
        error_messages={"required": "Выберите столбец."},
    )
    operation = forms.ChoiceField(
        label="Что сделать",
        choices=[(one.value, words) for one, words in OPERATION_NAMES.items()],
        error_messages={"required": "Выберите, что сделать."},
    )
    find = forms.CharField(
        label="Какие слова заменить",
        max_length=LONGEST_WORDS,
        required=False,
        help_text="Целиком, как в плане: «Лесная А. П.». Только для замены слов.",
    )
    words = forms.CharField(
        label="Новые слова",
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Пусто — прежние слова будут убраны.",
    )

    def clean(self) -> dict[str, Any]:
        """What the chosen operation needs."""
        cleaned = super().clean() or {}
        operation, words = cleaned.get("operation"), cleaned.get("words", "")
        if operation == Operation.REPLACE and not cleaned.get("find"):
            self.add_error("find", "Впишите слова, которые нужно заменить.")
        if operation == Operation.APPEND and not words:
            self.add_error("words", "Впишите слова, которые нужно добавить.")
        if operation == Operation.SET and cleaned.get("field") == "title" and not words:
            self.add_error("words", WITHOUT_TITLE)
        return cleaned

    def change(self) -> BulkChange:
        """The change that a valid form asks for."""
        cleaned = self.cleaned_data
        return BulkChange(
            field=cleaned["field"],
            operation=Operation(cleaned["operation"]),
            words=cleaned["words"].replace("\r\n", "\n"),
            find=cleaned["find"],
        )
