"""Filters above the table of results and the history of lists."""

from __future__ import annotations

from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet

from assessments.domain.procedures import Work
from assessments.models import PROCEDURE_CHOICES, ApprovedList, ListState, Result
from core.values import academic_year
from core.values.wording import NBSP
from schools.models import Municipality, School


def _years(queryset: QuerySet[Any]) -> list[tuple[int, str]]:
    years = queryset.order_by("-academic_year").values_list("academic_year", flat=True).distinct()
    return [(year, academic_year.label(year)) for year in years]


def _subjects(queryset: QuerySet[Result]) -> list[tuple[str, str]]:
    names = queryset.order_by("subject").values_list("subject", flat=True).distinct()
    return [(name, name) for name in names]


def _grades(queryset: QuerySet[Result]) -> list[tuple[int, str]]:
    grades = queryset.order_by("grade").values_list("grade", flat=True).distinct()
    return [(grade, str(grade)) for grade in grades]


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


class ResultFilter(django_filters.FilterSet):
    """By year, procedure, subject, grade and school; choices are those that exist."""

    academic_year = django_filters.ChoiceFilter(label="Учебный год", empty_label="все")
    procedure = django_filters.ChoiceFilter(
        label="Процедура", choices=PROCEDURE_CHOICES, empty_label="все"
    )
    subject = django_filters.ChoiceFilter(label="Предмет", empty_label="все")
    grade = django_filters.ChoiceFilter(label="Класс", empty_label="все")
    school = django_filters.ModelChoiceFilter(
        label="Школа", queryset=School.objects.none(), empty_label="все"
    )

    class Meta:
        model = Result
        fields: list[str] = []

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = Result.objects.visible_to(user)
        self.filters["academic_year"].extra["choices"] = _years(seen)
        self.filters["subject"].extra["choices"] = _subjects(seen)
        self.filters["grade"].extra["choices"] = _grades(seen)
        self.filters["school"].queryset = School.objects.visible_to(user).order_by("name", "pk")

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        said = []
        if chosen.get("academic_year"):
            said.append(f"{academic_year.label(int(chosen['academic_year']))} учебный год")
        if chosen.get("procedure"):
            said.append(dict(PROCEDURE_CHOICES)[chosen["procedure"]])
        if chosen.get("subject"):
            said.append(chosen["subject"][:1].lower() + chosen["subject"][1:])
        if chosen.get("grade"):
            said.append(f"{chosen['grade']}{NBSP}класс")
        if chosen.get("school"):
            said.append(chosen["school"].name)
        return said


class ListFilter(django_filters.FilterSet):
    """By year, state and, for those who see several, municipality."""

    academic_year = django_filters.ChoiceFilter(label="Учебный год", empty_label="все")
    state = django_filters.ChoiceFilter(label="Состояние", empty_label="все")
    municipality = django_filters.ModelChoiceFilter(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label="все"
    )

    class Meta:
        model = ApprovedList
        fields: list[str] = []

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = ApprovedList.objects.visible_to(user)
        self.filters["academic_year"].extra["choices"] = _years(seen)
        found = set(seen.order_by().values_list("state", flat=True).distinct())
        self.filters["state"].extra["choices"] = [
            (state, words) for state, words in ListState.choices if state in found
        ]
        places = Municipality.objects.visible_to(user).order_by("name", "pk")
        if places.count() > 1:
            self.filters["municipality"].queryset = places
        else:
            del self.filters["municipality"]

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        said = []
        if chosen.get("academic_year"):
            said.append(f"{academic_year.label(int(chosen['academic_year']))} учебный год")
        if chosen.get("state"):
            said.append(ListState(chosen["state"]).label)
        if chosen.get("municipality"):
            said.append(str(chosen["municipality"]))
        return said
