"""Forms about reminders: of an office, and of one person."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from roadmaps.domain.reminders.days import UnclearPeriods, read_periods
from roadmaps.domain.reminders.values import KIND_NAMES, Frequency, Kind
from roadmaps.models import ReminderSettings
from roadmaps.models.reminders import FIRST_HOUR, LAST_HOUR

ZONES = (
    ("Europe/Kaliningrad", "Калининград, МСК−1"),
    ("Europe/Moscow", "Москва"),
    ("Europe/Samara", "Самара, МСК+1"),
    ("Asia/Yekaterinburg", "Екатеринбург, МСК+2"),
    ("Asia/Omsk", "Омск, МСК+3"),
    ("Asia/Krasnoyarsk", "Красноярск, Новосибирск, МСК+4"),
    ("Asia/Irkutsk", "Иркутск, МСК+5"),
    ("Asia/Yakutsk", "Якутск, МСК+6"),
    ("Asia/Vladivostok", "Владивосток, МСК+7"),
    ("Asia/Magadan", "Магадан, Южно-Сахалинск, МСК+8"),
    ("Asia/Kamchatka", "Петропавловск-Камчатский, МСК+9"),
)
_DAYS = (
    (30, "за 30 дней"),
    (14, "за 14 дней"),
    (7, "за 7 дней"),
    (3, "за 3 дня"),
    (1, "накануне, в последний рабочий день"),
    (0, "в день срока"),
)
NEVER = "never"


class ReminderSettingsForm(forms.ModelForm):
    """How an office reminds."""

    hour = forms.TypedChoiceField(
        label="Когда отправлять",
        coerce=int,
        choices=[(hour, f"в {hour}:00") for hour in range(FIRST_HOUR, LAST_HOUR + 1)],
        help_text="По местному времени, только в рабочие дни.",
    )
    time_zone = forms.ChoiceField(
        label="Часовой пояс", required=False, choices=[("", "как у всего портала"), *ZONES]
    )
    days_before = forms.TypedMultipleChoiceField(
        label="О сроке напоминать",
        coerce=int,
        choices=_DAYS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Что пришлось на выходной или праздник, приходит в ближайший рабочий день.",
        error_messages={"required": "Отметьте хотя бы один день."},
    )
    quiet_periods = forms.CharField(
        label="Когда не писать",
        required=False,
        max_length=200,
        help_text="Каждый год, например: 01.07–31.07, 28.12–08.01. О сроках этих дней портал "
        "напомнит заранее.",
    )

    class Meta:
        model = ReminderSettings
        fields = (
            "is_on",
            "hour",
            "time_zone",
            "days_before",
            "weekday",
            "copies_curator",
            "is_overdue_kept",
            "quiet_periods",
        )
        labels = {
            "is_on": "Напоминать по почте",
            "weekday": "О просроченном напоминать раз в неделю",
            "copies_curator": "Сообщать куратору, когда его школы опаздывают",
            "is_overdue_kept": "О просроченном напоминать и тем, кто отказался от писем",
        }
        help_texts = {
            "weekday": "О том, что просрочено впервые, портал пишет сразу.",
            "is_overdue_kept": "Таким сотрудникам приходит одно письмо в неделю.",
        }

    def clean_quiet_periods(self) -> str:
        """Kept as it is understood."""
        try:
            periods = read_periods(self.cleaned_data["quiet_periods"])
        except UnclearPeriods as unclear:
            raise forms.ValidationError(str(unclear)) from unclear
        return ", ".join(map(str, periods))


class MyLettersForm(forms.Form):
    """How often and about what; only what the person's roles can bring is offered."""

    frequency = forms.ChoiceField(
        label="Как часто",
        choices=[
            (Frequency.DAILY.value, "В рабочие дни, когда есть новое"),
            (Frequency.WEEKLY.value, "Раз в неделю"),
            (NEVER, "Не присылать"),
        ],
        widget=forms.RadioSelect,
    )
    kinds = forms.TypedMultipleChoiceField(
        label="О чём писать",
        coerce=Kind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[],
    )

    def __init__(
        self, *args: Any, offered: list[Kind], is_overdue_kept: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.offered = [kind for kind in offered if not (is_overdue_kept and kind == Kind.OVERDUE)]
        kinds = cast(forms.TypedMultipleChoiceField, self.fields["kinds"])
        kinds.choices = [
            (kind.value, KIND_NAMES[kind][:1].upper() + KIND_NAMES[kind][1:])
            for kind in self.offered
        ]
        if is_overdue_kept and Kind.OVERDUE in offered:
            kinds.help_text = "О просроченном управление образования напоминает всегда."

    def refused(self, before: frozenset[Kind]) -> frozenset[Kind]:
        """Kinds that are not wanted; what was not offered stays as it was."""
        wanted = frozenset(self.cleaned_data["kinds"])
        offered = frozenset(self.offered)
        return (before - offered) | (offered - wanted)
