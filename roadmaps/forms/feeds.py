"""Of which school a calendar is wanted."""

from typing import Any

from django import forms

from schools.models import School


class SchoolFeedForm(forms.Form):
    """One of the schools that the person sees."""

    school = forms.ModelChoiceField(
        label="Школа",
        queryset=School.objects.none(),
        empty_label=None,
        error_messages={"required": "Выберите школу."},
    )

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["school"]
        field.queryset = schools
