"""Fields of the parameters of criteria."""

from __future__ import annotations

from django import forms

from assessments.domain.criteria import SETTINGS, Criteria, CriteriaError

NUMBERS = {"class": "width-4", "inputmode": "decimal"}


def parameter_field(name: str, criteria: Criteria) -> forms.Field:
    """The field of one parameter of criteria, with its value as they have it."""
    setting, value = SETTINGS[name], criteria.parameters[name]
    label = setting.title[:1].upper() + setting.title[1:]
    if setting.choices:
        return forms.ChoiceField(
            label=label, choices=setting.choices, initial=setting.sent(value), required=False
        )
    is_long = isinstance(value, tuple)
    widget = forms.TextInput(attrs={} if is_long else NUMBERS)
    return forms.CharField(label=label, initial=setting.shown(value), required=False, widget=widget)


def mistake_of(error: CriteriaError) -> str:
    """What is wrong with a value, without the parameter's code name."""
    said = str(error).partition(": ")[2]
    return said[:1].upper() + said[1:]
