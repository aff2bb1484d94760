"""The years of a plan, as every form asks for them that makes or changes one."""

from __future__ import annotations

from typing import Any

from django import forms

from roadmaps.models import PlanCalendar

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
YEARS_IN_DISORDER = "Последний год раньше первого."
MOST_YEARS = 10


def year_field(label: str, missing: str) -> forms.IntegerField:
    """One year, as wide as four figures; `missing` is said where it is left empty."""
    return forms.IntegerField(
        label=label,
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        localize=False,
        widget=forms.NumberInput(attrs={"class": "width-10"}),
        error_messages={"required": missing},
    )


class YearsFields(forms.Form):
    """First and last year, and by which calendar they are counted; years decide how dates are read.

    `most_years` is how many a plan may have that people make here; None for one that came as a
    document.
    """

    most_years: int | None = MOST_YEARS

    first_year = year_field("Первый год", "Укажите первый год плана.")
    last_year = year_field("Последний год", "Укажите последний год плана.")
    calendar = forms.ChoiceField(
        label="Сроки считать по",
        choices=[
            (PlanCalendar.CALENDAR_YEAR, "календарным годам"),
            (PlanCalendar.SCHOOL_YEAR, "учебным годам, с сентября по май"),
        ],
    )

    def clean(self) -> dict[str, Any]:
        """Years in order, not too many."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and first > last:
            self.add_error("last_year", YEARS_IN_DISORDER)
        elif first and last and self.most_years is not None and last - first >= self.most_years:
            self.add_error("last_year", f"План составляют не больше чем на {self.most_years} лет.")
        return cleaned
