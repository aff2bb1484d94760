"""Forms: loading files of results, starting a calculation."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from assessments.domain.criteria import SHIPPED, Criteria, CriteriaError, shipped
from core.values import academic_year
from core.web.middleware import FILES_PER_REQUEST
from schools.models import Municipality

ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt,.tsv"


class SeveralFilesInput(forms.ClearableFileInput):
    """A file field of the browser that takes several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files, each checked like a single one."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files; an error where there is none or there are too many."""
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(SeveralFilesField, self).clean(file, initial) for file in files or [None]]
        if len(cleaned) > FILES_PER_REQUEST:
            raise forms.ValidationError(
                f"За один раз загружается не больше {FILES_PER_REQUEST} файлов. Остальные "
                "загрузите следом."
            )
        return cleaned


class UploadForm(forms.Form):
    """Workbooks of results for one municipality."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    workbooks = SeveralFilesField(
        label="Файлы с результатами",
        help_text="Отчёт ФИС ОКО «Статистика по отметкам» или таблица, где строка — школа, "
        "процедура, предмет и класс. Excel, OpenDocument или CSV, до пяти файлов сразу.",
        widget=SeveralFilesInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": "Выберите файл.",
            "empty": "Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова.",
        },
    )

    def __init__(self, *args: Any, municipalities: list[Municipality], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, municipalities)


class RunForm(forms.Form):
    """What to calculate: the year and the rules."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    academic_year = forms.TypedChoiceField(
        label="Учебный год", coerce=int, widget=forms.Select(attrs={"class": "width-10"})
    )
    criteria = forms.ChoiceField(
        label="Критерии", widget=forms.Select(attrs={"class": "width-criteria"})
    )
    threshold = forms.CharField(
        label="Порог доли, %",
        required=False,
        help_text="Результат низкий, если порог не преодолела такая доля участников или больше. "
        "Пустое поле — как в критериях.",
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "decimal"}),
    )
    k = forms.CharField(
        label="Сколько низких процедур",
        required=False,
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "numeric"}),
    )
    min_participants = forms.CharField(
        label="Не учитывать, если участников меньше",
        required=False,
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "numeric"}),
    )

    SETTINGS = ("threshold", "k", "min_participants")

    def __init__(
        self, *args: Any, municipalities: list[Municipality], years: list[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _offer(self, municipalities)
        year_field = cast(forms.ChoiceField, self.fields["academic_year"])
        year_field.choices = [(year, academic_year.label(year)) for year in years]
        cast(forms.ChoiceField, self.fields["criteria"]).choices = [
            (key, f"{criteria.name}, версия {criteria.version}")
            for key, criteria in SHIPPED.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Every changed parameter is checked by the criteria themselves."""
        cleaned = super().clean() or {}
        if "criteria" in cleaned:
            cleaned["rules"] = self._rules(shipped(cleaned["criteria"]), cleaned)
        return cleaned

    def _rules(self, criteria: Criteria, cleaned: dict[str, Any]) -> Criteria:
        for name in self.SETTINGS:
            value = (cleaned.get(name) or "").strip()
            if not value:
                continue
            if name not in criteria.parameters:
                self.add_error(
                    name, "В выбранных критериях этого параметра нет. Оставьте поле пустым."
                )
                continue
            try:
                criteria = criteria.with_setting(f"{name}={value}")
            except CriteriaError as error:
                self.add_error(name, str(error).partition(": ")[2].capitalize())
        return criteria


def _offer(form: forms.Form, municipalities: list[Municipality]) -> None:
    """The municipalities to choose from; a single one is not asked for."""
    field = cast(forms.ModelChoiceField, form.fields["municipality"])
    field.queryset = Municipality.objects.filter(pk__in=[place.pk for place in municipalities])
    field.initial = municipalities[0] if municipalities else None
    if len(municipalities) == 1:
        field.widget = forms.HiddenInput()
