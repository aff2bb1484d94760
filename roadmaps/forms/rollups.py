"""The form that says when an activity of many schools is done."""

from __future__ import annotations

from typing import Any

from django import forms

from roadmaps.domain.rollup import WHOLE, Enough, RollUp

MOST_SCHOOLS = 5_000


class RollUpForm(forms.Form):
    """All schools, so many of them, or a share."""

    enough = forms.ChoiceField(
        label="Мероприятие выполнено, когда приняты поручения",
        choices=[
            (Enough.ALL.value, "всех школ"),
            (Enough.AT_LEAST.value, "не меньше указанного числа школ"),
            (Enough.SHARE.value, "не меньше указанной доли школ"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, когда мероприятие выполнено."},
    )
    schools = forms.IntegerField(
        label="Сколько школ",
        required=False,
        min_value=1,
        max_value=MOST_SCHOOLS,
        help_text="Если все не нужны: например, 10.",
    )
    share = forms.IntegerField(
        label="Доля школ, %",
        required=False,
        min_value=1,
        max_value=WHOLE,
        help_text="80 — это 10 школ из 12.",
    )

    def __init__(self, *args: Any, rule: RollUp | None = None, **kwargs: Any) -> None:
        if rule is not None:
            kwargs["initial"] = {
                "enough": rule.enough.value,
                "schools": rule.number if rule.enough is Enough.AT_LEAST else None,
                "share": rule.number if rule.enough is Enough.SHARE else None,
            }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The number that the chosen rule needs."""
        cleaned = super().clean() or {}
        needed = {Enough.AT_LEAST: "schools", Enough.SHARE: "share"}
        name = needed.get(Enough(cleaned["enough"])) if "enough" in cleaned else None
        if name and name not in self.errors and not cleaned.get(name):
            asked = "сколько школ нужно" if name == "schools" else "какая доля школ нужна"
            self.add_error(name, f"Напишите, {asked}.")
        return cleaned

    def rule(self) -> RollUp:
        """The rule that a valid form asks for."""
        enough = Enough(self.cleaned_data["enough"])
        numbers = {
            Enough.AT_LEAST: self.cleaned_data["schools"],
            Enough.SHARE: self.cleaned_data["share"],
        }
        return RollUp(enough, numbers.get(enough))
