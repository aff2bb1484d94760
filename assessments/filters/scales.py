"""The filter above the table of scales."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from assessments.domain.procedures import Work
from assessments.models import PROCEDURE_CHOICES
from core.values import academic_year
from core.values.wording import NBSP
from schools.models import Municipality


class ScaleFilter(forms.Form):
    """By year, procedure, subject and grade; the municipality is asked for where there are more."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None,
        required=False,
    )  # fmt: skip
    academic_year = forms.TypedChoiceField(label="Учебный год", coerce=int, required=False)
    procedure = forms.ChoiceField(
        label="Процедура", choices=[("", "все"), *PROCEDURE_CHOICES], required=False
    )
    subject = forms.ChoiceField(label="Предмет", required=False)
    grade = forms.TypedChoiceField(label="Класс", coerce=int, required=False)

    def __init__(
        self, *args: Any, municipalities: list[Municipality], years: list[int], works: list[Work]
    ) -> None:
        super().__init__(*args)
        if len(municipalities) < 2:
            del self.fields["municipality"]
        else:
            self._choose(municipalities)
        self._offer("academic_year", [(year, academic_year.label(year)) for year in years])
        names = sorted({work.subject for work in works})
        grades = sorted({work.grade for work in works})
        self._offer("subject", [("", "все"), *((name, name) for name in names)])
        self._offer("grade", [("", "все"), *((grade, str(grade)) for grade in grades)])

    def _choose(self, municipalities: list[Municipality]) -> None:
        field = cast(forms.ModelChoiceField, self.fields["municipality"])
        ids = [place.pk for place in municipalities]
        field.queryset = Municipality.objects.filter(pk__in=ids).order_by("name", "pk")

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def chosen(self, name: str) -> Any:
        """What is chosen; None where nothing or nonsense is."""
        return self.cleaned_data.get(name) or None if self.is_valid() else None

    def takes(self, work: Work) -> bool:
        """Whether the work is among what is filtered."""
        procedure, subject = self.chosen("procedure"), self.chosen("subject")
        grade = self.chosen("grade")
        return (
            (procedure is None or work.procedure.value == procedure)
            and (subject is None or work.subject == subject)
            and (grade is None or work.grade == grade)
        )

    def words(self) -> list[str]:
        """What is filtered beside the year, in words."""
        procedure, subject = self.chosen("procedure"), self.chosen("subject")
        grade = self.chosen("grade")
        said = [
            dict(PROCEDURE_CHOICES)[procedure] if procedure else "",
            subject[:1].lower() + subject[1:] if subject else "",
            f"{grade}{NBSP}класс" if grade else "",
        ]
        return list(filter(None, said))
