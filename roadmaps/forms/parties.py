"""The form of a responsible party."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from roadmaps.actions.parties import texts_of_party
from roadmaps.forms.opened import OpenedForm
from roadmaps.models import Party
from roadmaps.models.parties import PartyKind
from roadmaps.queries.parties import office_people


class PartyForm(OpenedForm):
    """What the office knows of one party."""

    name = forms.CharField(
        label="Название",
        max_length=300,
        error_messages={"required": "Впишите, как назвать ответственного."},
    )
    kind = forms.ChoiceField(label="Вид", choices=PartyKind)
    fans_out = forms.ChoiceField(
        label="Поручать",
        required=False,
        choices=[("", "одно поручение"), ("schools", "каждой школе своё поручение")],
        help_text="Поручения, по которым уже есть работа, останутся.",
    )
    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Сотрудник",
        required=False,
        empty_label="не указан",
        help_text="Кто увидит эти поручения среди своих и сможет отметить выполнение.",
    )

    def __init__(self, *args: Any, party: Party, **kwargs: Any) -> None:
        names = ("name", "kind", "fans_out", "user")
        super().__init__(*args, opened=texts_of_party(party), **kwargs)
        self.initial.update({name: getattr(party, name) for name in names})
        self.fields["opened"].required = False
        field: Any = self.fields["user"]
        field.queryset = office_people(party.municipality)

    def clean_opened(self) -> Any:
        """What the form was opened with; None from a page that does not say it."""
        return super().clean_opened() if self.cleaned_data["opened"] else None

    def clean(self) -> dict[str, Any]:
        """Work of every school has no single doer in the office."""
        cleaned = super().clean() or {}
        if cleaned.get("fans_out") and cleaned.get("user"):
            self.add_error(
                "user", "Поручения школ выполняют школы: сотрудник здесь не указывается."
            )
        return cleaned


class SynonymForm(forms.Form):
    """Other words that mean a party."""

    words = forms.CharField(
        label="Ещё одно название",
        max_length=300,
        help_text="Как его называют в планах: «ЦРО», «Методцентр».",
        error_messages={"required": "Впишите название."},
    )
