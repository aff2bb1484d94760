"""Forms of asking for another date and of answering."""

from django import forms

from core.web.forms import DateInput

REASON_LIMIT = 1000


class AskForDateForm(forms.Form):
    """What the doer asks for."""

    wished_on = forms.DateField(
        label="Желаемый срок",
        widget=DateInput,
        error_messages={"required": "Выберите срок, к которому успеете."},
    )
    reason = forms.CharField(
        label="Почему нужен другой срок",
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, почему нужен другой срок."},
    )


class AnswerDateForm(forms.Form):
    """What the office or the curator answers: a date, or words why it stays as it is."""

    due_on = forms.DateField(
        label="Новый срок",
        required=False,
        widget=DateInput,
        help_text="Можно назначить и другой день.",
    )
    answer = forms.CharField(
        label="Ответ",
        max_length=REASON_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Обязателен, если срок остаётся прежним.",
    )
