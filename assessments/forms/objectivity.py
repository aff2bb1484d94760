"""The form of the settings by which signs of bias are looked for."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from assessments.domain import subjects
from assessments.domain.objectivity.markers import (
    KNOWN_CORRIDORS,
    Corridor,
    JournalRule,
    PeakRule,
)
from assessments.domain.objectivity.settings import (
    CHOOSABLE_WORKS,
    DENOMINATOR_NAMES,
    Denominator,
    MarkerRules,
    corridor_line,
)

_WORKS = {f"{one.procedure.value}:{one.subject}:{one.grade}": one for one in CHOOSABLE_WORKS}
_KEYS = {work: key for key, work in _WORKS.items()}
_KNOWN = "В одном из регионов приняты: {}.".format(
    ", ".join(f"«{corridor_line(*key, one)}»" for key, one in KNOWN_CORRIDORS.items())
)
_NUMBERS = ("invalid", "min_value", "max_value", "max_decimal_places", "required")


def _decimal(label: str, low: str, high: str, hint: str = "") -> forms.DecimalField:
    said = f"Нужно число от {low} до {high}.".replace(".", ",", low.count(".") + high.count("."))
    return forms.DecimalField(
        label=label, min_value=Decimal(low), max_value=Decimal(high), decimal_places=2,
        localize=True, help_text=hint,
        widget=forms.TextInput(attrs={"class": "width-10", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(_NUMBERS, said),
    )  # fmt: skip


def _whole(label: str, low: int, high: int, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=low, max_value=high, help_text=hint,
        widget=forms.NumberInput(attrs={"class": "width-10"}),
        error_messages=dict.fromkeys(_NUMBERS, f"Нужно целое число от {low} до {high}."),
    )  # fmt: skip


class ObjectivityRulesForm(forms.Form):
    """All settings of a municipality; `seen` is the version that was shown."""

    works = forms.MultipleChoiceField(
        label="Работы, которые учитывает индекс",
        choices=[(key, work.title) for key, work in _WORKS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одну работу."},
    )
    denominator = forms.ChoiceField(
        label="Индекс — доля от школ",
        choices=[(one.value, words) for one, words in DENOMINATOR_NAMES.items()],
        widget=forms.RadioSelect,
    )
    municipality_as_base = forms.BooleanField(
        label="Если строки региона нет, сравнивать средний балл с муниципалитетом",
        required=False,
    )
    z = _decimal("Множитель доверительного интервала", "0.1", "5", "В методике 1,96.")
    least_schools = _whole(
        "Наименьшее число школ для границ резкого изменения", 4, 1000, "По умолчанию 8."
    )
    peak_ratio = _decimal(
        "Пик: во сколько раз больше участников, чем баллом ниже", "1", "100", "По умолчанию 2."
    )
    peak_fewest = _whole("Пик: не меньше участников на границе", 1, 1000, "По умолчанию 10.")
    journal_medium = _decimal("Журнал: понизивших или повысивших, заметно с, %", "0.01", "100")
    journal_high = _decimal("Журнал: понизивших или повысивших, сильно с, %", "0.01", "100")
    least_confirmed = _decimal("Журнал: подтвердивших не меньше, %", "0", "100")
    corridors = forms.CharField(
        label="Коридоры отметок",
        required=False,
        strip=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Строка на работу: предмет; класс; «2» не меньше, %; «4» не больше, %; "
        f"«5» не больше, %. Пусто — коридоры не проверяются. {_KNOWN}",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, rules: MarkerRules, version: int, **options: Any) -> None:
        options["initial"] = {
            **rules.as_dict(),
            "works": [_KEYS[work] for work in rules.works if work in _KEYS],
            "z": rules.z, "peak_ratio": rules.peak.ratio, "journal_high": rules.journal.high,
            "journal_medium": rules.journal.medium,
            "least_confirmed": rules.journal.least_confirmed,
            "corridors": "\n".join(
                corridor_line(*key, one) for key, one in rules.corridors.items()
            ),
            "seen": version,
        }  # fmt: skip
        super().__init__(*args, **options)

    def clean_corridors(self) -> dict[tuple[str, int], Corridor]:
        """Corridors by subject and grade; every line that is not understood is named."""
        found: dict[tuple[str, int], Corridor] = {}
        problems = []
        for number, line in enumerate(self.cleaned_data["corridors"].splitlines(), 1):
            if not line.strip():
                continue
            try:
                key, corridor = _corridor(line)
            except ValueError as error:
                problems.append(f"Строка {number}: {error}")
                continue
            if key in found:
                problems.append(f"Строка {number}: эта работа уже названа выше.")
            found[key] = corridor
        if problems:
            raise forms.ValidationError(problems)
        return found

    def clean(self) -> dict[str, Any]:
        """The strong difference lies above the noticeable one."""
        cleaned = super().clean() or {}
        medium, high = cleaned.get("journal_medium"), cleaned.get("journal_high")
        if medium is not None and high is not None and medium >= high:
            self.add_error("journal_high", "Сильное расхождение должно быть больше заметного.")
        return cleaned

    @property
    def rules(self) -> MarkerRules:
        """What a valid form says."""
        said = self.cleaned_data
        return MarkerRules(
            works=tuple(_WORKS[key] for key in _WORKS if key in said["works"]),
            z=said["z"],
            least_schools=said["least_schools"],
            peak=PeakRule(said["peak_ratio"], said["peak_fewest"]),
            journal=JournalRule(
                said["journal_high"], said["journal_medium"], said["least_confirmed"]
            ),
            corridors=said["corridors"],
            denominator=Denominator(said["denominator"]),
            municipality_as_base=said["municipality_as_base"],
        )


def _corridor(line: str) -> tuple[tuple[str, int], Corridor]:
    """One line; ValueError with a sentence for people."""
    parts = [part.strip() for part in line.split(";")]
    if len(parts) != 5:
        raise ValueError("нужно пять частей через точку с запятой.")
    subject = subjects.recognise(parts[0])
    if subject is None:
        raise ValueError(f"предмет «{parts[0]}» не узнан.")
    if not parts[1].isdecimal() or not 1 <= int(parts[1][:3]) <= 11:
        raise ValueError("класс — число от 1 до 11.")
    try:
        limits = [Decimal(part.replace(",", ".")) for part in parts[2:]]
    except InvalidOperation:
        raise ValueError("доли — числа от 0 до 100.") from None
    if not all(limit.is_finite() and 0 <= limit <= 100 for limit in limits):
        raise ValueError("доли — числа от 0 до 100.")
    return (subject, int(parts[1])), Corridor(*limits)
