"""The form that asks for a report."""

from dataclasses import replace
from typing import Any

from django import forms

from reports import builders
from reports.domain.kinds import (
    ABOUT_ROADMAP,
    FORMAT_NAMES,
    PUBLIC,
    Parameters,
    ReportFormat,
    ReportKind,
)
from schools.models import Municipality


class ReportForm(forms.Form):
    """What the report is about, and in which format it is wanted."""

    subject = forms.ChoiceField()
    file_format = forms.ChoiceField(
        label="Формат",
        choices=[(one.value, FORMAT_NAMES[one]) for one in ReportFormat],
        initial=ReportFormat.PDF.value,
        widget=forms.RadioSelect,
    )
    public = forms.BooleanField(
        label="Для публикации",
        required=False,
        help_text="На сайт и в печать: показатели школ, где участников меньше пяти, будут скрыты.",
    )

    def __init__(
        self, kind: ReportKind, municipalities: list[Municipality], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {
            subject_key(place.pk, choice.parameters): (place, choice)
            for place in municipalities
            for choice in builders.choices(kind, place)
        }
        if kind not in PUBLIC:
            del self.fields["public"]
        several = len(municipalities) > 1
        self.fields["subject"] = forms.ChoiceField(
            label="Дорожная карта" if kind in ABOUT_ROADMAP else "Учебный год",
            choices=[
                (key, f"{choice.label} — {place.name}" if several else choice.label)
                for key, (place, choice) in self.offers.items()
            ],
        )

    @property
    def chosen(self) -> tuple[Municipality, Parameters]:
        """The municipality and the subject of a valid form."""
        municipality, choice = self.offers[self.cleaned_data["subject"]]
        public = self.cleaned_data.get("public", False)
        return municipality, replace(choice.parameters, public=public)

    @property
    def chosen_format(self) -> ReportFormat:
        """The format of a valid form."""
        return ReportFormat(self.cleaned_data["file_format"])


def subject_key(municipality_id: int, parameters: Parameters) -> str:
    """How the form names a subject: municipality and year or roadmap."""
    return "-".join(str(value) for value in (municipality_id, *parameters.as_json().values()))
