"""The form of a risk profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from schools.domain.risks import RISK_NAMES, SIGNIFICANCE_NAMES, RiskFactor, Significance

NAMED = tuple(SIGNIFICANCE_NAMES.items())


class RiskForm(forms.Form):
    """How much each risk factor weighs; `seen` is the mark of the profile the form showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, profile: Mapping[RiskFactor, Significance], mark: str, **options: Any
    ) -> None:
        held = {factor.value: significance.value for factor, significance in profile.items()}
        options["initial"] = {**held, "seen": mark}
        super().__init__(*args, **options)
        choices = [("", "не выявлен"), *((one.value, words) for one, words in NAMED)]
        for factor in RiskFactor:
            self.fields[factor.value] = forms.ChoiceField(
                label=RISK_NAMES[factor], choices=choices, required=False
            )

    @property
    def profile(self) -> dict[RiskFactor, Significance]:
        """The factors that a valid form says are relevant."""
        said = {factor: self.cleaned_data[factor.value] for factor in RiskFactor}
        return {factor: Significance(value) for factor, value in said.items() if value}
