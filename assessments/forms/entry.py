"""Forms: which work is typed by hand, and which template is to be filled."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from assessments.domain.procedures import FINAL_GRADE, Procedure, Work, grade_problem
from assessments.domain.results import Attempt
from assessments.forms.offering import WorkOfYearForm
from assessments.models import ATTEMPT_CHOICES
from assessments.parsing.entered import EntryFrame
from assessments.queries.entry import EntryTable, highest_reached


class TemplateForm(WorkOfYearForm):
    """What a template to fill in is for; `works` and `scores_up_to` are ready for the renderer."""

    grades = forms.CharField(
        label="Классы",
        required=False,
        help_text="Например, 5 или 5, 6, 7: для каждого класса будет свой лист. Для ОГЭ и ЕГЭ не "
        "нужно.",
        widget=forms.TextInput(attrs={"class": "width-10"}),
    )
    max_score = forms.IntegerField(
        label="Максимальный первичный балл",
        required=False,
        min_value=1,
        max_value=100,
        help_text="Заполните, если нужна таблица распределения первичных баллов. Пусто — таблица "
        "отметок или тестовых баллов.",
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        """One work for each grade; the grade of a final exam is known."""
        cleaned = super().clean() or {}
        if "procedure" not in cleaned or "subject" not in cleaned:
            return cleaned
        procedure = Procedure(cleaned["procedure"])
        final = FINAL_GRADE.get(procedure)
        grades = [final] if final else self._grades(procedure, cleaned.get("grades", ""))
        cleaned["works"] = [Work(procedure, cleaned["subject"], grade) for grade in grades]
        cleaned["scores_up_to"] = cleaned.get("max_score")
        return cleaned

    def _grades(self, procedure: Procedure, written: str) -> list[int]:
        texts = [text for text in re.split(r"[\s,;]+", written) if text]
        grades = sorted({int(text) for text in texts if text.isdecimal() and len(text) < 3})
        if not grades or len(texts) != len(grades) or not 1 <= grades[0] <= grades[-1] <= 11:
            self.add_error("grades", "Напишите классы от 1 до 11 через запятую, каждый один раз.")
            return grades
        problem = next(filter(None, (grade_problem(procedure, one) for one in grades)), "")
        if problem:
            self.add_error("grades", f"{problem}.")
        return grades


FIRST_GRADE_OF_VPR = 4


class TypedWorkForm(WorkOfYearForm):
    """Which work of which year is typed by hand; with a highest score its distribution."""

    grade = forms.TypedChoiceField(
        label="Класс", coerce=int, choices=[(grade, str(grade)) for grade in range(1, 12)],
        initial=FIRST_GRADE_OF_VPR, help_text="Для ОГЭ и ЕГЭ портал возьмёт 9 и 11 класс.",
        widget=forms.Select(attrs={"class": "width-4"}),
    )  # fmt: skip
    attempt = forms.ChoiceField(
        label="Попытка", choices=ATTEMPT_CHOICES,
        widget=forms.Select(attrs={"class": "width-20"}),
    )  # fmt: skip
    max_score = forms.IntegerField(
        label="Наибольший первичный балл", required=False, min_value=1, max_value=100,
        help_text="Заполните, чтобы ввести распределение первичных баллов. Пусто — отметки или "
        "тестовые баллы.",
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "numeric"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """There is such a work, and a distribution has room for the scores that are stored."""
        cleaned = super().clean() or {}
        if not self.errors:
            problem = grade_problem(Procedure(cleaned["procedure"]), cleaned["grade"])
            if problem:
                self.add_error("grade", f"{problem}.")
        if not self.errors and cleaned.get("max_score"):
            reached = highest_reached(self.table())
            if reached > cleaned["max_score"]:
                self.add_error(
                    "max_score",
                    f"Сохранены распределения, где набрали {reached}. Впишите не меньше или "
                    "сначала отзовите тот файл.",
                )
        return cleaned

    def table(self) -> EntryTable:
        """What a valid form asks for."""
        asked = self.cleaned_data
        procedure = Procedure(asked["procedure"])
        grade = FINAL_GRADE.get(procedure, asked["grade"])
        return EntryTable(
            asked["municipality"],
            EntryFrame(
                Work(procedure, asked["subject"], grade), asked["academic_year"],
                Attempt(asked["attempt"]), asked["max_score"],
            ),
        )  # fmt: skip
