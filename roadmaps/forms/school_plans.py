"""Forms of a school's plan: its beginning, its check."""

from __future__ import annotations

from django import forms

from roadmaps.forms.plan_years import YearsFields
from roadmaps.queries.school_plans import STATES

LONGEST_COMMENT = 4_000
FROM_OFFICE = "office"
BLANK = "blank"


class StateFilterForm(forms.Form):
    """Which schools the list shows."""

    state = forms.ChoiceField(
        label="Состояние", required=False, choices=[("", "все"), *STATES.items()]
    )


class StartForm(YearsFields):
    """What the plan is, and what it begins with."""

    title = forms.CharField(
        label="Название",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Впишите название плана."},
    )
    begin = forms.ChoiceField(
        label="С чего начать",
        choices=[
            (FROM_OFFICE, "с мероприятий плана управления, которые касаются школы"),
            (BLANK, "с пустого плана"),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ("title", "first_year", "last_year", "calendar", "begin")


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
