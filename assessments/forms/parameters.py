"""Fields of the parameters of criteria."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.domain.criteria import SETTINGS, Criteria, CriteriaError

PARAMETER_CHOICES: dict[str, list[tuple[str, str]]] = {
    "among": [("municipality", "муниципалитета"), ("region", "региона"), ("country", "страны")],
    "rank_rounding": [("floor", "вниз"), ("ceil", "вверх")],
    "mean_measures": [
        ("mark,score", "средняя отметка и средний балл"), ("mark", "средняя отметка"),
        ("score", "средний балл"),
    ],
    "mean_references": [
        ("municipality", "с муниципалитетом"), ("region", "с регионом"),
        ("municipality,region", "с муниципалитетом и регионом"), ("country", "со страной"),
        ("region,country", "с регионом и страной"),
        ("municipality,region,country", "с муниципалитетом, регионом и страной"),
    ],
    "ege_mathematics": [
        ("ege_base,ege_profile", "базовый и профильный"), ("ege_base", "базовый"),
        ("ege_profile", "профильный"), ("", "не учитывать"),
    ],
    "ege_russian_minimum": [("24", "24, для аттестата"), ("36", "36, для вуза")],
}  # fmt: skip
"""Parameters that are chosen, not typed: their values with words."""


_NUMBERS = {"class": "width-4", "inputmode": "decimal"}


def value_words(name: str, value: Any) -> str:
    """The value of a parameter as people read it."""
    setting = SETTINGS[name]
    if name in PARAMETER_CHOICES:
        return dict(PARAMETER_CHOICES[name]).get(_sent(setting.plain(value)), "")
    return setting.kind.shown(value)


def _sent(plain: Any) -> str:
    """A plain value as a choice sends it."""
    return ",".join(map(str, plain)) if isinstance(plain, list) else str(plain)


def parameter_field(name: str, criteria: Criteria) -> forms.Field:
    """The field of one parameter of criteria, with its value as they have it."""
    setting, value = SETTINGS[name], criteria.parameters[name]
    label = setting.title[:1].upper() + setting.title[1:]
    if name in PARAMETER_CHOICES:
        return forms.ChoiceField(
            label=label, choices=PARAMETER_CHOICES[name], initial=_sent(setting.plain(value)),
            required=False,
        )  # fmt: skip
    is_long = isinstance(value, tuple)
    widget = forms.TextInput(attrs={} if is_long else _NUMBERS)
    return forms.CharField(
        label=label, initial=setting.kind.shown(value), required=False, widget=widget
    )


def mistake_of(error: CriteriaError) -> str:
    """What is wrong with a value, without the parameter's code name."""
    said = str(error).partition(": ")[2]
    return said[:1].upper() + said[1:]
