"""The form that starts a calculation."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from assessments.domain.criteria import Criteria, CriteriaError
from assessments.forms.offering import offer
from assessments.queries.criteria import offers
from core.values import academic_year
from schools.models import Municipality


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
        offer(self, municipalities)
        year_field = cast(forms.ChoiceField, self.fields["academic_year"])
        year_field.choices = [(year, academic_year.label(year)) for year in years]
        self.offers = offers([place.pk for place in municipalities])
        cast(forms.ChoiceField, self.fields["criteria"]).choices = [
            (key, offer.words) for key, offer in self.offers.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Every changed parameter is checked by the criteria themselves."""
        cleaned = super().clean() or {}
        if "criteria" in cleaned:
            offer = self.offers[cleaned["criteria"]]
            place = cleaned.get("municipality")
            if offer.municipality_id is not None and place and place.pk != offer.municipality_id:
                self.add_error("criteria", "Это критерии другого муниципалитета. Выберите другие.")
            cleaned["rules"] = self._rules(offer.criteria, cleaned)
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
