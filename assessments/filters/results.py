"""The filter above the table of results."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from assessments.domain.results import Attempt
from assessments.filters.offering import years_of
from assessments.models import PROCEDURE_CHOICES, Result
from core.values import academic_year
from core.values.wording import NBSP
from schools.models import School


def _subjects(queryset: QuerySet[Result]) -> list[tuple[str, str]]:
    names = queryset.order_by("subject").values_list("subject", flat=True).distinct()
    return [(name, name) for name in names]


def _grades(queryset: QuerySet[Result]) -> list[tuple[int, str]]:
    grades = queryset.order_by("grade").values_list("grade", flat=True).distinct()
    return [(grade, str(grade)) for grade in grades]


ATTEMPTS = [
    (Attempt.FIRST.value, "первые результаты"),
    (Attempt.RESIT.value, "пересдачи"),
    (Attempt.APPEAL.value, "после апелляции"),
]


class ResultFilter(django_filters.FilterSet):
    """By year, procedure, subject, grade, school and attempt; choices are those that exist.

    First results are shown where no attempt is asked for: resits and results after appeals stand
    apart, and no sum mixes them.
    """

    academic_year = django_filters.ChoiceFilter(label="Учебный год", empty_label="все")
    procedure = django_filters.ChoiceFilter(
        label="Процедура", choices=PROCEDURE_CHOICES, empty_label="все"
    )
    subject = django_filters.ChoiceFilter(label="Предмет", empty_label="все")
    grade = django_filters.ChoiceFilter(label="Класс", empty_label="все")
    school = django_filters.ModelChoiceFilter(
        label="Школа", queryset=School.objects.none(), empty_label="все"
    )
    attempt = django_filters.ChoiceFilter(label="Попытка", choices=ATTEMPTS, empty_label=None)

    class Meta:
        model = Result
        fields: list[str] = []

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = Result.objects.visible_to(user)
        self.filters["academic_year"].extra["choices"] = years_of(seen)
        self.filters["subject"].extra["choices"] = _subjects(seen)
        self.filters["grade"].extra["choices"] = _grades(seen)
        self.filters["school"].queryset = School.objects.visible_to(user).order_by("name", "pk")

    @property
    def chosen_attempt(self) -> Attempt:
        """The attempt whose results are shown."""
        asked = self.form.cleaned_data.get("attempt") if self.form.is_valid() else None
        return Attempt(asked or Attempt.FIRST)

    def of_any_attempt(self) -> QuerySet[Result]:
        """What the other conditions leave."""
        found = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            if name != "attempt":
                found = self.filters[name].filter(found, value)
        return found

    def filter_queryset(self, queryset: QuerySet[Result]) -> QuerySet[Result]:
        """Results of one attempt only."""
        return self.of_any_attempt().filter(attempt=self.chosen_attempt)

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        said = []
        if self.chosen_attempt is not Attempt.FIRST:
            said.append(dict(ATTEMPTS)[self.chosen_attempt.value])
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
