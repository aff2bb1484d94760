"""A plan pasted from Word or Excel: its text, and with scripts the clipboard's page."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

from django import forms

from core.office.errors import UnreadableFileError
from core.web.uploads import read_upload
from schools.models import Municipality

NOTHING = "Здесь пусто. Скопируйте план в Word или Excel и вставьте его в это поле."
_UNSEEN = re.compile(r"[\x01-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Pasted:
    """One form of what was pasted: its bytes and the ending of the file that keeps them."""

    content: bytes
    ending: str


class ClipboardForm(forms.Form):
    """What stands in the field; `page` and `long_text` come from paste.js.

    They are files because Django reads texts of forms up to 2.5 MB only. `pasted` among the cleaned
    data is what can be read, the form that keeps most first.
    """

    use_required_attribute = False

    page = forms.FileField(required=False)
    long_text = forms.FileField(required=False)

    def clean(self) -> dict[str, Any]:
        """Something has to be pasted, and no more than a file may hold."""
        cleaned = super().clean() or {}
        if "text" not in cleaned:
            return cleaned
        try:
            cleaned["pasted"] = _pasted(cleaned)
        except UnreadableFileError as error:
            self.add_error("text", str(error))
        else:
            if not cleaned["pasted"]:
                self.add_error("text", NOTHING)
        return cleaned


class PasteForm(ClipboardForm):
    """A whole plan."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label="Муниципалитет", empty_label=None
    )
    text = forms.CharField(
        label="Вставить из Word или Excel",
        strip=False,
        error_messages={"required": NOTHING},
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=(
            "Выделите план целиком, с названием, скопируйте и вставьте сюда. Объединённые ячейки "
            "и номера списков сохранятся."
        ),
    )

    def __init__(self, *args: Any, municipalities: list[Municipality], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "paste_%s")
        super().__init__(*args, **kwargs)
        ids = [municipality.pk for municipality in municipalities]
        field: Any = self.fields["municipality"]
        field.queryset = Municipality.objects.filter(pk__in=ids).order_by("name", "pk")
        field.initial = municipalities[0].pk
        if len(municipalities) == 1:
            field.widget = forms.HiddenInput()


def _pasted(cleaned: dict[str, Any]) -> tuple[Pasted, ...]:
    page = _content(cleaned.get("page"))
    text = _content(cleaned.get("long_text")) or cleaned["text"].encode()
    found = (Pasted(_marked(page), ".html"), Pasted(_without_unseen(text), ".txt"))
    return tuple(one for one in found if one.content.removeprefix(codecs.BOM_UTF8).strip())


def _content(upload: Any) -> bytes:
    return read_upload(upload) if upload else b""


def _marked(page: bytes) -> bytes:
    """The page with the mark of UTF-8: what it says of its encoding was true on the clipboard."""
    return page if page.startswith(codecs.BOM_UTF8) else codecs.BOM_UTF8 + page


def _without_unseen(text: bytes) -> bytes:
    """Without control characters: they are not seen, and make a text look like no text."""
    return _UNSEEN.sub("", text.decode("utf-8", "replace")).encode()
