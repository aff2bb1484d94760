"""The form that says what passes to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import User
from roadmaps.domain.handing_over.passing import ending_roles, shares_of
from roadmaps.domain.handing_over.values import SHARE_NAMES, Decision, Holdings, Share
from schools.domain.roles import ROLE_NAMES

REASON_LIMIT = 300


class HandOverForm(forms.Form):
    """Who takes over, which parts, on what ground; `seen` is the seal of the preview."""

    receiver = forms.ChoiceField(
        label="Кому передать",
        error_messages={
            "required": "Выберите, кому передать дела.",
            "invalid_choice": "Выберите сотрудника из списка.",
        },
    )
    shares = forms.MultipleChoiceField(
        label="Что передать",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте, что передать."},
    )
    ends_roles = forms.BooleanField(label="Снять роли в управлении", required=False)
    reason = forms.CharField(
        label="Основание",
        required=False,
        max_length=REASON_LIMIT,
        help_text="Войдёт в акт: «увольнение, приказ № 12-К от 20.11.2026», «перевод».",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        held: Holdings,
        candidates: Sequence[tuple[User, str]],
        **options: Any,
    ) -> None:
        shares = shares_of(held)
        options["initial"] = {"shares": [share.value for share in shares], "ends_roles": True}
        super().__init__(*args, **options)
        self._people = {str(user.pk): user for user, _ in candidates}
        receivers: Any = self.fields["receiver"]
        receivers.choices = [
            ("", "Выберите сотрудника"),
            *((str(user.pk), f"{user} — {words}") for user, words in candidates),
        ]
        parts: Any = self.fields["shares"]
        parts.choices = [(share.value, SHARE_NAMES[share].capitalize()) for share in shares]
        roles = [ROLE_NAMES[role] for role in ending_roles(held)]
        if roles:
            self.fields["ends_roles"].help_text = (
                f"Прежний сотрудник больше не будет: {', '.join(roles)}. Снимите отметку, если он "
                "остаётся в управлении."
            )
        else:
            del self.fields["ends_roles"]

    @property
    def chosen(self) -> User:
        """The chosen person of a valid form."""
        return self._people[self.cleaned_data["receiver"]]

    @property
    def decision(self) -> Decision:
        """What a valid form says."""
        return Decision(
            shares=frozenset(Share(value) for value in self.cleaned_data["shares"]),
            ends_roles=self.cleaned_data.get("ends_roles", False),
        )
