"""Forms: the lines of a list, its details, its order, its cancelling."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from assessments.domain.rules import Category
from assessments.models import ApprovedList
from core.ordering import NaturalKey
from core.web.forms import DateInput
from schools.models import School

DECISIONS = (
    (Category.LOW_RESULTS.value, "включить в перечень"),
    (Category.AT_RISK.value, "отнести к зоне риска"),
    (Category.NONE.value, "не включать"),
)


class EntryForm(forms.Form):
    """What a draft says of one school, and why where the calculation says otherwise."""

    school = forms.ModelChoiceField(
        label="Школа", queryset=School.objects.none(), empty_label="выберите школу",
        error_messages={"required": "Выберите школу."},
    )  # fmt: skip
    category = forms.ChoiceField(
        label="Решение",
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, что решено."},
    )
    reason = forms.CharField(
        label="Почему",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Нужно, если решение не то, что вышло по расчёту. Войдёт в приложение к приказу.",
    )

    def __init__(self, *args: Any, approved_list: ApprovedList, **options: Any) -> None:
        super().__init__(*args, **options)
        schools = School.objects.filter(municipality=approved_list.municipality_id)
        field = cast(forms.ModelChoiceField, self.fields["school"])
        field.queryset = schools.order_by(NaturalKey("name"), "pk")


class DetailsForm(forms.Form):
    """The target of reduction, and the letter of the region that the list rests on."""

    target = forms.IntegerField(
        label="Цель: какая доля школ прежнего перечня должна выйти, %",
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"class": "width-4"}),
        error_messages={
            "required": "Укажите долю от 0 до 100.",
            "invalid": "Укажите долю целым числом от 0 до 100.",
            "min_value": "Укажите долю от 0 до 100.",
            "max_value": "Укажите долю от 0 до 100.",
        },
    )
    letter_number = forms.CharField(
        label="Номер письма или приказа региона",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "width-20"}),
        help_text="Документ, на основании которого составлен перечень. Войдёт в преамбулу приказа.",
    )
    letter_date = forms.DateField(
        label="Дата письма или приказа региона", required=False, widget=DateInput()
    )


class ListOrderForm(forms.Form):
    """The order that approves a list."""

    order_number = forms.CharField(
        label="Номер приказа",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "width-20"}),
        error_messages={"required": "Впишите номер приказа."},
    )
    order_date = forms.DateField(
        label="Дата приказа",
        widget=DateInput(),
        error_messages={"required": "Укажите дату приказа."},
    )


class CancelForm(forms.Form):
    """Why a list is cancelled."""

    reason = forms.CharField(
        label="Почему и каким документом отменён",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, почему перечень отменён и каким документом."},
    )
