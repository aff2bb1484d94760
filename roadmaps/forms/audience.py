"""The form that says which schools a group means."""

from __future__ import annotations

from typing import Any

from django import forms

from core.ordering import NaturalKey
from roadmaps.domain.audience import AUDIENCE_NAMES, Audience
from roadmaps.queries.audience import Addressed
from schools.models import Municipality, School

REASON_LIMIT = 500


class AudienceForm(forms.Form):
    """Which schools, why, and whether work that was never begun goes even where it is late.

    `seen` is the decision that the form was opened on, `foreseen` the choice whose consequences
    the person has looked at.
    """

    seen = forms.CharField(widget=forms.HiddenInput)
    foreseen = forms.CharField(widget=forms.HiddenInput, required=False)
    audience = forms.ChoiceField(
        label="Каким школам поручено",
        choices=[(one.value, words) for one, words in AUDIENCE_NAMES.items()],
        widget=forms.RadioSelect,
    )
    schools = forms.ModelMultipleChoiceField(
        School.objects.none(),
        label="Выбранные школы",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Отметьте, если поручено только выбранным.",
    )
    reason = forms.CharField(
        label="Почему",
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Увидят координаторы: «по приказу № 12», «остальные выполнили в прошлом году».",
        error_messages={"required": "Напишите, почему поручено именно этим школам."},
    )
    drop_late = forms.BooleanField(
        label="Убрать и просроченное, к которому не приступали",
        required=False,
        help_text="Отметьте, если этим школам поручили по ошибке.",
    )

    def __init__(
        self, *args: Any, group: Addressed, mark: str, municipality: Municipality, **kwargs: Any
    ) -> None:
        decided = group.link.audience_by_id is not None
        kwargs["initial"] = {
            "seen": mark,
            "audience": group.addressees.audience.value,
            "schools": list(group.addressees.chosen),
            "reason": group.reason if decided else "",
        }
        super().__init__(*args, **kwargs)
        field: Any = self.fields["schools"]
        schools = School.objects.open().filter(municipality=municipality).exclude(login="")
        field.queryset = schools.order_by(NaturalKey("name"), "pk")

    def clean(self) -> dict[str, Any]:
        """Chosen schools need at least one; other audiences choose none."""
        cleaned = super().clean() or {}
        if cleaned.get("audience") != Audience.CHOSEN:
            cleaned["schools"] = School.objects.none()
        elif not cleaned.get("schools"):
            self.add_error("schools", "Отметьте хотя бы одну школу.")
        return cleaned

    @property
    def choice(self) -> str:
        """What was chosen, as one text: apply only what was foreseen."""
        schools = ",".join(sorted(str(one.pk) for one in self.cleaned_data["schools"]))
        late = "late" if self.cleaned_data["drop_late"] else ""
        return f"{self.cleaned_data['audience']}:{schools}:{late}"
