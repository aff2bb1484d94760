"""What forms offer: the municipalities of the person, years, procedures and subjects."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from assessments.domain import subjects
from assessments.models import PROCEDURE_CHOICES
from core.values import academic_year
from schools.models import Municipality

TABLES = ".xlsx,.xls,.ods,.csv,.txt,.tsv"


def offer(form: forms.Form, municipalities: list[Municipality]) -> None:
    """The municipalities to choose from; a single one is not asked for."""
    field = cast(forms.ModelChoiceField, form.fields["municipality"])
    field.queryset = Municipality.objects.filter(pk__in=[place.pk for place in municipalities])
    field.initial = municipalities[0] if municipalities else None
    if len(municipalities) == 1:
        field.widget = forms.HiddenInput()


class WorkOfYearForm(forms.Form):
    """A work of one school year in one municipality; the grade is asked for by the heirs."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    academic_year = forms.TypedChoiceField(
        label="Учебный год", coerce=int, widget=forms.Select(attrs={"class": "width-10"})
    )
    procedure = forms.ChoiceField(
        label="Процедура", choices=PROCEDURE_CHOICES,
        widget=forms.Select(attrs={"class": "width-20"}),
    )  # fmt: skip
    subject = forms.ChoiceField(
        label="Предмет", choices=[(name, name) for name in subjects.ALL],
        widget=forms.Select(attrs={"class": "width-20"}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, municipalities: list[Municipality], years: list[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, municipalities)
        year_field = cast(forms.ChoiceField, self.fields["academic_year"])
        year_field.choices = [(year, academic_year.label(year)) for year in years]
