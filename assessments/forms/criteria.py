"""Forms of criteria: a copy, its details, its parameters, its rules as JSON, one line of a rule."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from assessments.actions.criteria import Details
from assessments.domain.criteria import SETTINGS, Criteria, CriteriaError
from assessments.domain.criteria.editing import (
    ARGUMENT_TITLES,
    GROUPS,
    OPTION_TITLES,
    PREDICATE_TITLES,
    Json,
    parameters_in,
)
from assessments.domain.criteria.typed_json import read_json
from assessments.domain.criteria.works import cells_of, written_cells
from assessments.domain.rules.arguments import WORKS, arguments_of, is_required
from assessments.domain.rules.categories import GIVEN, Category
from assessments.domain.rules.kinds import Kind
from assessments.domain.rules.predicates import PREDICATES
from assessments.domain.rules.reading import Reader
from assessments.forms.parameters import mistake_of, parameter_field, value_words
from assessments.forms.works import cells_in, works_field
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

    def tell_what_stands(self) -> None:
        """Beside each typed value that differs from the criteria, what stands there now."""
        for name, value in self.criteria.snapshot()["parameters"].items():
            if self.cleaned_data["parameters"].get(name) != value:
                now = value_words(name, self.criteria.parameters[name])
                self.add_error(name, f"В проекте теперь: {now or 'пусто'}.")


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
            data = read_json(self.cleaned_data["rules"])
        except CriteriaError as error:
            raise forms.ValidationError(str(error)) from error
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

    category = forms.ChoiceField(label="Категория")

    def __init__(self, *args: Any, criteria: Criteria, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["category"]).choices = [
            (one.value, criteria.words.heading(one)) for one in Category if one in GIVEN
        ]


class PredicateForm(forms.Form):
    """The values of one condition: numbers and words, or «$имя» of a parameter; works by boxes.

    `said` are the values that stand there now, `criteria` the ones that the condition is of.
    """

    def __init__(
        self, data: Any = None, *, predicate: str, criteria: Criteria, said: Json | None = None
    ) -> None:
        super().__init__(data, prefix="value")
        self.criteria = criteria
        self.said = said or {}
        self.arguments = arguments_of(PREDICATES[predicate])
        for name, one in self.arguments.items():
            plain = name.rstrip("_")
            label = ARGUMENT_TITLES[plain][:1].upper() + ARGUMENT_TITLES[plain][1:]
            if WORKS in one.metadata:
                chosen = Reader(criteria.parameters).selection(self.said.get(plain) or [], "")
                self.fields[plain] = works_field(
                    label, cells_of(chosen) if chosen else [], required=False,
                    help_text="Ничего не отмечено — все процедуры критериев.",
                )  # fmt: skip
                continue
            self.fields[plain] = _value_field(
                label, one.metadata["kind"], criteria, said=_text(self.said.get(plain)),
                required=is_required(one),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Each wrong value is said at its field; works become the JSON of a rule."""
        cleaned = super().clean() or {}
        for name, one in self.arguments.items():
            plain = name.rstrip("_")
            if WORKS in one.metadata:
                cleaned[plain] = self._works(plain, cleaned.get(plain, []))
            elif cleaned.get(plain, "").strip():
                reader = Reader(self.criteria.parameters)
                reader.value(cleaned[plain].strip(), one.metadata["kind"], "")
                for mistake in reader.mistakes:
                    self.add_error(plain, _sentence(mistake))
        return cleaned

    def _works(self, name: str, codes: list[str]) -> Any:
        """What stood there where the same works are ticked: it may name parameters."""
        if set(codes) == set(self.fields[name].initial):
            return self.said.get(name) or []
        return written_cells(cells_in(codes))


class WorksForm(forms.Form):
    """The works that criteria look at; `rules` is what to change in them."""

    def __init__(self, data: Any = None, *, criteria: Criteria) -> None:
        super().__init__(data)
        self.criteria = criteria
        self.fields["works"] = works_field(
            "Учитываемые процедуры", cells_of(criteria.plan.frame.selection), required=False,
            help_text="Отметьте предметы и классы. Если предметы и классы стояли в параметрах, "
            "отмеченное заменит эти параметры.",
        )  # fmt: skip

    @property
    def rules(self) -> dict[str, Any]:
        """Works and parameters; those that only the former works named are left out."""
        codes = self.cleaned_data["works"]
        if set(codes) == set(self.fields["works"].initial):
            return {}
        works = written_cells(cells_in(codes))
        snapshot = self.criteria.snapshot()
        needed = parameters_in([works, snapshot["categories"]])
        unneeded = parameters_in(snapshot["works"]) - needed
        kept = {k: v for k, v in snapshot["parameters"].items() if k not in unneeded}
        return {"works": works, "parameters": kept}


def _value_field(
    label: str, kind: Kind, criteria: Criteria, *, said: str, required: bool
) -> forms.Field:
    """A choice where the value is one of few words, with the parameters that hold such a word."""
    if not kind.options:
        return forms.CharField(
            label=label, required=required, initial=said,
            help_text=f"Нужно {kind.expected}; можно $имя параметра.",
            error_messages={"required": "Впишите значение."},
        )  # fmt: skip
    choices = [("", "как обычно")] if not required else []
    choices += [(word, OPTION_TITLES.get(word, word)) for word in kind.options]
    same = [name for name in criteria.parameters if SETTINGS[name].kind.options == kind.options]
    choices += [
        (f"${name}", "как в параметрах" if len(same) == 1 else f"параметр: {SETTINGS[name].title}")
        for name in same
    ]
    if said and said not in dict(choices):
        choices.append((said, said))
    return forms.ChoiceField(label=label, required=required, initial=said, choices=choices)


def _sentence(mistake: str) -> str:
    said = mistake.partition(": ")[2]
    return said[:1].upper() + said[1:]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
