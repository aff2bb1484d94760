"""Forms of plans: upload, what the plan as a whole is, one row of it, its state."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from core.web.forms import DateInput
from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.domain.outline import Side, Target
from roadmaps.forms.opened import OpenedForm
from roadmaps.forms.plan_years import YearsFields
from roadmaps.models import Roadmap, Section
from roadmaps.queries.periods import period_of, periods_of
from roadmaps.queries.readings import ReadingView, is_offered, reading_view
from schools.models import Municipality

FORMATS = ".docx,.pdf,.xlsx,.xls,.odt,.ods,.doc,.rtf,.txt,.html,.htm,.mht"
LONGEST_TEXT = 10_000
FROZEN_WORDS = (
    "number",
    "title",
    "deadline_text",
    "responsible_text",
    "deliverable",
    "expected_outcome",
)


class UploadForm(forms.Form):
    """One file with a plan; whose plan it is where the person serves several municipalities."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label="Муниципалитет", empty_label=None
    )
    file = forms.FileField(
        label="Файл с планом",
        widget=forms.ClearableFileInput(attrs={"accept": FORMATS}),
        error_messages={
            "required": "Выберите файл с планом.",
            "empty": "Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова.",
        },
    )

    def __init__(self, *args: Any, municipalities: list[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [municipality.pk for municipality in municipalities]
        field: Any = self.fields["municipality"]
        field.queryset = Municipality.objects.filter(pk__in=ids).order_by("name", "pk")
        field.initial = municipalities[0].pk
        if len(municipalities) == 1:
            field.widget = forms.HiddenInput()
        self.fields["file"].help_text = (
            "Word, PDF с текстом, Excel, OpenDocument, веб-страница или текст — в том виде, "
            f"в каком план есть у вас. До {settings.UPLOAD_LIMIT_MB}\u00a0МБ."
        )


class OrderFields(forms.Form):
    """The order that approved the plan."""

    order_number = forms.CharField(
        label="Номер приказа",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "width-20"}),
    )
    order_date = forms.DateField(label="Дата приказа", required=False, widget=DateInput())


class PlanForm(YearsFields, OrderFields, OpenedForm):
    """What the imported plan as a whole is."""

    most_years = None

    title = forms.CharField(
        label="Название плана",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Впишите название плана."},
    )
    is_approved = forms.BooleanField(
        label="План утверждён",
        required=False,
        help_text="Школы увидят план и свои поручения. Без отметки план останется проектом.",
    )
    field_order = (
        "title",
        "first_year",
        "last_year",
        "calendar",
        "order_number",
        "order_date",
        "is_approved",
    )

    def __init__(self, *args: Any, of_school: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if of_school:
            # It is approved by the order of the school's head, after its check.
            del self.fields["is_approved"]


def _text(rows: int, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class RowForm(forms.Form):
    """One row of a plan, imported or in force. The deadline's reading is chosen under its words."""

    number = forms.CharField(
        label="Номер",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "width-10"}),
    )
    title = forms.CharField(
        label="Мероприятие",
        max_length=LONGEST_TEXT,
        widget=_text(3),
        error_messages={"required": "Впишите название мероприятия."},
    )
    deadline_text = forms.CharField(
        label="Срок",
        max_length=LONGEST_TEXT,
        required=False,
        widget=_text(2),
        help_text="Словами, как в утверждённом плане: «январь, июль ежегодно», «до 15 октября».",
    )
    deadline_choice = forms.CharField(required=False, widget=forms.HiddenInput())
    deadline_own = forms.CharField(
        label="Читать срок другими словами",
        max_length=LONGEST_TEXT,
        required=False,
        help_text="Если ни одно чтение не подходит. Слова плана останутся как есть.",
    )
    responsible_text = forms.CharField(
        label="Ответственные",
        max_length=LONGEST_TEXT,
        required=False,
        widget=_text(2),
        help_text="Через запятую. «Руководители ОО» и «школьные команды» — поручение каждой школе.",
    )
    deliverable = forms.CharField(
        label="Итоговый документ", max_length=LONGEST_TEXT, required=False, widget=_text(2)
    )
    expected_outcome = forms.CharField(
        label="Ожидаемый результат", max_length=LONGEST_TEXT, required=False, widget=_text(2)
    )

    def __init__(self, *args: Any, period: PlanPeriod | None, **kwargs: Any) -> None:
        # Pages with a row's form hold other forms too: the plan's own, or those of other rows.
        kwargs.setdefault("auto_id", "row_%s")
        super().__init__(*args, **kwargs)
        self.period = period
        kept = self.initial.get("deadline_choice", "")
        if kept and not is_offered(self.initial.get("deadline_text", ""), kept, period):
            self.initial = {**self.initial, "deadline_own": kept, "deadline_choice": ""}

    @property
    def reading(self) -> ReadingView:
        """The reading of what stands in the form now."""
        text, choice, own = (
            str(self[name].value() or "").strip()[:LONGEST_TEXT]
            for name in ("deadline_text", "deadline_choice", "deadline_own")
        )
        return reading_view(text, self._choice(text, choice, own), self.period)

    def clean(self) -> dict[str, Any]:
        """Line ends as the plan has them; one `deadline_choice` out of the two fields.

        A day that does not exist is corrected, or left without a date by choice.
        """
        cleaned = {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in (super().clean() or {}).items()
        }
        own = cleaned.pop("deadline_own", "")
        text, choice = cleaned.get("deadline_text", ""), cleaned.get("deadline_choice", "")
        kept = self._choice(text, choice, own)
        refusal = reading_view(text, kept, self.period).refusal
        if refusal:
            self.add_error("deadline_own" if own else "deadline_text", refusal)
        return {**cleaned, "deadline_choice": kept}

    def _choice(self, text: str, choice: str, own: str) -> str:
        """Own words first; a reading that was chosen for other words counts no more."""
        return own or (choice if is_offered(text, choice, self.period) else "")


class NewActivityForm(RowForm):
    """A row that is added to a living plan, in one of its sections."""

    section = forms.ModelChoiceField(
        Section.objects.none(),
        label="Раздел",
        required=False,
        empty_label="вне разделов",
        help_text="Мероприятие встанет в конец раздела.",
    )

    def __init__(
        self, *args: Any, roadmap: Roadmap, target: Target | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, period=period_of(roadmap), **kwargs)
        field: Any = self.fields["section"]
        field.queryset = roadmap.sections.order_by("position", "pk")
        periods = periods_of(roadmap, field.queryset)
        if target is None:
            self.period = periods.within(self._section_id())
            return
        # Beside a row there is nothing to choose: it stands in that row's section.
        beside = roadmap.activities.filter(pk=target.id).values_list("section", flat=True).first()
        is_beside = target.side in (Side.BEFORE, Side.AFTER)
        self.period = periods.within(beside if is_beside else target.id)
        del self.fields["section"]

    def _section_id(self) -> int | None:
        """The section that is chosen now; words beneath a month are read in that month."""
        chosen = str(self["section"].value() or "")
        return int(chosen) if chosen.isdecimal() else None


class KeptRowForm(RowForm):
    """A row of a plan or of a draft; `opened` brings back what stood there when it was opened.

    `words_are_frozen` leaves only the reading of the deadline to choose: an order approved the
    rest.
    """

    opened = forms.CharField(label="Форма", widget=forms.HiddenInput())

    def __init__(self, *args: Any, words_are_frozen: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words_are_frozen = words_are_frozen
        for name in FROZEN_WORDS if words_are_frozen else ():
            field: Any = self.fields[name]
            field.disabled, field.strip = True, False

    def clean_opened(self) -> dict[str, str]:
        """The values the form was opened with."""
        try:
            opened = json.loads(self.cleaned_data["opened"])
        except ValueError:
            opened = None
        if not isinstance(opened, dict):
            raise ValidationError("Форма устарела. Откройте её снова.")
        return {str(name): str(value) for name, value in opened.items()}


def opened_value(values: dict[str, str]) -> str:
    """What the form's hidden field `opened` carries."""
    return json.dumps(values, ensure_ascii=False)
