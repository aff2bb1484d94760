"""Forms about people and their roles."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from core.ordering import NaturalKey
from schools.domain.roles import ROLE_NAMES, ROLE_SCOPES, Role, ScopeKind
from schools.filters import ROLE_CHOICES
from schools.models import Municipality, School


class RoleForm(forms.Form):
    """A role and where it holds; `places` of the cleaned data are municipalities or schools."""

    role = forms.TypedChoiceField(
        label="Роль",
        coerce=Role,
        choices=[("", "выберите"), *ROLE_CHOICES],
        error_messages={"required": "Выберите роль."},
    )
    schools = forms.ModelMultipleChoiceField(
        label="Школы",
        queryset=School.objects.none(),
        required=False,
        help_text="Только для куратора и руководителя школы. Несколько школ отмечают, "
        "удерживая Ctrl.",
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    municipality = forms.ModelChoiceField(
        label="Муниципалитет",
        queryset=Municipality.objects.none(),
        empty_label=None,
        required=False,
        help_text="Для ролей управления образования.",
    )

    def __init__(self, *args: Any, municipalities: list[Municipality], **options: Any) -> None:
        super().__init__(*args, **options)
        self.municipalities = municipalities
        schools = School.objects.filter(municipality__in=municipalities, closed_on__isnull=True)
        schools_field = cast(forms.ModelMultipleChoiceField, self.fields["schools"])
        schools_field.queryset = schools.order_by(NaturalKey("name"), "pk")
        if len(municipalities) == 1:
            del self.fields["municipality"]
        else:
            keys = [place.pk for place in municipalities]
            place_field = cast(forms.ModelChoiceField, self.fields["municipality"])
            place_field.queryset = Municipality.objects.filter(pk__in=keys).order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        """A school is named exactly where the role needs one."""
        cleaned = super().clean() or {}
        role = cleaned.get("role")
        if not role or "schools" not in cleaned:
            return cleaned
        schools = list(cleaned["schools"])
        if ROLE_SCOPES[role] is ScopeKind.SCHOOL:
            if not schools:
                self.add_error("schools", "Выберите школу: без неё этой роли не бывает.")
            cleaned["places"] = schools
            return cleaned
        if schools:
            self.add_error(
                "schools",
                f"Роль «{ROLE_NAMES[role]}» действует во всём муниципалитете. Снимите выбор школ.",
            )
        cleaned["places"] = [cleaned.get("municipality") or self.municipalities[0]]
        return cleaned


class PersonForm(RoleForm):
    """Somebody who gets a role here, with or without an account so far."""

    email = forms.EmailField(
        label="Электронная почта",
        max_length=254,
        help_text="На этот адрес придёт письмо; с ним человек входит.",
        error_messages={
            "required": "Укажите адрес.",
            "invalid": "Это не похоже на адрес. Нужен адрес вида ivanova@example.ru.",
        },
    )
    full_name = forms.CharField(
        label="Фамилия, имя, отчество",
        max_length=200,
        help_text="У того, кто уже входит на портал с этим адресом, имя останется прежним.",
        error_messages={"required": "Укажите фамилию, имя и отчество."},
    )

    field_order = ["email", "full_name", "role", "schools", "municipality"]

    def clean_full_name(self) -> str:
        """Single spaces between the parts."""
        return " ".join(self.cleaned_data["full_name"].split())
