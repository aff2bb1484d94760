"""Forms: loading files of results, starting a calculation, lists and their orders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from assessments.domain import subjects
from assessments.domain.criteria import Criteria, CriteriaError
from assessments.domain.procedures import FINAL_GRADE, SCORED, Procedure, Work
from assessments.domain.results import Attempt
from assessments.domain.rules import Category
from assessments.domain.scale_rules import problems_of
from assessments.domain.scales import Scale
from assessments.models import ATTEMPT_CHOICES, PROCEDURE_CHOICES, ApprovedList
from assessments.queries.criteria import offers
from assessments.queries.entry import EntryTable
from assessments.queries.written_schools import LEFT_OUT
from core.ordering import NaturalKey
from core.values import academic_year
from core.web.forms import DateInput
from core.web.ids import read_id
from core.web.middleware import FILES_PER_REQUEST
from schools.models import Municipality, School

ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt,.tsv,.zip"


_NARROW = {"class": "width-10"}
_OF_MARKS = ("twos_to", "threes_to", "fours_to")
_OF_SCORES = ("minimum", "entry_minimum")


def _score(label: str, hint: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=0,
        max_value=1000,
        widget=forms.NumberInput(attrs={"class": "width-4"}),
    )


class SeveralFilesInput(forms.ClearableFileInput):
    """A file field of the browser that takes several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files, each checked like a single one."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files; an error where there is none or there are too many."""
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(SeveralFilesField, self).clean(file, initial) for file in files or [None]]
        if len(cleaned) > FILES_PER_REQUEST:
            raise forms.ValidationError(
                f"За один раз загружается не больше {FILES_PER_REQUEST} файлов. Остальные "
                "загрузите следом."
            )
        return cleaned


class UploadForm(forms.Form):
    """Workbooks of results for one municipality."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    workbooks = SeveralFilesField(
        label="Файлы с результатами",
        help_text="Отчёты ФИС ОКО, протоколы или таблица, где строка — школа, процедура, предмет и "
        "класс. Excel, OpenDocument или CSV, до пяти файлов сразу; больше — в одном архиве ZIP.",
        widget=SeveralFilesInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": "Выберите файл.",
            "empty": "Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова.",
        },
    )

    def __init__(self, *args: Any, municipalities: list[Municipality], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, municipalities)


class ScaleForm(forms.Form):
    """A scale of one work; `cleaned_data["scale"]` is its value.

    With `work` the work is settled and only the figures that its procedure has are asked for.
    """

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    procedure = forms.TypedChoiceField(
        label="Процедура", coerce=Procedure, choices=[("", "выберите"), *PROCEDURE_CHOICES],
        error_messages={"required": "Выберите процедуру."},
    )  # fmt: skip
    subject = forms.ChoiceField(
        label="Предмет",
        choices=[("", "выберите"), *((name, name) for name in sorted(subjects.ALL))],
        error_messages={"required": "Выберите предмет."},
    )
    grade = forms.IntegerField(
        label="Класс",
        required=False,
        help_text="Для ОГЭ и ЕГЭ класс известен, его можно не вписывать.",
        widget=forms.NumberInput(attrs={"class": "width-4"}),
    )
    first_year = forms.TypedChoiceField(
        label="Действует с учебного года", coerce=int, widget=forms.Select(attrs=_NARROW)
    )
    last_year = forms.TypedChoiceField(
        label="Действует по учебный год",
        coerce=int,
        help_text="Дальше этого года шкала не применяется: на следующий год вносят новую.",
        widget=forms.Select(attrs=_NARROW),
    )
    max_score = _score("Наибольший балл", "Сколько первичных баллов даёт работа.")
    twos_to = _score("«2»: до какого балла", "Верхняя граница отметки «2».")
    threes_to = _score("«3»: до какого балла", "Верхняя граница отметки «3».")
    fours_to = _score("«4»: до какого балла", "Всё, что выше, — «5».")
    minimum = _score("Наименьший тестовый балл", "Только для ЕГЭ со стобалльной шкалой.")
    entry_minimum = _score("Балл для поступления в вуз", "Если он установлен отдельно.")
    conditions = forms.CharField(
        label="Условия сверх баллов",
        max_length=300,
        required=False,
        help_text="Например: «3», «4» и «5» — не менее 2 баллов за геометрию.",
    )
    source = forms.CharField(
        label="Источник",
        max_length=300,
        help_text="Письмо или приказ: чей, номер и дата.",
        error_messages={"required": "Впишите письмо или приказ, номер и дату."},
    )
    note = forms.CharField(
        label="Примечание", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    FIGURES = ("max_score", "twos_to", "threes_to", "fours_to", "minimum", "entry_minimum")

    def __init__(
        self,
        *args: Any,
        municipalities: list[Municipality],
        years: list[int],
        work: Work | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.work = work
        _offer(self, municipalities)
        for name in ("first_year", "last_year"):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [(year, academic_year.label(year)) for year in years]
        if work is not None:
            foreign = _OF_MARKS if work.procedure in SCORED else _OF_SCORES
            for name in ("municipality", "procedure", "subject", "grade", *foreign):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The scale as a value; what is wrong with it stands beside its field."""
        cleaned = super().clean() or {}
        work = self.work or _work_of(cleaned)
        if work is None or not {"first_year", "last_year", "source"} <= cleaned.keys():
            return cleaned
        values: dict[str, Any] = {name: cleaned.get(name) for name in self.FIGURES}
        values |= {name: cleaned.get(name, "") for name in ("conditions", "source", "note")}
        scale = Scale(work, cleaned["first_year"], cleaned["last_year"], **values)
        for problem in problems_of(scale):
            if problem.field not in self.errors:
                field = problem.field if problem.field in self.fields else None
                self.add_error(field, problem.text)
        cleaned["scale"] = scale
        return cleaned


class ScaleUploadForm(forms.Form):
    """A table of scales for one municipality."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label="Файл со шкалами",
        help_text="Таблица по шаблону: Excel, OpenDocument или CSV.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": "Выберите файл.",
            "empty": "Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова.",
        },
    )

    def __init__(self, *args: Any, municipalities: list[Municipality], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, municipalities)


@dataclass(frozen=True, slots=True)
class ChosenSchools:
    """What the form of the review's page sends; see `actions.choosing.choose_schools`."""

    choices: dict[str, int | None]
    undecided: set[str]
    remember: set[str]


def chosen_schools(data: QueryDict) -> ChosenSchools:
    """The answers by the written school; a key that none can be leaves it undecided."""
    choices: dict[str, int | None] = {}
    undecided, remember = set(), set()
    for number in data.getlist("number"):
        written, answer = data.get(f"written-{number}", ""), data.get(f"school-{number}", "")
        if answer == LEFT_OUT:
            choices[written] = None
        elif read_id(answer):
            choices[written] = read_id(answer)
        else:
            undecided.add(written)
        if data.get(f"remember-{number}"):
            remember.add(written)
    return ChosenSchools(choices, undecided, remember)


class TemplateForm(forms.Form):
    """What a template to fill in is for; `works` and `scores_up_to` are ready for the renderer."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    academic_year = forms.TypedChoiceField(
        label="Учебный год", coerce=int, widget=forms.Select(attrs={"class": "width-10"})
    )
    procedure = forms.ChoiceField(
        label="Процедура", choices=PROCEDURE_CHOICES,
        widget=forms.Select(attrs={"class": "width-20"}),
    )  # fmt: skip
    subject = forms.ChoiceField(
        label="Предмет", choices=[(name, name) for name in subjects.ALL],
        widget=forms.Select(attrs={"class": "width-20"}),
    )  # fmt: skip
    grades = forms.CharField(
        label="Классы",
        required=False,
        help_text="Например, 5 или 5, 6, 7: для каждого класса будет свой лист. Для ОГЭ и ЕГЭ не "
        "нужно.",
        widget=forms.TextInput(attrs={"class": "width-10"}),
    )
    max_score = forms.IntegerField(
        label="Максимальный первичный балл",
        required=False,
        min_value=1,
        max_value=100,
        help_text="Заполните, если нужна таблица распределения первичных баллов. Пусто — таблица "
        "отметок или тестовых баллов.",
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "numeric"}),
    )

    def __init__(
        self, *args: Any, municipalities: list[Municipality], years: list[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _offer(self, municipalities)
        year_field = cast(forms.ChoiceField, self.fields["academic_year"])
        year_field.choices = [(year, academic_year.label(year)) for year in years]

    def clean(self) -> dict[str, Any]:
        """One work for each grade; the grade of a final exam is known."""
        cleaned = super().clean() or {}
        if "procedure" not in cleaned or "subject" not in cleaned:
            return cleaned
        procedure = Procedure(cleaned["procedure"])
        final = FINAL_GRADE.get(procedure)
        grades = [final] if final else self._grades(cleaned.get("grades", ""))
        cleaned["works"] = [Work(procedure, cleaned["subject"], grade) for grade in grades]
        cleaned["scores_up_to"] = cleaned.get("max_score")
        return cleaned

    def _grades(self, written: str) -> list[int]:
        texts = [text for text in re.split(r"[\s,;]+", written) if text]
        grades = sorted({int(text) for text in texts if text.isdecimal() and len(text) < 3})
        if not grades or len(texts) != len(grades) or not 1 <= grades[0] <= grades[-1] <= 11:
            self.add_error("grades", "Напишите классы от 1 до 11 через запятую, каждый один раз.")
        return grades


class TypedWorkForm(forms.Form):
    """Which work of which year is typed by hand."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    academic_year = forms.TypedChoiceField(
        label="Учебный год", coerce=int, widget=forms.Select(attrs={"class": "width-10"})
    )
    procedure = forms.ChoiceField(
        label="Процедура", choices=PROCEDURE_CHOICES,
        widget=forms.Select(attrs={"class": "width-20"}),
    )  # fmt: skip
    subject = forms.ChoiceField(
        label="Предмет", choices=[(name, name) for name in subjects.ALL],
        widget=forms.Select(attrs={"class": "width-20"}),
    )  # fmt: skip
    grade = forms.TypedChoiceField(
        label="Класс", coerce=int, choices=[(grade, str(grade)) for grade in range(1, 12)],
        help_text="Для ОГЭ и ЕГЭ портал возьмёт 9 и 11 класс.",
        widget=forms.Select(attrs={"class": "width-4"}),
    )  # fmt: skip
    attempt = forms.ChoiceField(
        label="Попытка", choices=ATTEMPT_CHOICES,
        widget=forms.Select(attrs={"class": "width-20"}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, municipalities: list[Municipality], years: list[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _offer(self, municipalities)
        year_field = cast(forms.ChoiceField, self.fields["academic_year"])
        year_field.choices = [(year, academic_year.label(year)) for year in years]

    def table(self) -> EntryTable:
        """What a valid form asks for."""
        asked = self.cleaned_data
        procedure = Procedure(asked["procedure"])
        grade = FINAL_GRADE.get(procedure, asked["grade"])
        return EntryTable(
            asked["municipality"], Work(procedure, asked["subject"], grade),
            asked["academic_year"], Attempt(asked["attempt"]),
        )  # fmt: skip


class RunForm(forms.Form):
    """What to calculate: the year and the rules."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    academic_year = forms.TypedChoiceField(
        label="Учебный год", coerce=int, widget=forms.Select(attrs={"class": "width-10"})
    )
    criteria = forms.ChoiceField(
        label="Критерии", widget=forms.Select(attrs={"class": "width-criteria"})
    )
    threshold = forms.CharField(
        label="Порог доли, %",
        required=False,
        help_text="Результат низкий, если порог не преодолела такая доля участников или больше. "
        "Пустое поле — как в критериях.",
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "decimal"}),
    )
    k = forms.CharField(
        label="Сколько низких процедур",
        required=False,
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "numeric"}),
    )
    min_participants = forms.CharField(
        label="Не учитывать, если участников меньше",
        required=False,
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "numeric"}),
    )

    SETTINGS = ("threshold", "k", "min_participants")

    def __init__(
        self, *args: Any, municipalities: list[Municipality], years: list[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _offer(self, municipalities)
        year_field = cast(forms.ChoiceField, self.fields["academic_year"])
        year_field.choices = [(year, academic_year.label(year)) for year in years]
        self.offers = offers([place.pk for place in municipalities])
        cast(forms.ChoiceField, self.fields["criteria"]).choices = [
            (key, offer.words) for key, offer in self.offers.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Every changed parameter is checked by the criteria themselves."""
        cleaned = super().clean() or {}
        if "criteria" in cleaned:
            offer = self.offers[cleaned["criteria"]]
            place = cleaned.get("municipality")
            if offer.municipality_id is not None and place and place.pk != offer.municipality_id:
                self.add_error("criteria", "Это критерии другого муниципалитета. Выберите другие.")
            cleaned["rules"] = self._rules(offer.criteria, cleaned)
        return cleaned

    def _rules(self, criteria: Criteria, cleaned: dict[str, Any]) -> Criteria:
        for name in self.SETTINGS:
            value = (cleaned.get(name) or "").strip()
            if not value:
                continue
            if name not in criteria.parameters:
                self.add_error(
                    name, "В выбранных критериях этого параметра нет. Оставьте поле пустым."
                )
                continue
            try:
                criteria = criteria.with_setting(f"{name}={value}")
            except CriteriaError as error:
                self.add_error(name, str(error).partition(": ")[2].capitalize())
        return criteria


def _work_of(cleaned: dict[str, Any]) -> Work | None:
    procedure, subject = cleaned.get("procedure"), cleaned.get("subject")
    if not procedure or not subject:
        return None
    return Work(procedure, subject, cleaned.get("grade") or FINAL_GRADE.get(procedure, 0))


def _offer(form: forms.Form, municipalities: list[Municipality]) -> None:
    """The municipalities to choose from; a single one is not asked for."""
    field = cast(forms.ModelChoiceField, form.fields["municipality"])
    field.queryset = Municipality.objects.filter(pk__in=[place.pk for place in municipalities])
    field.initial = municipalities[0] if municipalities else None
    if len(municipalities) == 1:
        field.widget = forms.HiddenInput()


DECISIONS = (
    (Category.LOW_RESULTS.value, "включить в перечень"),
    (Category.AT_RISK.value, "отнести к зоне риска"),
    (Category.NONE.value, "не включать"),
)


class EntryForm(forms.Form):
    """What a draft says of one school, and why where the calculation says otherwise."""

    school = forms.ModelChoiceField(
        label="Школа", queryset=School.objects.none(), empty_label="выберите школу",
        error_messages={"required": "Выберите школу."},
    )  # fmt: skip
    category = forms.ChoiceField(
        label="Решение",
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, что решено."},
    )
    reason = forms.CharField(
        label="Почему",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Нужно, если решение не то, что вышло по расчёту. Войдёт в приложение к приказу.",
    )

    def __init__(self, *args: Any, approved_list: ApprovedList, **options: Any) -> None:
        super().__init__(*args, **options)
        schools = School.objects.filter(municipality=approved_list.municipality_id)
        field = cast(forms.ModelChoiceField, self.fields["school"])
        field.queryset = schools.order_by(NaturalKey("name"), "pk")


class DetailsForm(forms.Form):
    """The target of reduction, and the letter of the region that the list rests on."""

    target = forms.IntegerField(
        label="Цель: какая доля школ прежнего перечня должна выйти, %",
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"class": "width-4"}),
        error_messages={
            "required": "Укажите долю от 0 до 100.",
            "invalid": "Укажите долю целым числом от 0 до 100.",
            "min_value": "Укажите долю от 0 до 100.",
            "max_value": "Укажите долю от 0 до 100.",
        },
    )
    letter_number = forms.CharField(
        label="Номер письма или приказа региона",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "width-20"}),
        help_text="Документ, на основании которого составлен перечень. Войдёт в преамбулу приказа.",
    )
    letter_date = forms.DateField(
        label="Дата письма или приказа региона", required=False, widget=DateInput()
    )


class ListOrderForm(forms.Form):
    """The order that approves a list."""

    order_number = forms.CharField(
        label="Номер приказа",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "width-20"}),
        error_messages={"required": "Впишите номер приказа."},
    )
    order_date = forms.DateField(
        label="Дата приказа",
        widget=DateInput(),
        error_messages={"required": "Укажите дату приказа."},
    )


class CancelForm(forms.Form):
    """Why a list is cancelled."""

    reason = forms.CharField(
        label="Почему и каким документом отменён",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, почему перечень отменён и каким документом."},
    )
