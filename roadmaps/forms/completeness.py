"""The form that answers questions about a plan's completeness."""

from __future__ import annotations

from django import forms

from roadmaps.domain.completeness import GAP_NAMES, Gap


class IntendedForm(forms.Form):
    """Which questions of one kind are answered «так и задумано», and why."""

    gap = forms.ChoiceField(choices=[(one.value, GAP_NAMES[one]) for one in Gap])
    reason = forms.CharField(
        max_length=500,
        error_messages={"required": "Напишите, почему так и задумано."},
    )
