"""Filters above the table of results and the history of lists, and the fields of «Что, если…»."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet

from assessments.domain.criteria import SETTINGS, Criteria, CriteriaError
from assessments.domain.procedures import Work
from assessments.domain.reading.groups import ABOUT, Measure
from assessments.domain.results import Attempt
from assessments.models import PROCEDURE_CHOICES, ApprovedList, ListState, Result
from assessments.queries.criteria import Offer
from assessments.queries.objectivity_pages import ANSWERS
from core.values import academic_year
from core.values.wording import NBSP, counted
from schools.models import Municipality, School


def _years(queryset: QuerySet[Any]) -> list[tuple[int, str]]:
    years = queryset.order_by("-academic_year").values_list("academic_year", flat=True).distinct()
    return [(year, academic_year.label(year)) for year in years]


def _subjects(queryset: QuerySet[Result]) -> list[tuple[str, str]]:
    names = queryset.order_by("subject").values_list("subject", flat=True).distinct()
    return [(name, name) for name in names]


def _grades(queryset: QuerySet[Result]) -> list[tuple[int, str]]:
    grades = queryset.order_by("grade").values_list("grade", flat=True).distinct()
    return [(grade, str(grade)) for grade in grades]


class ScaleFilter(forms.Form):
    """By year, procedure, subject and grade; the municipality is asked for where there are more."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None,
        required=False,
    )  # fmt: skip
    academic_year = forms.TypedChoiceField(label="Учебный год", coerce=int, required=False)
    procedure = forms.ChoiceField(
        label="Процедура", choices=[("", "все"), *PROCEDURE_CHOICES], required=False
    )
    subject = forms.ChoiceField(label="Предмет", required=False)
    grade = forms.TypedChoiceField(label="Класс", coerce=int, required=False)

    def __init__(
        self, *args: Any, municipalities: list[Municipality], years: list[int], works: list[Work]
    ) -> None:
        super().__init__(*args)
        if len(municipalities) < 2:
            del self.fields["municipality"]
        else:
            self._choose(municipalities)
        self._offer("academic_year", [(year, academic_year.label(year)) for year in years])
        names = sorted({work.subject for work in works})
        grades = sorted({work.grade for work in works})
        self._offer("subject", [("", "все"), *((name, name) for name in names)])
        self._offer("grade", [("", "все"), *((grade, str(grade)) for grade in grades)])

    def _choose(self, municipalities: list[Municipality]) -> None:
        field = cast(forms.ModelChoiceField, self.fields["municipality"])
        ids = [place.pk for place in municipalities]
        field.queryset = Municipality.objects.filter(pk__in=ids).order_by("name", "pk")

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def chosen(self, name: str) -> Any:
        """What is chosen; None where nothing or nonsense is."""
        return self.cleaned_data.get(name) or None if self.is_valid() else None

    def takes(self, work: Work) -> bool:
        """Whether the work is among what is filtered."""
        procedure, subject = self.chosen("procedure"), self.chosen("subject")
        grade = self.chosen("grade")
        return (
            (procedure is None or work.procedure.value == procedure)
            and (subject is None or work.subject == subject)
            and (grade is None or work.grade == grade)
        )

    def words(self) -> list[str]:
        """What is filtered beside the year, in words."""
        procedure, subject = self.chosen("procedure"), self.chosen("subject")
        grade = self.chosen("grade")
        said = [
            dict(PROCEDURE_CHOICES)[procedure] if procedure else "",
            subject[:1].lower() + subject[1:] if subject else "",
            f"{grade}{NBSP}класс" if grade else "",
        ]
        return list(filter(None, said))


class ObjectivityFilter(forms.Form):
    """By year, answer and works; the municipality is asked for where there are more."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None,
        required=False,
    )  # fmt: skip
    academic_year = forms.TypedChoiceField(label="Учебный год", coerce=int, required=False)
    answer = forms.ChoiceField(label="Школы", choices=[("", "все"), *ANSWERS], required=False)
    works = forms.ChoiceField(
        label="Работы", choices=[("", "учтённые в индексе"), ("all", "все с данными")],
        required=False,
    )  # fmt: skip

    def __init__(
        self, *args: Any, municipalities: list[Municipality], years: list[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if len(municipalities) < 2:
            del self.fields["municipality"]
        else:
            field = cast(forms.ModelChoiceField, self.fields["municipality"])
            ids = [place.pk for place in municipalities]
            field.queryset = Municipality.objects.filter(pk__in=ids).order_by("name", "pk")
        choices = [(year, academic_year.label(year)) for year in years]
        cast(forms.ChoiceField, self.fields["academic_year"]).choices = choices

    def chosen(self, name: str) -> Any:
        """What is chosen; empty where nothing or nonsense is."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""


class ReadingFilter(forms.Form):
    """What a page of results shows; what is not asked for, or is nonsense, takes its default.

    The bar then shows what the page really shows: the latest year, its first work.
    """

    municipality = forms.TypedChoiceField(label="Муниципалитет", coerce=int)
    academic_year = forms.TypedChoiceField(label="Учебный год", coerce=int)
    work = forms.ChoiceField(label="Процедура, предмет, класс")
    school = forms.TypedChoiceField(label="Школа", coerce=int, required=False, empty_value=None)
    measure = forms.ChoiceField(label="Показатель", widget=forms.Select(attrs={"data-wide": True}))

    def __init__(
        self, data: Mapping[str, str], *, municipalities: list[Municipality],
        municipality: Municipality, covered: dict[int, list[Work]], schools: Iterable[School],
        measures: Sequence[Measure],
    ) -> None:  # fmt: skip
        year = _one_of(data.get("academic_year"), covered)
        works = covered.get(year, []) if year is not None else []
        choices: dict[str, list[tuple[Any, str]]] = {
            "municipality": [(place.pk, place.name) for place in municipalities],
            "academic_year": [(one, academic_year.label(one)) for one in covered],
            "work": [(work_key(one), one.title) for one in works],
            "school": [("", "все"), *((one.pk, one.name) for one in schools)],
            "measure": [(one.value, ABOUT[one].title) for one in measures],
        }
        wanted = {**data, "municipality": municipality.pk}
        settled = {name: _settled(wanted.get(name), found) for name, found in choices.items()}
        super().__init__(settled)
        for name, found in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = found
        single = {
            "municipality": len(municipalities) < 2,
            "school": len(choices["school"]) < 2,
            "measure": not measures,
        }
        for name in [name for name, is_single in single.items() if is_single]:
            del self.fields[name]
        self._works = {work_key(one): one for one in works}

    def chosen_work(self) -> Work | None:
        """The work that the page shows; None where there are no figures at all."""
        return self._works.get(self.cleaned_data["work"]) if self.is_valid() else None


def work_key(work: Work) -> str:
    """The work as an address says it: «vpr-5-Математика»."""
    return f"{work.procedure.value}-{work.grade}-{work.subject}"


def _one_of(asked: str | None, years: Iterable[int]) -> int | None:
    known = {str(year): year for year in years}
    return known.get(asked or "", next(iter(known.values()), None))


def _settled(asked: Any, choices: Sequence[tuple[Any, str]]) -> str:
    known = [str(value) for value, _ in choices]
    return str(asked) if str(asked) in known else next(iter(known), "")


ATTEMPTS = [
    (Attempt.FIRST.value, "первые результаты"),
    (Attempt.RESIT.value, "пересдачи"),
    (Attempt.APPEAL.value, "после апелляции"),
]


class ResultFilter(django_filters.FilterSet):
    """By year, procedure, subject, grade, school and attempt; choices are those that exist.

    First results are shown where no attempt is asked for: resits and results after appeals stand
    apart, and no sum mixes them.
    """

    academic_year = django_filters.ChoiceFilter(label="Учебный год", empty_label="все")
    procedure = django_filters.ChoiceFilter(
        label="Процедура", choices=PROCEDURE_CHOICES, empty_label="все"
    )
    subject = django_filters.ChoiceFilter(label="Предмет", empty_label="все")
    grade = django_filters.ChoiceFilter(label="Класс", empty_label="все")
    school = django_filters.ModelChoiceFilter(
        label="Школа", queryset=School.objects.none(), empty_label="все"
    )
    attempt = django_filters.ChoiceFilter(label="Попытка", choices=ATTEMPTS, empty_label=None)

    class Meta:
        model = Result
        fields: list[str] = []

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = Result.objects.visible_to(user)
        self.filters["academic_year"].extra["choices"] = _years(seen)
        self.filters["subject"].extra["choices"] = _subjects(seen)
        self.filters["grade"].extra["choices"] = _grades(seen)
        self.filters["school"].queryset = School.objects.visible_to(user).order_by("name", "pk")

    @property
    def chosen_attempt(self) -> Attempt:
        """The attempt whose results are shown."""
        asked = self.form.cleaned_data.get("attempt") if self.form.is_valid() else None
        return Attempt(asked or Attempt.FIRST)

    def of_any_attempt(self) -> QuerySet[Result]:
        """What the other conditions leave."""
        found = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            if name != "attempt":
                found = self.filters[name].filter(found, value)
        return found

    def filter_queryset(self, queryset: QuerySet[Result]) -> QuerySet[Result]:
        """Results of one attempt only."""
        return self.of_any_attempt().filter(attempt=self.chosen_attempt)

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        said = []
        if self.chosen_attempt is not Attempt.FIRST:
            said.append(dict(ATTEMPTS)[self.chosen_attempt.value])
        if chosen.get("academic_year"):
            said.append(f"{academic_year.label(int(chosen['academic_year']))} учебный год")
        if chosen.get("procedure"):
            said.append(dict(PROCEDURE_CHOICES)[chosen["procedure"]])
        if chosen.get("subject"):
            said.append(chosen["subject"][:1].lower() + chosen["subject"][1:])
        if chosen.get("grade"):
            said.append(f"{chosen['grade']}{NBSP}класс")
        if chosen.get("school"):
            said.append(chosen["school"].name)
        return said


class ListFilter(django_filters.FilterSet):
    """By year, state and, for those who see several, municipality."""

    academic_year = django_filters.ChoiceFilter(label="Учебный год", empty_label="все")
    state = django_filters.ChoiceFilter(label="Состояние", empty_label="все")
    municipality = django_filters.ModelChoiceFilter(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label="все"
    )

    class Meta:
        model = ApprovedList
        fields: list[str] = []

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = ApprovedList.objects.visible_to(user)
        self.filters["academic_year"].extra["choices"] = _years(seen)
        found = set(seen.order_by().values_list("state", flat=True).distinct())
        self.filters["state"].extra["choices"] = [
            (state, words) for state, words in ListState.choices if state in found
        ]
        places = Municipality.objects.visible_to(user).order_by("name", "pk")
        if places.count() > 1:
            self.filters["municipality"].queryset = places
        else:
            del self.filters["municipality"]

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        said = []
        if chosen.get("academic_year"):
            said.append(f"{academic_year.label(int(chosen['academic_year']))} учебный год")
        if chosen.get("state"):
            said.append(ListState(chosen["state"]).label)
        if chosen.get("municipality"):
            said.append(str(chosen["municipality"]))
        return said


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
                value_words(name, value),
                value_words(name, rules.parameters[name]),
            )
            for name, value in self.chosen.parameters.items()
            if rules.parameters[name] != value
        ]
