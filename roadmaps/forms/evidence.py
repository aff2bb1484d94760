"""Forms of one attached document."""

from django import forms

from roadmaps.actions.evidence import REASON_MISSING, REMARK_LIMIT
from roadmaps.domain.evidence import KIND_NAMES, DocumentKind
from roadmaps.forms.work import FILE_TYPES


class DescriptionForm(forms.Form):
    """What kind of document it is, and what should be known of it."""

    kind = forms.ChoiceField(
        label="Вид документа", choices=[(kind.value, name) for kind, name in KIND_NAMES.items()]
    )
    remark = forms.CharField(
        label="Пояснение",
        required=False,
        max_length=REMARK_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Например: «подписан 12 октября, на странице 3 — список участников».",
    )

    def __init__(self, *args: object, is_link: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = self.fields["kind"]
        if isinstance(kinds, forms.ChoiceField) and not is_link:
            # A file is no link, whatever it is called.
            kinds.choices = [
                (kind.value, name) for kind, name in KIND_NAMES.items() if kind != DocumentKind.LINK
            ]


class NewVersionForm(forms.Form):
    """A file that takes the place of a document, and why."""

    document = forms.FileField(
        label="Новый файл",
        widget=forms.FileInput(attrs={"accept": FILE_TYPES}),
        error_messages={"required": "Выберите файл новой версии."},
    )
    because = forms.CharField(
        label="Почему заменён",
        max_length=REMARK_LIMIT,
        error_messages={"required": REASON_MISSING},
        help_text="Например: «исправлена дата», «подписан директором».",
    )


class EarlierForm(forms.Form):
    """Searches what has been attached before."""

    q = forms.CharField(label="Название", required=False)
