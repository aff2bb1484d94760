"""Forms of the office's calendar: series, events, pasted lists, how an activity hangs on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from core.office.reading import read_document
from core.values import academic_year
from core.web.forms import DateInput
from core.web.uploads import read_upload
from roadmaps.domain.calendars.offsets import MOST_DAYS, Anchor, DayCount, EventValues, Offset
from roadmaps.domain.calendars.school_years import NAMES, TABLES, problems
from roadmaps.domain.calendars.series import SERIES_NAMES, SeriesKind
from roadmaps.domain.deadlines.school_calendar import EnteredYear
from roadmaps.forms.plan_years import EARLIEST_YEAR, LATEST_YEAR
from roadmaps.forms.plans import FORMATS
from roadmaps.models import EventSeries
from roadmaps.parsing.event_lines import EventLine, lines_of, read_event_lines

LONGEST_LIST = 40_000
LONGEST_EVENT = 366
_SIDES = (("during", "в дни события"), ("after", "после"), ("before", "до"))


class SeriesForm(forms.Form):
    """A new series: a usual one, or the office's own under its own name."""

    kind = forms.ChoiceField(
        label="Что это за события",
        choices=[(kind.value, SERIES_NAMES[kind]) for kind in SeriesKind],
    )
    name = forms.CharField(
        label="Название",
        max_length=200,
        required=False,
        help_text="Для своих событий, например: «Совет руководителей школ».",
    )

    def clean(self) -> dict[str, Any]:
        """Own events have a name of their own."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == SeriesKind.OWN.value and not cleaned.get("name", "").strip():
            self.add_error("name", "Впишите, как называются эти события.")
        return cleaned


class EventForm(forms.Form):
    """One event; an event of one day needs no end."""

    starts_on = forms.DateField(
        label="Начало",
        widget=DateInput(),
        error_messages={"required": "Укажите день начала.", "invalid": "Такой даты нет."},
    )
    ends_on = forms.DateField(
        label="Окончание",
        widget=DateInput(),
        required=False,
        help_text="Если событие идёт один день, не заполняйте.",
        error_messages={"invalid": "Такой даты нет."},
    )
    title = forms.CharField(
        label="Название",
        max_length=200,
        required=False,
        help_text="Чтобы отличать от других: «ВПР 4–8 классы», «ОГЭ, основной период».",
    )
    source = forms.CharField(
        label="Откуда дата",
        max_length=300,
        required=False,
        help_text="Приказ или письмо: номер и дата.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        cleaned = super().clean() or {}
        starts_on = cleaned.get("starts_on")
        ends_on = cleaned.get("ends_on") or starts_on
        if starts_on and ends_on:
            if ends_on < starts_on:
                self.add_error("ends_on", "Окончание раньше начала.")
            elif (ends_on - starts_on).days > LONGEST_EVENT:
                self.add_error("ends_on", "Событие длиннее года. Проверьте годы.")
            if not EARLIEST_YEAR <= starts_on.year <= LATEST_YEAR:
                self.add_error("starts_on", "Проверьте год.")
            cleaned["ends_on"] = ends_on
        return cleaned

    @property
    def values(self) -> EventValues:
        """What a valid form says."""
        data = self.cleaned_data
        return EventValues(
            data["starts_on"], data["ends_on"], data["title"].strip(), data["source"].strip()
        )


class PasteEventsForm(forms.Form):
    """A list of events, one a line."""

    year = forms.TypedChoiceField(
        label="Учебный год",
        coerce=int,
        help_text="Для дат, в которых год не назван.",
    )
    text = forms.CharField(
        label="Список",
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Одно событие в строке: «15.03.2027 – 19.05.2027 ВПР 4–8 классы».",
        required=False,
    )
    file = forms.FileField(
        label="Или файл с планом",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": FORMATS}),
        help_text="План КПК, план РМО, расписание: портал возьмёт строки с датами и покажет их.",
        error_messages={"empty": "Файл пустой. Проверьте, тот ли файл выбран."},
    )
    source = forms.CharField(
        label="Откуда даты", max_length=300, required=False, help_text="Приказ, письмо или план."
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["year"]
        field.choices = [(year, academic_year.label(year)) for year in years]
        self.lines: list[EventLine] = []

    def taken_from_file(self) -> tuple[str, int] | None:
        """The lines with days of a file that was sent, and how many others it has; None without.

        Raises UnreadableFileError with its sentence.
        """
        upload, year = self.files.get("file"), str(self.data.get("year", ""))
        if upload is None:
            return None
        document = read_document(read_upload(upload), upload.name or "")
        known = [str(value) for value, _ in self.fields["year"].choices]  # type: ignore[attr-defined]
        return lines_of(document, int(year if year in known else known[0]))

    def clean(self) -> dict[str, Any]:
        """Every line names a day; what is wrong is told by line, and nothing is lost."""
        cleaned = super().clean() or {}
        if "text" not in cleaned or "year" not in cleaned:
            return cleaned
        if not cleaned["text"].strip():
            self.add_error("text", "Вставьте список событий или выберите файл.")
            return cleaned
        self.lines = read_event_lines(cleaned["text"], cleaned["year"])
        for line in self.lines:
            if line.problem:
                self.add_error("text", f"Строка {line.number} «{line.text[:60]}»: {line.problem}")
        return cleaned

    @property
    def values(self) -> list[EventValues]:
        """What a valid form says."""
        source = self.cleaned_data["source"].strip()
        return [
            EventValues(line.starts_on, line.ends_on, line.title, source)
            for line in self.lines
            if line.starts_on and line.ends_on
        ]


class HangForm(forms.Form):
    """On which events an activity hangs, and where beside them its deadline lies."""

    series = forms.ChoiceField(label="События")
    side = forms.ChoiceField(label="Срок", choices=_SIDES)
    days = forms.IntegerField(
        label="Через сколько дней",
        min_value=0,
        max_value=MOST_DAYS,
        required=False,
        localize=False,
        widget=forms.NumberInput(attrs={"class": "width-4"}),
        help_text="Для «после» и «до». 0 — в самый день.",
    )
    count = forms.ChoiceField(
        label="Какие дни считать",
        choices=[
            (DayCount.WORKING.value, "рабочие"),
            (DayCount.CALENDAR.value, "календарные"),
        ],
    )
    edge = forms.ChoiceField(
        label="Считать от",
        choices=[(Anchor.END.value, "окончания события"), (Anchor.START.value, "начала события")],
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, series: list[EventSeries], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entered = {one.kind for one in series}
        usual = [
            (kind.value, SERIES_NAMES[kind])
            for kind in SeriesKind
            if kind is not SeriesKind.OWN and kind.value not in entered
        ]
        choices: list[tuple[str, Any]] = [("", "выберите")]
        if series:
            choices.append(("В календаре", [(str(one.pk), one.name) for one in series]))
        if usual:
            choices.append(("Добавить в календарь", usual))
        field: Any = self.fields["series"]
        field.choices = choices

    @property
    def offset(self) -> Offset:
        """What a valid form says."""
        data = self.cleaned_data
        if data["side"] == "during":
            return Offset()
        days = data["days"] or 0
        return Offset(
            Anchor(data["edge"]),
            -days if data["side"] == "before" else days,
            DayCount(data["count"]),
        )


def shown_offset(offset: Offset) -> dict[str, Any]:
    """The initial values of `HangForm` for an offset."""
    side = "during"
    if offset.anchor is not Anchor.DURING:
        side = "before" if offset.days < 0 else "after"
    edge = Anchor.END if offset.anchor is Anchor.DURING else offset.anchor
    return {
        "side": side,
        "days": abs(offset.days),
        "count": offset.count.value,
        "edge": edge.value,
    }


class SchoolYearForm(forms.Form):
    """The dates of one academic year: two fields for each of its stretches."""

    source = forms.CharField(
        label="Откуда даты",
        max_length=300,
        required=False,
        help_text="Приказ или письмо: номер и дата.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, academic_year: int, shown: EnteredYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.academic_year = academic_year
        for table in TABLES:
            for place, name in enumerate(NAMES[table]):
                for side, words in enumerate(("начало", "окончание")):
                    self.fields[f"{table}_{place}_{side}"] = forms.DateField(
                        label=f"{name}: {words}",
                        widget=DateInput(),
                        initial=getattr(shown, table)[place][side],
                        error_messages={
                            "required": f"{name}: укажите {words}.",
                            "invalid": f"{name}: такой даты нет.",
                        },
                    )

    @property
    def lines(self) -> list[tuple[str, Any, Any]]:
        """Each stretch with its two fields, in the order of the page."""
        return [
            (name, self[f"{table}_{place}_0"], self[f"{table}_{place}_1"])
            for table in TABLES
            for place, name in enumerate(NAMES[table])
        ]

    @property
    def dates(self) -> EnteredYear:
        """What a valid form says."""
        data = self.cleaned_data
        tables = {
            table: tuple(
                (data[f"{table}_{place}_0"], data[f"{table}_{place}_1"])
                for place in range(len(NAMES[table]))
            )
            for table in TABLES
        }
        return EnteredYear(**tables)

    def clean(self) -> dict[str, Any]:
        """Stretches in order and within the year."""
        cleaned = super().clean() or {}
        if not self.errors:
            for (table, place), problem in problems(self.academic_year, self.dates).items():
                self.add_error(f"{table}_{place}_1", f"{NAMES[table][place]}: {problem}")
        return cleaned


class OfficeDayForm(forms.Form):
    """A day on which the office works or rests otherwise than the country."""

    day = forms.DateField(
        label="День",
        widget=DateInput(),
        error_messages={"required": "Укажите день.", "invalid": "Такой даты нет."},
    )
    is_working = forms.TypedChoiceField(
        label="В этот день управление",
        choices=[("0", "не работает"), ("1", "работает")],
        coerce=lambda value: value == "1",
    )
    name = forms.CharField(
        label="Почему",
        max_length=200,
        required=False,
        help_text="Например: региональный праздник, перенос по указу.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def clean_day(self) -> date:
        """A day that the calendar can hold."""
        day: date = self.cleaned_data["day"]
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise forms.ValidationError("Проверьте год.")
        return day
