"""Forms of doing and judging work."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.web.forms import DateInput
from roadmaps.domain.work import EXPLANATION_MISSING, Move

NOTE_LIMIT = 5000
COMMENT_LIMIT = 2000
FILE_TYPES = ".pdf,.docx,.xlsx,.odt,.jpg,.jpeg,.png,application/pdf,image/*"
_COMMENT_LABELS = {
    Move.REOPEN: "Почему приёмка снята и что исправить",
    Move.POSTPONE: "Почему срок перенесён",
    Move.CANCEL: "Почему поручение не относится к исполнителю",
}


class ManyFiles(forms.ClearableFileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; each is judged by its content when it is attached."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The chosen files, none at all included."""
        return list(data) if isinstance(data, list | tuple) else [data] if data else []


class DoneForm(forms.Form):
    """What has been done, with documents; `seen` is the mark of the note that was shown."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Что сделано",
        required=False,
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": f"Сократите запись до {NOTE_LIMIT} знаков."},
    )
    documents = ManyFilesField(
        label="Документы",
        required=False,
        widget=ManyFiles(attrs={"multiple": True, "accept": FILE_TYPES}),
    )
    link = forms.CharField(
        label="Адрес страницы",
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://", "inputmode": "url"}),
    )
    link_title = forms.CharField(label="Что по ссылке", required=False, max_length=200)


class MoveForm(forms.Form):
    """One decision on an assignment: words where the move asks for them, a date to postpone.

    Work is sent back by `forms.review.ReturnForm`. `round` is the submission that the person has
    looked at, `seen` the mark of the date that it would move.
    """

    round = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, move: Move, **kwargs: Any) -> None:
        kwargs["prefix"] = move.value
        super().__init__(*args, **kwargs)
        if move == Move.POSTPONE:
            self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.fields["due_on"] = forms.DateField(
                label="Новый срок",
                widget=DateInput,
                error_messages={"required": "Выберите новый срок."},
            )
        if move in _COMMENT_LABELS:
            self.fields["comment"] = forms.CharField(
                label=_COMMENT_LABELS[move],
                max_length=COMMENT_LIMIT,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": EXPLANATION_MISSING[move]},
            )
