"""The filter above the signs of bias."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from assessments.queries.objectivity_pages import ANSWERS
from core.values import academic_year
from schools.models import Municipality


class ObjectivityFilter(forms.Form):
    """By year, answer and works; the municipality is asked for where there are more."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None,
        required=False,
    )  # fmt: skip
    academic_year = forms.TypedChoiceField(label="Учебный год", coerce=int, required=False)
    answer = forms.ChoiceField(label="Школы", choices=[("", "все"), *ANSWERS], required=False)
    works = forms.ChoiceField(
        label="Работы", choices=[("", "учтённые в индексе"), ("all", "все с данными")],
        required=False,
    )  # fmt: skip

    def __init__(
        self, *args: Any, municipalities: list[Municipality], years: list[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if len(municipalities) < 2:
            del self.fields["municipality"]
        else:
            field = cast(forms.ModelChoiceField, self.fields["municipality"])
            ids = [place.pk for place in municipalities]
            field.queryset = Municipality.objects.filter(pk__in=ids).order_by("name", "pk")
        choices = [(year, academic_year.label(year)) for year in years]
        cast(forms.ChoiceField, self.fields["academic_year"]).choices = choices

    def chosen(self, name: str) -> Any:
        """What is chosen; empty where nothing or nonsense is."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""
