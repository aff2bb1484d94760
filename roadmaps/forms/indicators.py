"""Forms of indicators: the plan's words, actual values, changed targets, readings."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assessments.domain.named_measures import (
    MEASURES,
    NEEDS_GRADE,
    SCHOOL_GROUP_NAMES,
    MeasureChoice,
    SchoolGroup,
)
from assessments.domain.procedures import TITLES, Procedure
from core.web.forms import DateInput
from roadmaps.actions.indicators.texts import IndicatorWords
from roadmaps.domain.indicators.numbers import exact_number, number_words
from roadmaps.forms.import_texts import IndicatorForm
from roadmaps.models import Indicator
from roadmaps.queries.import_texts import written_figure
from roadmaps.queries.indicators import ReadingChoice, YearView


class ExactNumberField(forms.CharField):
    """A number as people write it, «62,5»; exact, never a float."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "width-10"}))
        super().__init__(max_length=30, required=False, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        """The decimal; None for an empty field."""
        text = super().clean(value)
        if not text:
            return None
        number = exact_number(text)
        if number is None:
            raise ValidationError(f"«{text}» — не число. Напишите, например, 62,5.")
        return number


class PlanIndicatorForm(IndicatorForm):
    """The plan's words of an indicator; `seen` is the mark of those that the form was opened on."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, indicator: Indicator | None = None, **kwargs: Any) -> None:
        if indicator is not None:
            kwargs["initial"] = _initial(indicator)
        super().__init__(*args, **kwargs)
        self.fields["relative_to"].help_text = (
            "Если цель задана сравнением: «предыдущий год», «исходное значение», "
            "«среднее по району»."
        )

    @property
    def words(self) -> IndicatorWords:
        """What a valid form says."""
        said = self.values()
        baseline = said["baseline"] or {"value": "", "year": None}
        return IndicatorWords(
            name=said["name"],
            unit=said["unit"],
            comparator=said["comparator"],
            relative_to=said["relative_to"] or "",
            baseline_value=baseline["value"],
            baseline_year=baseline["year"],
            targets=said["targets"],
        )


class ActualForm(forms.Form):
    """What was reached in one year, and where the figure comes from."""

    actual = ExactNumberField(label="Факт")
    reference = ExactNumberField(label="С чем сравнивают")
    source = forms.CharField(
        label="Источник",
        max_length=300,
        help_text="Документ, по которому это видно: «протокол ОГЭ 2026», «отчёт школ за год».",
        error_messages={"required": "Напишите, откуда значение."},
    )
    note = forms.CharField(
        label="Примечание", max_length=2000, required=False, widget=forms.Textarea({"rows": 2})
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, year: YearView, unit: str, mark: str, **kwargs: Any) -> None:
        value = year.value
        kwargs["initial"] = {
            "actual": _written(value.actual if value else None),
            "reference": _written(value.reference if value else None),
            "source": value.source if value else "",
            "note": value.note if value else "",
            "seen": mark,
        }
        super().__init__(*args, **kwargs)
        if unit:
            self.fields["actual"].label = f"Факт, {unit}"
        if year.reference_name:
            self.fields["reference"].label = f"{year.reference_name}, значение"
            self.fields["reference"].help_text = "С ним сравнивают факт."
        else:
            del self.fields["reference"]

    def clean(self) -> dict[str, Any]:
        """Something must be said; missing is not zero."""
        cleaned = super().clean() or {}
        is_bad = {"actual", "reference"} & set(self.errors)
        if not is_bad and cleaned.get("actual") is None and cleaned.get("reference") is None:
            self.add_error("actual", "Впишите факт. Если данных нет, не заполняйте страницу.")
        return cleaned


class TargetForm(forms.Form):
    """Another target of one year, with its reason and order."""

    target = forms.CharField(
        label="Новая цель",
        max_length=300,
        help_text="Число или слова: «65», «не менее 65 %», «+5 % к прошлому году».",
        error_messages={"required": "Впишите новую цель."},
    )
    reason = forms.CharField(
        label="Почему",
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Напишите, почему цель меняется."},
    )
    order_number = forms.CharField(
        label="Номер приказа",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "width-20"}),
    )
    order_date = forms.DateField(label="Дата приказа", required=False, widget=DateInput())

    def __init__(self, *args: Any, needs_order: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (
            ("order_number", "Впишите номер приказа, которым изменена цель."),
            ("order_date", "Укажите дату приказа."),
        ):
            self.fields[name].required = needs_order
            self.fields[name].error_messages["required"] = words


class ReadingForm(forms.Form):
    """How the targets' words are meant."""

    reading = forms.ChoiceField(label="Как понимать цель", widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: Iterable[ReadingChoice], **kwargs: Any) -> None:
        choices = list(choices)
        kwargs["initial"] = {"reading": next((one.key for one in choices if one.is_taken), "")}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reading"]
        field.choices = [(one.key, one.words) for one in choices]


_OF_OFFICE = (SchoolGroup.ALL, SchoolGroup.LISTED)


class MeasureForm(forms.Form):
    """Which measure of the results the indicator is; `seen` is the choice it was opened on."""

    measure = forms.ChoiceField(
        label="Что считать",
        choices=[
            (
                "По результатам",
                [(one.key, one.title) for one in MEASURES.values() if one.of_results],
            ),
            ("По перечню ШНОР", [(one.key, one.title) for one in MEASURES.values() if one.of_list]),
            (
                "По признакам необъективности",
                [(one.key, one.title) for one in MEASURES.values() if one.of_signs],
            ),
        ],
    )
    procedure = forms.ChoiceField(
        label="Оценочная процедура",
        required=False,
        choices=[("", "—"), *((one.value, TITLES[one]) for one in Procedure)],
        help_text="Для значений по перечню ШНОР и по признакам не нужна, как и всё, что ниже.",
    )
    subject = forms.ChoiceField(label="Предмет", required=False)
    grade = forms.TypedChoiceField(
        label="Класс",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "все классы"), *((grade, str(grade)) for grade in range(4, 12))],
        help_text="Для ВПР и ГВЭ.",
    )
    schools = forms.ChoiceField(
        label="Какие школы",
        choices=[(one.value, words) for one, words in SCHOOL_GROUP_NAMES.items()],
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        choice: MeasureChoice | None,
        subjects: Iterable[str],
        unit: str,
        mark: str,
        is_of_school: bool,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {**_measure_initial(choice), "seen": mark}
        super().__init__(*args, **kwargs)
        known = dict.fromkeys([*subjects, *([choice.subject] if choice else [])])
        field: Any = self.fields["subject"]
        field.choices = [("", "все предметы"), *((one, one) for one in known if one)]
        self._unit = unit
        self._is_of_school = is_of_school
        if is_of_school:
            del self.fields["schools"]
        else:
            schools: Any = self.fields["schools"]
            schools.choices = [(one.value, SCHOOL_GROUP_NAMES[one]) for one in _OF_OFFICE]

    def clean(self) -> dict[str, Any]:
        """Parameters fit the measure, and its unit that of the indicator."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        choice = self.choice
        problem = choice.plain().problem()
        if problem:
            self.add_error("grade" if problem == NEEDS_GRADE else "procedure", problem)
        unit = choice.measure.unit
        if self._unit and (self._unit == "%") != (unit == "%"):
            self.add_error(
                "measure",
                f"У показателя единица «{self._unit}», а это считают в «{unit}». "
                "Выберите другое или исправьте единицу показателя.",
            )
        return cleaned

    @property
    def choice(self) -> MeasureChoice:
        """What a valid form says."""
        said = self.cleaned_data
        return MeasureChoice(
            said["measure"],
            Procedure(said["procedure"]) if said["procedure"] else None,
            said["subject"],
            said["grade"],
            SchoolGroup.OWN if self._is_of_school else SchoolGroup(said["schools"]),
        )


def _measure_initial(choice: MeasureChoice | None) -> dict[str, Any]:
    if choice is None:
        return {"schools": SchoolGroup.ALL.value}
    return {
        "measure": choice.key,
        "procedure": choice.procedure.value if choice.procedure else "",
        "subject": choice.subject,
        "grade": choice.grade or "",
        "schools": choice.schools.value,
    }


def _initial(indicator: Indicator) -> dict[str, Any]:
    words = IndicatorWords.of(indicator)
    targets = ((year, written_figure(str(value))) for year, value in indicator.targets.items())
    return {
        "name": words.name,
        "unit": words.unit,
        "comparator": words.comparator or ">=",
        "relative_to": words.relative_to,
        "baseline_value": written_figure(words.baseline_value),
        "baseline_year": words.baseline_year,
        "targets": "\n".join(f"{year} — {value}" if year else value for year, value in targets),
        "seen": words.mark,
    }


def _written(value: Decimal | None) -> str:
    return "" if value is None else number_words(value)
