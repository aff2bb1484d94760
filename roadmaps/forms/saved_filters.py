"""The form that keeps a filter under a name."""

from django import forms


class SavedFilterForm(forms.Form):
    """A name, and whether others see it too."""

    name = forms.CharField(
        label="Название отбора",
        max_length=80,
        widget=forms.TextInput(attrs={"class": "width-20"}),
        help_text="Например: «Просрочено у школ», «Методический центр, осень».",
        error_messages={"required": "Впишите, как назвать отбор."},
    )
    is_shared = forms.BooleanField(
        label="Показывать всем, кто видит план",
        required=False,
        help_text="Иначе отбор видите только вы.",
    )
