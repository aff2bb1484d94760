"""Forms that bring back what they were opened with, so that the second of two people decides."""

from __future__ import annotations

import json
from typing import Any

from django import forms

OPENED_ANEW = "Форма устарела. Откройте её снова."


class OpenedForm(forms.Form):
    """`opened` holds what stood there when the form was opened, as plain data by name."""

    opened = forms.CharField(
        label="Форма", widget=forms.HiddenInput(), error_messages={"required": OPENED_ANEW}
    )

    def __init__(self, *args: Any, opened: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["opened"] = json.dumps(opened, ensure_ascii=False)

    def clean_opened(self) -> dict[str, Any]:
        """What the form was opened with."""
        try:
            opened = json.loads(self.cleaned_data["opened"])
        except (ValueError, RecursionError):
            opened = None
        if not isinstance(opened, dict):
            raise forms.ValidationError(OPENED_ANEW)
        return opened
