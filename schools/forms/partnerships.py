"""Forms of partnerships."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms

from core.ordering import NaturalKey
from core.web.forms import DateInput
from schools.actions.partnerships import PartnershipFacts, partnership_mark
from schools.domain.partnerships import MOST_LIMIT, MOST_WEIGHT, Move, PartnershipRules
from schools.models import Municipality, Partnership, PartnershipRuleSet, School
from schools.partnership_slots import subjects

FILE_TYPES = ".pdf,.docx,.xlsx,.odt,.jpg,.jpeg,.png,application/pdf,image/*"
NOT_A_DATE = "Такой даты нет. Нужна дата вида 01.09.2025."
_DATES = ("since", "until", "agreement_date")


def _day(label: str, *, required: bool = False, hint: str = "", missing: str = "") -> Any:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=DateInput,
        error_messages={"invalid": NOT_A_DATE, "required": missing or "Укажите дату."},
    )


def _paper(label: str, *, required: bool) -> Any:
    return forms.FileField(
        label=label,
        required=required,
        help_text="PDF, Word (docx), Excel (xlsx), ODT или снимок JPG, PNG.",
        widget=forms.FileInput(attrs={"accept": FILE_TYPES}),
        error_messages={
            "required": "Выберите файл.",
            "empty": "Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова.",
        },
    )


class PartnershipForm(forms.Form):
    """What is known of a partnership; `school` is asked for only where it is new."""

    school = forms.ModelChoiceField(
        label="Кого поддерживают",
        queryset=School.objects.none(),
        empty_label="выберите школу",
        error_messages={"required": "Выберите школу.", "invalid_choice": "Выберите школу."},
    )
    partner = forms.ModelChoiceField(
        label="Школа-наставник",
        queryset=School.objects.none(),
        empty_label="выберите школу",
        help_text="Если наставник — педагог, выберите школу, где он работает.",
        error_messages={
            "required": "Выберите школу-наставника.",
            "invalid_choice": "Выберите школу-наставника.",
        },
    )
    teacher_name = forms.CharField(
        label="Педагог-наставник",
        required=False,
        max_length=200,
        help_text="Фамилия, имя, отчество. Пусто, если поддерживает школа в целом.",
    )
    teacher_post = forms.CharField(
        label="Должность педагога",
        required=False,
        max_length=200,
        help_text="Например: учитель математики.",
    )
    subjects = forms.MultipleChoiceField(
        label="Предметы",
        required=False,
        help_text="Если не отметить ни одного, поддержка по всем предметам.",
        widget=forms.CheckboxSelectMultiple,
    )
    scope = forms.CharField(
        label="В чём поддержка",
        required=False,
        max_length=500,
        help_text="Например: подготовка к ОГЭ, открытые уроки, разбор работ.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    since = _day("Начало")
    until = _day("Окончание")
    agreement_number = forms.CharField(label="Номер соглашения", required=False, max_length=50)
    agreement_date = _day("Дата соглашения")
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(
        self,
        *args: Any,
        municipalities: list[Municipality],
        partnership: Partnership | None = None,
        **options: Any,
    ) -> None:
        if partnership is not None:
            options["initial"] = _initial(partnership)
        super().__init__(*args, **options)
        schools = (
            School.objects.filter(municipality__in=[place.pk for place in municipalities])
            .open()
            .order_by(NaturalKey("name"), "pk")
        )
        cast(forms.ModelChoiceField, self.fields["school"]).queryset = schools
        cast(forms.ModelChoiceField, self.fields["partner"]).queryset = schools
        names = subjects()
        if partnership is not None:
            del self.fields["school"]
            names += [name for name in partnership.subject_list if name not in names]
        field = cast(forms.MultipleChoiceField, self.fields["subjects"])
        field.choices = [(name, name) for name in names]

    @property
    def facts(self) -> PartnershipFacts:
        """What a valid form says."""
        given = self.cleaned_data
        return PartnershipFacts(
            partner=given["partner"],
            subjects=tuple(given["subjects"]),
            **self._said(),
        )

    def _said(self) -> dict[str, Any]:
        """Texts with single spaces, and dates."""
        given = self.cleaned_data
        texts = {name: " ".join(given[name].split()) for name in _TEXTS}
        return texts | {name: given[name] for name in _DATES}


_TEXTS = ("teacher_name", "teacher_post", "scope", "agreement_number")


def _initial(partnership: Partnership) -> dict[str, Any]:
    held = {name: getattr(partnership, name) for name in (*_TEXTS, *_DATES)}
    return held | {
        "partner": partnership.partner_id,
        "subjects": partnership.subject_list,
        "seen": partnership_mark(partnership),
    }


class MoveForm(forms.Form):
    """The day of a change of state, and the reason of an early end."""

    on = _day("Дата", required=True)
    reason = forms.CharField(
        label="Почему прекращено",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите, почему партнёрство прекращено."},
        help_text="Это увидят обе школы.",
    )

    def __init__(self, *args: Any, move: Move, today: date, **options: Any) -> None:
        options["initial"] = {"on": today}
        super().__init__(*args, **options)
        if move is not Move.STOP:
            del self.fields["reason"]


class StepForm(forms.Form):
    """A line of the plan."""

    what = forms.CharField(
        label="Что делаем", max_length=500, error_messages={"required": "Напишите, что делаем."}
    )
    when = forms.CharField(
        label="Когда",
        required=False,
        max_length=200,
        help_text="Словами: «в октябре», «после пробного ОГЭ».",
    )
    due_on = _day("Срок", hint="Если известна дата.")
    who = forms.CharField(
        label="Кто", required=False, max_length=300, help_text="Должности: учителя, завуч."
    )


class VisitForm(forms.Form):
    """A meeting that took place."""

    on = _day("Дата встречи", required=True, missing="Укажите дату встречи.")
    what = forms.CharField(
        label="Что сделано",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Без фамилий учеников: только что делали и к чему пришли.",
        error_messages={"required": "Напишите, что сделано."},
    )
    who = forms.CharField(
        label="Кто участвовал",
        required=False,
        max_length=300,
        help_text="Должности и имена сотрудников.",
    )
    document = _paper("Документ", required=False)


class AgreementForm(forms.Form):
    """The signed agreement as a file."""

    document = _paper("Файл соглашения", required=True)


class NoteForm(forms.Form):
    """What has changed at the school, in words."""

    note = forms.CharField(
        label="Что изменилось",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Показатели портал посчитает сам. Здесь — то, чего в них не видно.",
    )


class RulesForm(forms.ModelForm):
    """Limits of partners and weights of criteria."""

    class Meta:
        model = PartnershipRuleSet
        fields = tuple(PartnershipRules.__dataclass_fields__)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            most = MOST_LIMIT if name.endswith("_limit") else MOST_WEIGHT
            least = 1 if name.endswith("_limit") else 0
            default = getattr(PartnershipRules(), name)
            field.help_text = f"От {least} до {most}, обычно {default}."
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]
            field.widget.attrs["class"] = "width-4"
            field.error_messages |= dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"),
                f"Нужно целое число от {least} до {most}.",
            )

    @property
    def rules(self) -> PartnershipRules:
        """What a valid form says."""
        return PartnershipRules(**{name: self.cleaned_data[name] for name in self.Meta.fields})
