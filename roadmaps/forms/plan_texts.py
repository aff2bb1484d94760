"""Forms of what a plan says beside its rows, for people who keep it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from roadmaps.forms.opened import OpenedForm
from roadmaps.forms.plan_years import YearsFields, year_field
from roadmaps.forms.plans import LONGEST_TEXT
from roadmaps.models import PartnerKind

WHOLE = "whole"
REREAD = "Если изменить годы, сроки прочтутся заново: сначала портал покажет, какие."
_LONGEST_SHORT, _LONGEST_FULL = 60, 500
_ABBREVIATION = re.compile(r"^(\S.*?)\s+[—–-]\s+(\S.*)$")


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WordsForm(OpenedForm):
    """Words of a plan; their line ends are those that plans have."""

    def clean(self) -> dict[str, Any]:
        """The words with plain line ends."""
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = value.replace("\r\n", "\n")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What a valid form writes."""
        besides = ("opened", WHOLE)
        return {name: value for name, value in self.cleaned_data.items() if name not in besides}

    @property
    def is_whole(self) -> bool:
        """Whether a valid form means all tasks of the direction."""
        return bool(self.cleaned_data.get(WHOLE))


class FactsForm(YearsFields, WordsForm):
    """What the plan as a whole says."""

    title = forms.CharField(
        label="Название плана",
        max_length=500,
        widget=_text(2),
        error_messages={"required": "Впишите название плана."},
    )
    goal = forms.CharField(label="Цель", max_length=LONGEST_TEXT, required=False, widget=_text(4))
    field_order = ("title", "goal", "first_year", "last_year", "calendar")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["calendar"].help_text = REREAD


class ObjectiveForm(WordsForm):
    """An objective."""

    text = forms.CharField(
        label="Задача",
        max_length=LONGEST_TEXT,
        widget=_text(4),
        error_messages={"required": "Впишите задачу."},
    )


class PassportForm(WordsForm):
    """An entry of the passport."""

    name = forms.CharField(
        label="Название", max_length=300, error_messages={"required": "Впишите название."}
    )
    text = forms.CharField(label="Текст", max_length=LONGEST_TEXT, required=False, widget=_text(6))


class YearTaskForm(WordsForm):
    """What a direction sets for a year."""

    direction = forms.CharField(
        label="Направление",
        max_length=LONGEST_TEXT,
        widget=_text(2),
        error_messages={"required": "Впишите направление."},
    )
    year = year_field("Год", "Укажите год.")
    text = forms.CharField(
        label="Задача года",
        max_length=LONGEST_TEXT,
        widget=_text(4),
        error_messages={"required": "Впишите задачу."},
    )

    whole = forms.BooleanField(label="Назвать так это направление и в других годах", required=False)
    field_order = ("direction", "whole", "year", "text")

    def __init__(self, *args: Any, opened: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, opened=opened, **kwargs)
        if not opened:
            # A new task has no other years yet.
            del self.fields[WHOLE]


class PartnershipForm(WordsForm):
    """A school and its partner."""

    school = forms.CharField(
        label="Школа", max_length=500, error_messages={"required": "Впишите школу."}
    )
    partner = forms.CharField(
        label="Партнёр", max_length=500, error_messages={"required": "Впишите партнёра."}
    )
    partner_kind = forms.ChoiceField(label="Кто партнёр", choices=PartnerKind)
    scope = forms.CharField(
        label="О чём сотрудничество", max_length=LONGEST_TEXT, required=False, widget=_text(3)
    )


FORMS: Mapping[str, type[WordsForm]] = {
    "objectives": ObjectiveForm,
    "passport": PassportForm,
    "year_tasks": YearTaskForm,
    "partnerships": PartnershipForm,
}


class AbbreviationsForm(OpenedForm):
    """All abbreviations of a plan, each with what it stands for on a line of its own."""

    lines = forms.CharField(
        label="Сокращения",
        max_length=LONGEST_TEXT,
        required=False,
        widget=_text(8),
        help_text="Каждое с новой строки: «КПК — курсы повышения квалификации».",
    )

    def clean_lines(self) -> dict[str, str]:
        """Full names by their abbreviations."""
        found: dict[str, str] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["lines"].splitlines())):
            match = _ABBREVIATION.match(line)
            if match is None or len(match[1]) > _LONGEST_SHORT or len(match[2]) > _LONGEST_FULL:
                raise ValidationError(
                    f"Строка «{line[:_LONGEST_SHORT]}» не понята: напишите «КПК — курсы "
                    "повышения квалификации»."
                )
            if match[1] in found:
                raise ValidationError(f"Сокращение «{match[1]}» названо дважды.")
            found[match[1]] = match[2]
        return found


def lines_of(abbreviations: Iterable[tuple[str, str]]) -> str:
    """The text that the form shows; each pair on one line, however its document breaks it."""
    return "\n".join(" ".join(f"{short} — {full}".split()) for short, full in abbreviations)
