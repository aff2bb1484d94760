"""The form of a register of schools."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from schools.models import Municipality


class RegisterForm(forms.Form):
    """A register of schools for one municipality."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label="Файл реестра",
        help_text="Excel, OpenDocument или CSV. Нужны столбцы «Логин» и «Наименование»; "
        "понимаются также тип, коды, прежний логин, филиал, дата закрытия, правопреемник.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt,.tsv"}),
        error_messages={
            "required": "Выберите файл.",
            "empty": "Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова.",
        },
    )

    def __init__(self, *args: Any, municipalities: list[Municipality], **options: Any) -> None:
        super().__init__(*args, **options)
        keys = [place.pk for place in municipalities]
        field = cast(forms.ModelChoiceField, self.fields["municipality"])
        field.queryset = Municipality.objects.filter(pk__in=keys).order_by("name", "pk")
        field.initial = municipalities[0]
        if len(municipalities) == 1:
            field.widget = forms.HiddenInput()
