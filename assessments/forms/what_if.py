"""The fields of «Что, если…»."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from assessments.domain.criteria import SETTINGS, Criteria, CriteriaError
from assessments.forms.parameters import mistake_of, parameter_field
from assessments.queries.criteria import Offer
from core.values import academic_year
from core.values.wording import counted


def _year_asked(asked: Any, years: list[int]) -> int:
    """The year of the address; the first of `years` where it says none of them."""
    said = asked.get("academic_year", "")
    return next((year for year in years if str(year) == said), years[0])


class WhatIfForm(forms.Form):
    """What to try: where, which year, which criteria with which values of their parameters.

    What the address does not say has its default. Parameters are those of the chosen criteria
    (`of`): where the address holds values of others, they are passed over.
    """

    place = forms.ChoiceField(label="Территория")
    academic_year = forms.TypedChoiceField(label="Учебный год", coerce=int)
    criteria = forms.ChoiceField(label="Критерии")
    look_back = forms.TypedChoiceField(
        label="Смотреть лет", coerce=int, initial=3,
        choices=[(number, counted(number, "год", "года", "лет")) for number in range(1, 6)],
    )  # fmt: skip
    border = forms.IntegerField(
        label="Граница, участников", initial=1, min_value=0, max_value=20,
        widget=forms.NumberInput(attrs={"class": "width-4"}),
        error_messages={
            "required": "Укажите число от 0 до 20.", "invalid": "Укажите число от 0 до 20.",
            "min_value": "Укажите число от 0 до 20.", "max_value": "Укажите число от 0 до 20.",
        },
    )  # fmt: skip
    of = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        asked: Any,
        *,
        places: list[tuple[str, str]],
        years: list[int],
        offered: dict[str, Offer],
    ) -> None:
        year = _year_asked(asked, years)
        usual = (key for key, one in offered.items() if one.criteria.is_valid_in(year))
        key = asked.get("criteria")
        if key not in offered:
            key = next(usual, next(iter(offered)))
        self.chosen = offered[key].criteria
        self.parameters = list(self.chosen.parameters)
        is_same = asked.get("of", key) == key
        defaults = {
            "place": places[0][0], "academic_year": str(years[0]), "criteria": key,
            "look_back": "3", "border": "1",
        }  # fmt: skip
        fields = {name: parameter_field(name, self.chosen) for name in self.parameters}
        data = {name: asked.get(name, value) for name, value in defaults.items()} | {
            name: asked[name] if is_same and name in asked else str(field.initial)
            for name, field in fields.items()
        }
        super().__init__(data | {"criteria": key, "of": key})
        self.fields.update(fields)
        self._offer("place", places)
        self._offer("academic_year", [(year, academic_year.label(year)) for year in years])
        self._offer(
            "criteria",
            [
                (one, offer.words) for one, offer in offered.items()
                if one == key or offer.criteria.is_valid_in(year)
            ],
        )  # fmt: skip
        if len(places) == 1:
            self.fields["place"].widget = forms.HiddenInput()

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        """The criteria with the values asked for; each wrong value is said at its field."""
        cleaned = super().clean() or {}
        rules = self.chosen
        for name in self.parameters:
            if name not in cleaned:
                continue
            if cleaned[name].strip() == str(self.fields[name].initial):
                continue
            try:
                rules = rules.with_setting(f"{name}={cleaned[name]}")
            except CriteriaError as error:
                self.add_error(name, mistake_of(error))
        cleaned["rules"] = rules
        out_of_years = "academic_year" in cleaned and rules.out_of_years(cleaned["academic_year"])
        if out_of_years:
            self.add_error("criteria", out_of_years)
        return cleaned

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """Fields that are asked for whatever the criteria."""
        return [self[name] for name in ("academic_year", "look_back", "border")]

    @property
    def parameter_fields(self) -> list[forms.BoundField]:
        """Fields of the parameters."""
        return [self[name] for name in self.parameters]

    def changes(self) -> list[tuple[str, str, str]]:
        """Parameters that differ from the criteria: title, value of the criteria, value tried."""
        rules: Criteria = self.cleaned_data["rules"]
        return [
            (
                SETTINGS[name].title,
                SETTINGS[name].shown(value),
                SETTINGS[name].shown(rules.parameters[name]),
            )
            for name, value in self.chosen.parameters.items()
            if rules.parameters[name] != value
        ]
