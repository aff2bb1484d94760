"""Forms of the matrix: what is shown, and one decision about many cells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from core.web.forms import DateInput
from roadmaps.filters.plans import Period
from roadmaps.models import Section

STATES = {
    "overdue": "просрочено",
    "returned": "возвращено",
    "review": "на проверке",
    "postponed": "перенесено",
    "open": "не принято",
    "done": "принято",
    "off": "не относится",
}
_OPEN = ("overdue", "returned", "review", "postponed", "active", "ahead")
AUDIENCES = {"listed": "из перечня ШНОР", "at_risk": "зона риска"}
BY_DATES = "dates"
NOT_CONCERNED, OTHER_DATE = "not_concerned", "other_date"
OTHER = "other"
REASONS = {
    "classes": "Таких классов в школе нет",
    "project": "Школа не участвует в этой работе",
    "earlier": "Школа уже сделала это раньше",
    "closing": "Школа закрывается или реорганизуется",
    "repairs": "Ремонт, карантин, отмена занятий",
    OTHER: "Другая причина",
}


class MatrixFilterForm(forms.Form):
    """Which part of the matrix is shown."""

    section = forms.ChoiceField(label="Раздел", required=False)
    period = forms.ChoiceField(label="Период", required=False)
    state = forms.ChoiceField(
        label="Состояние", required=False, choices=[("", "все"), *STATES.items()]
    )
    audience = forms.ChoiceField(
        label="Школы", required=False, choices=[("", "все"), *AUDIENCES.items()]
    )
    columns = forms.ChoiceField(
        label="Столбцы", required=False, choices=[("", "мероприятия"), (BY_DATES, "каждая дата")]
    )
    on = forms.DateField(label="Как было на дату", required=False, widget=DateInput)

    def __init__(
        self, *args: Any, sections: Iterable[tuple[Section, int]], periods: Iterable[Period]
    ) -> None:
        super().__init__(*args)
        self.sections = [section for section, _ in sections]
        self.periods = {period.value: period for period in periods}
        offered: Any = self.fields
        offered["section"].choices = [("", "все")] + [
            (str(one.pk), str(one)[:60]) for one in self.sections
        ]
        offered["period"].choices = [("", "весь план")] + [
            (value, one.words) for value, one in self.periods.items()
        ]

    def chosen(self) -> dict[str, Any]:
        """What was asked for; nonsense in the address asks for nothing."""
        cleaned = self.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in cleaned.items() if value}

    def section_ids(self) -> set[int] | None:
        """The section and its parts; None for all."""
        if "section" not in self.chosen():
            return None
        wanted = {int(self.chosen()["section"])}
        for section in self.sections:
            if section.parent_id in wanted:
                wanted.add(section.pk)
        return wanted

    def days(self) -> tuple[date, date] | None:
        """First and last day of the period; None for all."""
        period = self.periods.get(self.chosen().get("period", ""))
        return (period.first, period.last) if period else None

    def signs(self) -> tuple[str, ...] | None:
        """Signs of the chosen state; None for all."""
        state = self.chosen().get("state")
        if state is None:
            return None
        return _OPEN if state == "open" else (state,)

    @property
    def is_by_dates(self) -> bool:
        """Whether each date of an activity has a column of its own."""
        return self.chosen().get("columns") == BY_DATES

    def past_day(self, today: date) -> date | None:
        """The day whose evening is shown; None for now."""
        day: date | None = self.chosen().get("on")
        return day if day is not None and day < today else None

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen = self.chosen()
        said = [str(one) for one in self.sections if str(one.pk) == chosen.get("section")]
        if "period" in chosen:
            said.append(self.periods[chosen["period"]].words)
        if "state" in chosen:
            said.append(STATES[chosen["state"]])
        if "audience" in chosen:
            said.append(AUDIENCES[chosen["audience"]])
        return said


class SettleForm(forms.Form):
    """One decision about many assignments, with one reason."""

    decision = forms.ChoiceField(
        label="Решение",
        choices=[
            (NOT_CONCERNED, "Не относится к этим школам"),
            (OTHER_DATE, "Назначить другой срок"),
        ],
        widget=forms.RadioSelect,
    )
    due_on = forms.DateField(label="Новый срок", required=False, widget=DateInput)
    reason = forms.ChoiceField(label="Причина", choices=[("", "выберите"), *REASONS.items()])
    words = forms.CharField(
        label="Пояснение",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Увидят школы. Для другой причины обязательно.",
    )

    def clean(self) -> dict[str, Any]:
        """A date for another date, words for another reason."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") == OTHER_DATE and not cleaned.get("due_on"):
            self.add_error("due_on", "Выберите новый срок.")
        if cleaned.get("reason") == OTHER and not cleaned.get("words", "").strip():
            self.add_error("words", "Напишите причину.")
        return cleaned

    @property
    def comment(self) -> str:
        """The reason as the history tells it."""
        words = self.cleaned_data["words"].strip()
        if self.cleaned_data["reason"] == OTHER:
            return words
        said = REASONS[self.cleaned_data["reason"]]
        return f"{said}. {words}" if words else said
