"""Forms: which list of signs of bias is typed, and the letter that it came with."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from assessments.domain.objectivity.settings import CHOOSABLE_WORKS
from assessments.domain.objectivity.signs import FEDERAL, SIGN_NAMES, Sign
from assessments.domain.procedures import Work
from assessments.forms.offering import offer
from assessments.queries.sign_entry import SignTable
from core.values import academic_year
from core.web.forms import DateInput
from schools.models import Municipality

_SIGNS = {f"sign:{sign.value}": sign for sign in FEDERAL}
_WORKS = {
    f"work:{work.procedure.value}:{work.grade}:{work.subject}": work for work in CHOOSABLE_WORKS
}
_LAYOUTS = [
    (
        "Столбцы — работы; в списке сказано",
        [(key, SIGN_NAMES[sign]) for key, sign in _SIGNS.items()],
    ),
    ("Столбцы — признаки одной работы", [(key, work.title) for key, work in _WORKS.items()]),
]


class TypedSignsForm(forms.Form):
    """The year of the list and what its columns are."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    academic_year = forms.TypedChoiceField(
        label="Учебный год", coerce=int, widget=forms.Select(attrs={"class": "width-10"})
    )
    layout = forms.ChoiceField(label="Что в списке", choices=_LAYOUTS)

    def __init__(
        self, *args: Any, municipalities: list[Municipality], years: list[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, municipalities)
        year_field = cast(forms.ChoiceField, self.fields["academic_year"])
        year_field.choices = [(year, academic_year.label(year)) for year in years]

    def table(self) -> SignTable:
        """What a valid form asks for."""
        asked = self.cleaned_data
        sign: Sign | None = _SIGNS.get(asked["layout"])
        work: Work | None = _WORKS.get(asked["layout"])
        return SignTable(asked["municipality"], asked["academic_year"], sign, work)


class LetterForm(forms.Form):
    """Who sent the list, and with which letter."""

    sender = forms.CharField(
        label="Кто прислал список", max_length=200,
        help_text="Например, министерство образования региона.",
        error_messages={"required": "Впишите, кто прислал список."},
    )  # fmt: skip
    number = forms.CharField(
        label="Номер письма", max_length=40, widget=forms.TextInput(attrs={"class": "width-20"}),
        error_messages={"required": "Впишите номер письма."},
    )  # fmt: skip
    day = forms.DateField(
        label="Дата письма", widget=DateInput(),
        error_messages={
            "required": "Впишите дату письма.", "invalid": "Напишите дату так: 01.09.2026.",
        },
    )  # fmt: skip
