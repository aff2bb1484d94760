"""Forms of criteria: a copy, its details, its parameters, its rules as JSON, one line of a rule."""

from __future__ import annotations

import json
from typing import Any, cast

from django import forms

from assessments.actions.criteria import Details
from assessments.domain.criteria import SETTINGS, Criteria, CriteriaError
from assessments.domain.criteria.editing import ARGUMENT_TITLES, GROUPS, PREDICATE_TITLES, Json
from assessments.domain.rules.arguments import WORKS, arguments_of, is_required
from assessments.domain.rules.categories import GIVEN, HEADINGS
from assessments.domain.rules.predicates import PREDICATES
from assessments.filters import mistake_of, parameter_field
from assessments.models import CriteriaSet
from core.values import academic_year
from core.web.forms import DateInput
from schools.models import Municipality

_FIRST_YEAR, _LAST_YEAR = 2015, 2040


class CopyForm(forms.Form):
    """A draft of own criteria: for whom, under which key and name.

    `for_all`: the person may make common criteria, which have no municipality.
    """

    municipality = forms.ModelChoiceField(
        label="Для кого", queryset=Municipality.objects.none(), empty_label=None
    )
    name = forms.CharField(
        label="Название", max_length=120, error_messages={"required": "Впишите название."}
    )
    key = forms.RegexField(
        r"^[a-z0-9][a-z0-9-]{0,59}$", label="Ключ",
        help_text="Строчные латинские буквы, цифры и дефис. Тот же ключ — следующая версия.",
        error_messages={
            "required": "Впишите ключ.",
            "invalid": "Нужны строчные латинские буквы, цифры и дефис.",
        },
    )  # fmt: skip

    def __init__(
        self, *args: Any, municipalities: list[Municipality], for_all: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        field = cast(forms.ModelChoiceField, self.fields["municipality"])
        field.queryset = Municipality.objects.filter(pk__in=[one.pk for one in municipalities])
        if for_all:
            field.required, field.empty_label = False, "все муниципалитеты: общие критерии"
        else:
            field.initial = municipalities[0] if municipalities else None
        if len(municipalities) + for_all == 1:
            field.widget = forms.HiddenInput()


class DetailsForm(forms.Form):
    """Name, order and years of a draft."""

    name = forms.CharField(
        label="Название", max_length=120, error_messages={"required": "Впишите название."}
    )
    order_number = forms.CharField(label="Номер приказа", max_length=40, required=False)
    order_date = forms.DateField(label="Дата приказа", required=False, widget=DateInput())
    valid_from = forms.TypedChoiceField(
        label="Действуют с учебного года", coerce=int, required=False, empty_value=None
    )
    valid_to = forms.TypedChoiceField(
        label="Действуют по учебный год", coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        years = [(year, academic_year.label(year)) for year in range(_FIRST_YEAR, _LAST_YEAR)]
        for name in ("valid_from", "valid_to"):
            cast(forms.ChoiceField, self.fields[name]).choices = [("", "любой"), *years]

    @property
    def details(self) -> Details:
        """What is said, of a form that is in order."""
        return Details(**self.cleaned_data)


def details_of(stored: CriteriaSet) -> dict[str, Any]:
    """What the form of details starts with."""
    return {name: getattr(stored, name) for name in Details._fields}


class ParametersForm(forms.Form):
    """Every parameter of criteria; `cleaned_data["parameters"]` holds their values as JSON."""

    def __init__(self, *args: Any, criteria: Criteria, **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = criteria
        for name in criteria.parameters:
            field = parameter_field(name, criteria)
            if isinstance(field.widget, forms.TextInput):
                field.help_text = f"Нужно {SETTINGS[name].kind.expected}."
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """The criteria with these values; each wrong value is said at its field."""
        cleaned = super().clean() or {}
        changed = self.criteria
        for name in self.criteria.parameters:
            try:
                changed = changed.with_setting(f"{name}={cleaned.get(name, '')}")
            except CriteriaError as error:
                self.add_error(name, mistake_of(error))
        cleaned["parameters"] = changed.snapshot()["parameters"]
        return cleaned


class RulesForm(forms.Form):
    """The rules as JSON, for those who know them."""

    rules = forms.CharField(
        label="Правила", widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        help_text="parameters — параметры, works — учитываемые процедуры, categories — категории "
        "по порядку, у каждой своё условие.",
        error_messages={"required": "Впишите правила."},
    )  # fmt: skip

    def clean_rules(self) -> dict[str, Any]:
        """The text as JSON; what is wrong is said with its line."""
        try:
            data = json.loads(self.cleaned_data["rules"])
        except json.JSONDecodeError as error:
            raise forms.ValidationError(
                f"Это не JSON: строка {error.lineno}, знак {error.colno}."
            ) from error
        if not isinstance(data, dict):
            raise forms.ValidationError("Нужен один объект JSON с правилами.")
        return data


class GroupForm(forms.Form):
    """How lines are joined."""

    how = forms.ChoiceField(label="Как объединить", choices=list(GROUPS.items()))
    number = forms.IntegerField(
        label="Скольких", min_value=1, max_value=20, initial=1, required=False,
        widget=forms.NumberInput(attrs={"class": "width-4"}),
    )  # fmt: skip
    of = forms.IntegerField(
        label="Из скольких лет", min_value=1, max_value=5, initial=1, required=False,
        widget=forms.NumberInput(attrs={"class": "width-4"}),
    )  # fmt: skip


class ChoosePredicateForm(forms.Form):
    """Which condition to add."""

    predicate = forms.ChoiceField(label="Условие", choices=list(PREDICATE_TITLES.items()))


class ChooseCategoryForm(ChoosePredicateForm):
    """A category to add, and the first condition of its rule."""

    category = forms.ChoiceField(
        label="Категория",
        choices=[(one.value, words) for one, words in HEADINGS.items() if one in GIVEN],
    )


class PredicateForm(forms.Form):
    """The values of one condition: numbers and words, or «$имя» of a parameter.

    `said` are the values that stand there now.
    """

    def __init__(self, data: Any = None, *, predicate: str, said: Json | None = None) -> None:
        super().__init__(data, prefix="value")
        for name, one in arguments_of(PREDICATES[predicate]).items():
            plain = name.rstrip("_")
            hint = (
                "Список JSON."
                if WORKS in one.metadata
                else (f"{one.metadata['kind'].expected}; или $имя параметра".capitalize())
            )
            label = ARGUMENT_TITLES[plain]
            self.fields[plain] = forms.CharField(
                label=label[:1].upper() + label[1:], required=is_required(one), help_text=hint,
                initial=_text((said or {}).get(plain)),
                error_messages={"required": "Впишите значение."},
            )  # fmt: skip


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return json.dumps(value, ensure_ascii=False)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
