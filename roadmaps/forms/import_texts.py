"""Forms of what an imported document says beside its activities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from roadmaps.domain.taking import GOAL, MEMBERS, OBJECTIVES
from roadmaps.forms.opened import OpenedForm
from roadmaps.forms.plan_years import EARLIEST_YEAR, LATEST_YEAR
from roadmaps.forms.plans import LONGEST_TEXT
from roadmaps.queries.import_texts import COMPARATORS, written_figure

_TARGET = re.compile(r"^(?:(20\d\d)\s*(?:г\.|год)?\s*[:—–-]\s*)?(\S.*)$")


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TextForm(OpenedForm):
    """A goal or an objective."""

    text = forms.CharField(
        label="Текст",
        max_length=LONGEST_TEXT,
        widget=_text(3),
        error_messages={"required": "Впишите текст или выберите «Не переносить»."},
    )

    def clean_text(self) -> str:
        """Line ends as the plan has them."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def values(self) -> dict[str, Any]:
        """The members of the text that the form writes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "opened"}


class PassportForm(TextForm):
    """An entry of the passport."""

    name = forms.CharField(
        label="Название", max_length=300, error_messages={"required": "Впишите название."}
    )
    field_order = ("name", "text")


class IndicatorForm(forms.Form):
    """A target indicator; its targets are lines of a year and a value."""

    name = forms.CharField(
        label="Показатель",
        max_length=LONGEST_TEXT,
        widget=_text(2),
        error_messages={"required": "Впишите показатель."},
    )
    unit = forms.CharField(
        label="Единица",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "width-10"}),
    )
    baseline_value = forms.CharField(
        label="Исходное значение",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "width-10"}),
    )
    baseline_year = forms.IntegerField(
        label="Год исходного значения",
        required=False,
        localize=False,
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        widget=forms.NumberInput(attrs={"class": "width-10"}),
    )
    comparator = forms.ChoiceField(label="Цель", choices=list(COMPARATORS.items()))
    targets = forms.CharField(
        label="Цели по годам",
        required=False,
        max_length=LONGEST_TEXT,
        widget=_text(3),
        help_text="Каждая с новой строки: «2026 — 15».",
    )
    relative_to = forms.CharField(label="Относительно чего", max_length=300, required=False)

    def clean_targets(self) -> dict[str, str]:
        """Values by years; one without a year is the plan's only one."""
        found: dict[str, str] = {}
        for line in self.cleaned_data["targets"].splitlines():
            match = _TARGET.match(line.strip())
            if not line.strip():
                continue
            if match is None or (match.group(1) or "") in found:
                raise ValidationError(f"Строка «{line.strip()}» не понята: напишите «2026 — 15».")
            found[match.group(1) or ""] = _point(match.group(2).strip())
        return found

    def values(self) -> dict[str, Any]:
        """The members of the indicator that the form writes."""
        said = self.cleaned_data
        baseline = {"year": said["baseline_year"], "value": _point(said["baseline_value"])}
        return {
            "name": said["name"].replace("\r\n", "\n"),
            "unit": said["unit"],
            "comparator": said["comparator"],
            "baseline": baseline if baseline["value"] else None,
            "targets": said["targets"],
            "relative_to": said["relative_to"] or None,
        }


class ReadIndicatorForm(IndicatorForm, OpenedForm):
    """An indicator that an imported document names."""


FORMS: Mapping[str, type[OpenedForm]] = {
    GOAL: TextForm,
    OBJECTIVES: TextForm,
    "passport": PassportForm,
    "indicators": ReadIndicatorForm,
}


def form_of_text(
    kind: str, item: Mapping[str, Any], data: Any = None, *, opened: dict[str, Any]
) -> Any:
    """The form of one text that shows `item`, while `opened` is what stands there now."""
    form = FORMS[kind]
    return form(data, initial=_initial(kind, item), auto_id=f"{kind}_%s", opened=opened)


def _initial(kind: str, item: Mapping[str, Any]) -> dict[str, Any]:
    if kind != "indicators":
        return {name: item[name] for name in MEMBERS[kind]}
    baseline = item["baseline"] or {}
    targets = ((year, written_figure(value)) for year, value in item["targets"].items())
    lines = (f"{year} — {value}" if year else value for year, value in targets)
    return {
        **{name: item[name] for name in ("name", "unit", "comparator", "relative_to")},
        "baseline_value": written_figure(baseline.get("value") or ""),
        "baseline_year": baseline.get("year"),
        "targets": "\n".join(lines),
    }


def _point(value: str) -> str:
    """A plain figure with a decimal point, as indicators keep it; other words as they are."""
    plain = value.replace(",", ".", 1)
    return plain if plain.replace(".", "", 1).isdecimal() else value
