"""The form of a school."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django import forms

from schools.actions.editing import EDITED, NAMES, words_of
from schools.domain.requisites import (
    BY_KEY,
    FEATURES,
    LATITUDES,
    LEVELS,
    LONGITUDES,
    PLACE,
    STANDING_NAMES,
    Shape,
)
from schools.models import School, SchoolKind

_LIMITS = {"name": 200, "full_name": 500}
CODE_LENGTH = 10
NUMBER_LENGTH = 20
_HINTS = {
    "inn": "10 цифр.",
    "kpp": "9 цифр.",
    "ogrn": "13 цифр.",
    "okpo": "8 цифр.",
    "oktmo": "8 цифр или 11.",
    "latitude": "Например 56,123456. По координатам считают расстояние до школ-партнёров.",
}
_GROUPS = (
    ("Название и коды", ("name", "full_name", "kind", "msu_code", "oge_code", "ege_code")),
    ("Реквизиты", ("inn", "kpp", "ogrn", "okpo", "oktmo", "standing", "legal_form")),
    ("Адрес и связь", ("address", "director", "phone", "email", "site")),
    ("Уровни образования", tuple(one.key for one in LEVELS)),
    ("Особенности", tuple(one.key for one in FEATURES)),
    ("Место на карте", tuple(one.key for one in PLACE)),
)
_ANSWERS = (("", "нет данных"), ("yes", "да"), ("no", "нет"))
_BOUNDS = {"latitude": LATITUDES, "longitude": LONGITUDES}


class SchoolForm(forms.Form):
    """Everything that an administrator says of a school; `seen` keeps what the form showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, school: School, **options: Any) -> None:
        shown = {name: _initial(name, getattr(school, name)) for name in EDITED}
        options["initial"] = {**shown, "seen": json.dumps(words_of(school), ensure_ascii=False)}
        super().__init__(*args, **options)
        for name in EDITED:
            self.fields[name] = _field(name)

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        for heading, names in _GROUPS:
            yield heading, [self[name] for name in names]

    @property
    def values(self) -> dict[str, Any]:
        """What a valid form says, as the model keeps it."""
        return {name: _value(name, self.cleaned_data[name]) for name in EDITED}

    @property
    def shown_before(self) -> dict[str, str]:
        """What stood in the form when it was opened; empty where that was lost on the way."""
        try:
            seen = json.loads(self.cleaned_data.get("seen") or "{}")
        except ValueError:
            return {}
        return {str(k): str(v) for k, v in seen.items()} if isinstance(seen, dict) else {}


def _field(name: str) -> forms.Field:
    if name == "kind":
        return forms.ChoiceField(label="Тип", choices=SchoolKind.choices)
    requisite = BY_KEY.get(name)
    if requisite is None:
        return _text(name)
    label = requisite.title[:1].upper() + requisite.title[1:]
    if requisite.shape is Shape.YES_NO:
        return forms.ChoiceField(label=label, choices=_ANSWERS, required=False)
    if requisite.shape is Shape.STANDING:
        choices = [
            ("", "нет данных"),
            *((one.value, words) for one, words in STANDING_NAMES.items()),
        ]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    if requisite.shape is Shape.DEGREES:
        return _degrees(name, label)
    attrs = {"class": "width-20"} if requisite.limit == NUMBER_LENGTH else {}
    return forms.CharField(
        label=label,
        max_length=requisite.limit,
        required=False,
        help_text=_HINTS.get(name, ""),
        widget=forms.TextInput(attrs=attrs),
    )


def _text(name: str) -> forms.Field:
    title, limit = NAMES[name], _LIMITS.get(name, CODE_LENGTH)
    is_code = limit == CODE_LENGTH
    return forms.CharField(
        label=title[:1].upper() + title[1:],
        max_length=limit,
        required=name == "name",
        widget=forms.TextInput(attrs={"class": "width-10"} if is_code else {}),
        error_messages={"required": "Укажите название."},
    )


def _degrees(name: str, label: str) -> forms.Field:
    lowest, highest = _BOUNDS[name]
    said = f"Нужны градусы от {lowest} до {highest} с дробью, например 56,123456."
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=lowest,
        max_value=highest,
        max_digits=9,
        decimal_places=6,
        localize=True,
        help_text=_HINTS.get(name, ""),
        widget=forms.TextInput(attrs={"class": "width-20", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places",
             "max_whole_digits"),
            said,
        ),
    )  # fmt: skip


def _initial(name: str, value: Any) -> Any:
    requisite = BY_KEY.get(name)
    if requisite is not None and requisite.shape is Shape.YES_NO:
        return "" if value is None else ("yes" if value else "no")
    return value


def _value(name: str, said: Any) -> Any:
    requisite = BY_KEY.get(name)
    if requisite is not None and requisite.shape is Shape.YES_NO:
        return {"yes": True, "no": False}.get(said)
    return said.strip() if isinstance(said, str) else said
