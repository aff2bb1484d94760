"""The form of the weights of the context index."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms

from schools.domain.context.fields import FIELDS, GROUP_NAMES, NUMERIC, Kind
from schools.domain.context.index import (
    NORMALISATION_NAMES,
    PARTS,
    IndexRules,
    Normalisation,
)
from schools.domain.context.types import TYPING_NAMES, Typing

MOST = Decimal(100)
_SAID = f"Нужно число от −{MOST} до {MOST}, не больше двух знаков после запятой."
WEIGHED = tuple(
    one
    for one in FIELDS
    if one.kind in NUMERIC and one.kind is not Kind.SHARE and not one.key[-1].isdigit()
)
"""What may have a weight: numbers and parts, which are compared by their shares."""


class WeightsForm(forms.Form):
    """Signed weights of fields, an empty one for none; `seen` is the version that was shown."""

    normalisation = forms.ChoiceField(
        label="Как сравнивать показатели",
        choices=[(one.value, name) for one, name in NORMALISATION_NAMES.items()],
    )
    parts = forms.TypedChoiceField(label="На что делить школы", coerce=int, choices=PARTS.items())
    typing = forms.ChoiceField(
        label="Как определять тип школы",
        choices=[(one.value, name) for one, name in TYPING_NAMES.items()],
    )
    least_coverage = forms.IntegerField(
        label="Наименьшая доля весов с данными, %",
        min_value=1,
        max_value=100,
        help_text="Если данные школы есть для меньшей доли весов, индекса нет: «нет данных».",
        widget=forms.NumberInput(attrs={"class": "width-4"}),
        error_messages={
            "required": "Укажите долю от 1 до 100.",
            "invalid": "Нужно целое число от 1 до 100.",
            "min_value": "Нужно целое число от 1 до 100.",
            "max_value": "Нужно целое число от 1 до 100.",
        },
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, rules: IndexRules, version: int, **options: Any) -> None:
        options["initial"] = {
            "normalisation": rules.normalisation.value,
            "parts": rules.parts,
            "typing": rules.typing.value,
            "least_coverage": rules.least_coverage,
            "seen": version,
            **{one: weight.normalize() for one, weight in rules.weights.items()},
        }
        super().__init__(*args, **options)
        for one in WEIGHED:
            self.fields[one.key] = forms.DecimalField(
                label=one.title[:1].upper() + one.title[1:],
                required=False,
                min_value=-MOST,
                max_value=MOST,
                decimal_places=2,
                localize=True,
                widget=forms.TextInput(attrs={"class": "width-10", "inputmode": "decimal"}),
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value", "max_decimal_places", "max_digits"), _SAID
                ),
            )

    def clean(self) -> dict[str, Any]:
        """At least one weight, or there is nothing to count."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(one.key) for one in WEIGHED):
            raise forms.ValidationError("Укажите вес хотя бы одного показателя.")
        return cleaned

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The weights under the names of their groups."""
        for group, name in GROUP_NAMES.items():
            fields = [self[one.key] for one in WEIGHED if one.group is group]
            if fields:
                yield name, fields

    @property
    def rules(self) -> IndexRules:
        """What a valid form says."""
        said = self.cleaned_data
        return IndexRules(
            {one.key: said[one.key].normalize() for one in WEIGHED if said[one.key]},
            Normalisation(said["normalisation"]),
            said["least_coverage"],
            said["parts"],
            Typing(said["typing"]),
        )
