"""Forms of a plan's sections: what they are called, where they stand, where rows go from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from roadmaps.actions.editing.section_steps import FIELDS
from roadmaps.models import Section, SectionKind
from roadmaps.queries.outlines import Choice

LONGEST_TITLE = 2_000


class SectionForm(forms.Form):
    """Number, title and kind; `opened` brings back what stood there when the form was opened."""

    number = forms.CharField(
        label="Номер",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "width-10"}),
    )
    title = forms.CharField(
        label="Название",
        max_length=LONGEST_TITLE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Впишите название раздела."},
    )
    kind = forms.ChoiceField(label="Что это", choices=SectionKind, initial=SectionKind.SECTION)
    opened = forms.CharField(widget=forms.HiddenInput(), required=False)

    def clean_title(self) -> str:
        """Line ends as the plan has them."""
        return str(self.cleaned_data["title"]).replace("\r\n", "\n")

    def clean_opened(self) -> dict[str, str]:
        """The values the form was opened with; none for a new section."""
        try:
            opened = json.loads(self.cleaned_data["opened"] or "{}")
        except ValueError:
            opened = None
        if not isinstance(opened, dict):
            raise ValidationError("Форма устарела. Откройте раздел снова.")
        return {name: str(opened.get(name, "")) for name in FIELDS}


def opened_section(section: Section) -> dict[str, str]:
    """What the form of a section is opened with."""
    values = {name: getattr(section, name) for name in FIELDS}
    return {**values, "opened": json.dumps(values, ensure_ascii=False)}


class PlaceForm(forms.Form):
    """One place of the plan out of a list."""

    target = forms.ChoiceField(label="Куда")

    def __init__(self, *args: Any, places: Sequence[Choice], label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["target"]
        field.choices = [("", "выберите"), *((one.value, one.words) for one in places)]
        field.label = label
