"""One cell of a plan's table."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django import forms

from roadmaps.forms.plans import RowForm


class CellForm(forms.Form):
    """What is to stand in one field of a row, and what stood there when the cell was opened."""

    expected = forms.CharField(required=False, strip=False)

    def __init__(self, *args: Any, field: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = deepcopy(RowForm.base_fields[field])

    def clean(self) -> dict[str, Any]:
        """Line ends as the plan has them."""
        cleaned = super().clean() or {}
        return {name: value.replace("\r\n", "\n") for name, value in cleaned.items()}

    @property
    def refusal(self) -> str:
        """Why it cannot be written, in one sentence."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)
