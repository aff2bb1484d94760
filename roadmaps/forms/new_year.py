"""Forms of plans that are made of other plans, and of typical roadmaps."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from roadmaps.actions.next_plans import NewPlan
from roadmaps.domain.new_year.taking import TAKE_NAMES, Take
from roadmaps.domain.new_year.years import PlanYears
from roadmaps.forms.plan_years import YearsFields
from roadmaps.models import PlanCalendar, Roadmap


class YearsForm(YearsFields):
    """The years of the new plan and which rows are ticked at first; sent with GET."""

    take = forms.ChoiceField(
        label="Отметить мероприятия",
        choices=[(one.value, words) for one, words in TAKE_NAMES.items()],
        required=False,
    )

    def __init__(self, *args: Any, source: Roadmap, years: PlanYears, **kwargs: Any) -> None:
        """`years` are proposed; those of a plan of `source`, unless it is typical, come later."""
        super().__init__(*args, **kwargs)
        self._source = source
        self.initial = {
            "first_year": years.first,
            "last_year": years.last,
            "calendar": source.calendar,
            "take": Take.EVERY.value,
        }
        if source.is_template:
            del self.fields["take"]

    def clean(self) -> dict[str, Any]:
        """Years after those of the plan before."""
        cleaned = super().clean()
        first = cleaned.get("first_year")
        if first and not self._source.is_template and first <= self._source.first_year:
            words = f"Прежний план начинается в {self._source.first_year} году, новый — позже."
            self.add_error("first_year", words)
        return cleaned

    @property
    def years(self) -> PlanYears:
        """The years that a valid form names."""
        is_school_year = self.cleaned_data["calendar"] == PlanCalendar.SCHOOL_YEAR
        return PlanYears(
            self.cleaned_data["first_year"], self.cleaned_data["last_year"], is_school_year
        )

    @property
    def choice(self) -> Take:
        """Which rows are ticked before a person changes that."""
        return Take(self.cleaned_data.get("take") or Take.EVERY.value)


class TitleForm(forms.Form):
    """The title of what is made. `press` tells one press of the button from another."""

    title = forms.CharField(
        label="Название нового плана",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Впишите название плана."},
    )
    press = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def new_plan(self, years: PlanYears) -> NewPlan:
        """What a valid form asks for."""
        return NewPlan(self.cleaned_data["title"], years, self.cleaned_data["press"])


class TemplateForm(TitleForm):
    """The name of a typical roadmap that is kept from a plan, and who sees it."""

    for_schools = forms.BooleanField(
        label="Показать школам",
        required=False,
        help_text="Руководители школ смогут составить по ней карту своей школы.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = "Название типовой"
        self.fields["title"].help_text = "Без годов: их вы выберете, когда будете составлять план."
        self.fields["title"].error_messages["required"] = "Впишите название."


class TemplateNameForm(forms.Form):
    """Another name of a typical roadmap; `seen` is the one that the form was opened on."""

    title = forms.CharField(
        label="Название",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Впишите название."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=500, required=False)
