"""What of a calendar is shown."""

from __future__ import annotations

from typing import Any

from django import forms

from core.ordering import NaturalKey
from roadmaps.models import Roadmap
from schools.models import School


class DatesFilterForm(forms.Form):
    """One school; over all plans also one plan. A field with a single choice is left out.

    `time` is the hidden field that keeps the month or the year shown.
    """

    school = forms.ModelChoiceField(
        label="Школа", queryset=School.objects.none(), required=False, empty_label="все"
    )
    roadmap = forms.ModelChoiceField(
        label="Дорожная карта", queryset=Roadmap.objects.none(), required=False, empty_label="все"
    )

    def __init__(self, *args: Any, user: Any, time: str, with_plans: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        schools = School.objects.visible_to(user).order_by(NaturalKey("name"), "pk")
        fields["school"].queryset = schools
        plans = Roadmap.objects.visible_to(user).filter(status="in_force")
        fields["roadmap"].queryset = plans.order_by("title", "pk")
        fields[time] = forms.CharField(required=False, widget=forms.HiddenInput)
        if not with_plans:
            del fields["roadmap"]
        for name in ("school", "roadmap"):
            if name in fields and len(fields[name].queryset[:2]) < 2:
                del fields[name]

    def chosen(self, name: str) -> Any:
        """What was chosen in a field; None for all and for what cannot be chosen."""
        return self.cleaned_data.get(name) if self.is_valid() else None
