"""Forms: a scale of one work, and a table of scales."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from assessments.domain import subjects
from assessments.domain.procedures import FINAL_GRADE, SCORED, Procedure, Work
from assessments.domain.scale_rules import problems_of
from assessments.domain.scales import Scale
from assessments.forms.offering import TABLES, offer
from assessments.models import PROCEDURE_CHOICES
from core.values import academic_year
from schools.models import Municipality

_NARROW = {"class": "width-10"}


_OF_MARKS = ("twos_to", "threes_to", "fours_to")


_OF_SCORES = ("minimum", "entry_minimum")


def _score(label: str, hint: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=0,
        max_value=1000,
        widget=forms.NumberInput(attrs={"class": "width-4"}),
    )


class ScaleForm(forms.Form):
    """A scale of one work; `cleaned_data["scale"]` is its value.

    With `work` the work is settled and only the figures that its procedure has are asked for.
    """

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    procedure = forms.TypedChoiceField(
        label="Процедура", coerce=Procedure, choices=[("", "выберите"), *PROCEDURE_CHOICES],
        error_messages={"required": "Выберите процедуру."},
    )  # fmt: skip
    subject = forms.ChoiceField(
        label="Предмет",
        choices=[("", "выберите"), *((name, name) for name in sorted(subjects.ALL))],
        error_messages={"required": "Выберите предмет."},
    )
    grade = forms.IntegerField(
        label="Класс",
        required=False,
        help_text="Для ОГЭ и ЕГЭ класс известен, его можно не вписывать.",
        widget=forms.NumberInput(attrs={"class": "width-4"}),
    )
    first_year = forms.TypedChoiceField(
        label="Действует с учебного года", coerce=int, widget=forms.Select(attrs=_NARROW)
    )
    last_year = forms.TypedChoiceField(
        label="Действует по учебный год",
        coerce=int,
        help_text="Дальше этого года шкала не применяется: на следующий год вносят новую.",
        widget=forms.Select(attrs=_NARROW),
    )
    max_score = _score("Наибольший балл", "Сколько первичных баллов даёт работа.")
    twos_to = _score("«2»: до какого балла", "Верхняя граница отметки «2».")
    threes_to = _score("«3»: до какого балла", "Верхняя граница отметки «3».")
    fours_to = _score("«4»: до какого балла", "Всё, что выше, — «5».")
    minimum = _score("Наименьший тестовый балл", "Только для ЕГЭ со стобалльной шкалой.")
    entry_minimum = _score("Балл для поступления в вуз", "Если он установлен отдельно.")
    conditions = forms.CharField(
        label="Условия сверх баллов",
        max_length=300,
        required=False,
        help_text="Например: «3», «4» и «5» — не менее 2 баллов за геометрию.",
    )
    source = forms.CharField(
        label="Источник",
        max_length=300,
        help_text="Письмо или приказ: чей, номер и дата.",
        error_messages={"required": "Впишите письмо или приказ, номер и дату."},
    )
    note = forms.CharField(
        label="Примечание", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    FIGURES = ("max_score", "twos_to", "threes_to", "fours_to", "minimum", "entry_minimum")

    def __init__(
        self,
        *args: Any,
        municipalities: list[Municipality],
        years: list[int],
        work: Work | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.work = work
        offer(self, municipalities)
        for name in ("first_year", "last_year"):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [(year, academic_year.label(year)) for year in years]
        if work is not None:
            foreign = _OF_MARKS if work.procedure in SCORED else _OF_SCORES
            for name in ("municipality", "procedure", "subject", "grade", *foreign):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The scale as a value; what is wrong with it stands beside its field."""
        cleaned = super().clean() or {}
        work = self.work or _work_of(cleaned)
        if work is None or not {"first_year", "last_year", "source"} <= cleaned.keys():
            return cleaned
        values: dict[str, Any] = {name: cleaned.get(name) for name in self.FIGURES}
        values |= {name: cleaned.get(name, "") for name in ("conditions", "source", "note")}
        scale = Scale(work, cleaned["first_year"], cleaned["last_year"], **values)
        for problem in problems_of(scale):
            if problem.field not in self.errors:
                field = problem.field if problem.field in self.fields else None
                self.add_error(field, problem.text)
        cleaned["scale"] = scale
        return cleaned


def _work_of(cleaned: dict[str, Any]) -> Work | None:
    procedure, subject = cleaned.get("procedure"), cleaned.get("subject")
    if not procedure or not subject:
        return None
    return Work(procedure, subject, cleaned.get("grade") or FINAL_GRADE.get(procedure, 0))


class ScaleUploadForm(forms.Form):
    """A table of scales for one municipality."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label="Файл со шкалами",
        help_text="Таблица по шаблону: Excel, OpenDocument или CSV.",
        widget=forms.ClearableFileInput(attrs={"accept": TABLES}),
        error_messages={
            "required": "Выберите файл.",
            "empty": "Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова.",
        },
    )

    def __init__(self, *args: Any, municipalities: list[Municipality], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, municipalities)
