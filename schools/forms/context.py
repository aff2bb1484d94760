"""Forms of context data: which year, which file, which group of fields."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from core.values import academic_year as academic_years
from core.web.several_files import SeveralFilesField, SeveralFilesInput
from schools.domain.context.fields import GROUP_NAMES
from schools.models import Municipality

_KINDS = ".xlsx,.xls,.ods,.csv,.txt,.tsv,.zip"


class ContextFilterForm(forms.Form):
    """What the page of all schools shows; it stands in the address."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет",
        queryset=Municipality.objects.none(),
        empty_label=None,
        required=False,
    )
    year = forms.TypedChoiceField(label="Учебный год", coerce=int, required=False)
    group = forms.ChoiceField(
        label="Показатели",
        choices=[(one.value, name) for one, name in GROUP_NAMES.items()],
        required=False,
    )

    def __init__(
        self, *args: Any, places: list[Municipality], years: list[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _offer_places(self, places)
        _offer_years(self, years)


class ContextUploadForm(forms.Form):
    """Files with context data of one academic year."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    year = forms.TypedChoiceField(label="Учебный год", coerce=int)
    file = SeveralFilesField(
        label="Файлы",
        help_text="Excel, OpenDocument или CSV: строка на школу (форма ФИОКО, кадры) или лист на "
        "школу (социальный паспорт), до пяти файлов сразу; больше — в одном архиве ZIP. Списки с "
        "фамилиями портал не читает. Сами файлы не хранятся.",
        widget=SeveralFilesInput(attrs={"accept": _KINDS}),
        error_messages={
            "required": "Выберите файл.",
            "empty": "Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова.",
        },
    )

    def __init__(
        self, *args: Any, places: list[Municipality], years: list[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _offer_places(self, places)
        _offer_years(self, years)


def _offer_places(form: forms.Form, places: list[Municipality]) -> None:
    field = cast(forms.ModelChoiceField, form.fields["municipality"])
    field.queryset = Municipality.objects.filter(pk__in=[one.pk for one in places]).order_by(
        "name", "pk"
    )
    field.initial = places[0].pk
    if len(places) == 1:
        field.widget = forms.HiddenInput()


def _offer_years(form: forms.Form, years: list[int]) -> None:
    field = cast(forms.TypedChoiceField, form.fields["year"])
    field.choices = [(year, academic_years.label(year)) for year in years]
