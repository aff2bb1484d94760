"""Forms of criteria: a copy, its details, its parameters, its works, its rules as JSON."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from assessments.actions.criteria import Details
from assessments.domain.criteria import SETTINGS, Criteria, CriteriaError
from assessments.domain.criteria.editing import parameters_in
from assessments.domain.criteria.reading import LONGEST_TITLE
from assessments.domain.criteria.typed_json import read_json
from assessments.domain.criteria.works import cells_of, written_cells
from assessments.domain.rules.categories import Category, words_beside_the_list
from assessments.forms.parameters import mistake_of, parameter_field
from assessments.forms.works import cells_in, works_field
from assessments.models import CriteriaSet
from core.values import academic_year
from core.web.forms import DateInput
from schools.models import Municipality

NO_LOW_RESULTS = (
    "Перечень составляют только критерии с категорией «низкие результаты». Сначала добавьте её."
)
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
        r"^[a-z0-9][a-z0-9-]{0,59}$", label="Имя для команд",
        help_text="Строчные латинские буквы, цифры и дефис. То же имя — следующая версия тех же "
        "критериев.",
        error_messages={
            "required": "Впишите имя для команд.",
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

    def clean(self) -> dict[str, Any]:
        """Half of an order and years in the wrong order are said beside their fields."""
        cleaned = super().clean() or {}
        number, day = cleaned.get("order_number"), cleaned.get("order_date")
        if number and not day and "order_date" not in self.errors:
            self.add_error("order_date", "Укажите и дату приказа либо сотрите номер.")
        if day and not number:
            self.add_error("order_number", "Укажите и номер приказа либо сотрите дату.")
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and first > last:
            self.add_error(
                "valid_to", "Последний учебный год раньше первого. Исправьте один из них."
            )
        return cleaned

    @property
    def details(self) -> Details:
        """What is said, of a form that is in order."""
        return Details(**self.cleaned_data)


def details_of(stored: CriteriaSet) -> dict[str, Any]:
    """What the form of details starts with."""
    return {name: getattr(stored, name) for name in Details._fields}


class PurposeForm(forms.Form):
    """Whether criteria make the list, and what auxiliary ones call their categories."""

    makes_list = forms.TypedChoiceField(
        label="Назначение", coerce=lambda sent: sent == "list",
        choices=[
            ("list", "составляют перечень ШНОР"),
            ("beside", "вспомогательные: смотрят на школы рядом с перечнем"),
        ],
        help_text="Свои слова ниже — только для вспомогательных критериев: у остальных «в "
        "перечне», «зона риска», «не в перечне».",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, criteria: Criteria) -> None:
        super().__init__(data, initial={"makes_list": "list" if criteria.makes_list else "beside"})
        usual = words_beside_the_list({}).titles
        self.given = [Category(one["category"]) for one in criteria.categories]
        self.named = [one for one in Category if one in (*self.given, Category.NONE)]
        for category in self.named:
            self.fields[category.value] = forms.CharField(
                label=f"Вместо «{usual[category]}»", required=False, max_length=LONGEST_TITLE,
                initial=criteria.titles.get(category, ""),
                help_text=f"Пусто — «{usual[category]}».",
            )  # fmt: skip

    def clean_makes_list(self) -> bool:
        """The list consists of schools with low results: some rule has to give the category."""
        makes_list: bool = self.cleaned_data["makes_list"]
        if makes_list and Category.LOW_RESULTS not in self.given:
            raise forms.ValidationError(NO_LOW_RESULTS)
        return makes_list

    @property
    def rules(self) -> dict[str, Any]:
        """What to change in the rules."""
        said = {one.value: self.cleaned_data[one.value] for one in self.named}
        titles = {name: words for name, words in said.items() if words}
        return {"makes_list": self.cleaned_data["makes_list"], "titles": titles}


class ParametersForm(forms.Form):
    """Every parameter of criteria; `cleaned_data["parameters"]` holds their values as JSON."""

    def __init__(self, *args: Any, criteria: Criteria, **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = criteria
        for name in criteria.parameters:
            field = parameter_field(name, criteria)
            if isinstance(field.widget, forms.TextInput):
                field.help_text = f"Нужно {SETTINGS[name].kind.expected}."
                field.required = not isinstance(criteria.parameters[name], tuple)
                field.error_messages["required"] = "Впишите значение."
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """The criteria with these values; each wrong value is said at its field."""
        cleaned = super().clean() or {}
        changed = self.criteria
        for name in self.criteria.parameters:
            if name in self.errors:
                continue
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
                now = SETTINGS[name].shown(self.criteria.parameters[name])
                self.add_error(name, f"В проекте теперь: {now or 'пусто'}.")


class RulesForm(forms.Form):
    """The rules as JSON, for those who know them."""

    rules = forms.CharField(
        label="Правила", widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        help_text="parameters — параметры, works — учитываемые процедуры, categories — категории "
        "по порядку, у каждой своё условие; makes_list и titles — назначение и слова.",
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
