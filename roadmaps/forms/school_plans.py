"""Forms of a school's plan: its beginning, its check."""

from __future__ import annotations

from typing import Any

from django import forms

from roadmaps.forms.plans import EARLIEST_YEAR, LATEST_YEAR
from roadmaps.models import PlanCalendar
from roadmaps.queries.school_plans import STATES

LONGEST_COMMENT = 4_000
FROM_OFFICE = "office"
BLANK = "blank"


class StateFilterForm(forms.Form):
    """Which schools the list shows."""

    state = forms.ChoiceField(
        label="Состояние", required=False, choices=[("", "все"), *STATES.items()]
    )


class StartForm(forms.Form):
    """What the plan is, and what it begins with."""

    title = forms.CharField(
        label="Название",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Впишите название плана."},
    )
    first_year = forms.IntegerField(
        label="Первый год",
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        localize=False,
        error_messages={"required": "Укажите первый год плана."},
    )
    last_year = forms.IntegerField(
        label="Последний год",
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        localize=False,
        error_messages={"required": "Укажите последний год плана."},
    )
    calendar = forms.ChoiceField(
        label="Сроки считать по",
        choices=[
            (PlanCalendar.CALENDAR_YEAR, "календарным годам"),
            (PlanCalendar.SCHOOL_YEAR, "учебным годам, с сентября по май"),
        ],
    )
    begin = forms.ChoiceField(
        label="С чего начать",
        choices=[
            (FROM_OFFICE, "с мероприятий плана управления, которые касаются школы"),
            (BLANK, "с пустого плана"),
        ],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """The years are in order."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", "Последний год плана раньше первого.")
        return cleaned


class SubmitForm(forms.Form):
    """A word of the school to those who check its plan."""

    note = forms.CharField(
        label="Пояснение для куратора",
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Можно не заполнять.",
    )


class DecisionForm(forms.Form):
    """What the checker says of the round that was looked at."""

    round = forms.IntegerField(widget=forms.HiddenInput, required=False)
    comment = forms.CharField(
        label="Замечания",
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Нужны, если план возвращается школе.",
    )
