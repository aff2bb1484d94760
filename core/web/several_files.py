"""Several files at once: the field of a form that takes them, and what is said of them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.values.wording import counted
from core.web.middleware import FILES_PER_REQUEST


class SeveralFilesInput(forms.ClearableFileInput):
    """A file field of the browser that takes several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files, each checked like a single one."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files; an error where there is none or there are too many."""
        files = data if isinstance(data, list | tuple) else [data]
        cleaned = [super(SeveralFilesField, self).clean(file, initial) for file in files or [None]]
        if len(cleaned) > FILES_PER_REQUEST:
            raise forms.ValidationError(
                f"За один раз загружается не больше {FILES_PER_REQUEST} файлов. Остальные "
                "загрузите следом."
            )
        return cleaned


@dataclass(frozen=True, slots=True)
class TakenFiles:
    """Of files uploaded together: how many were taken over, and how many wait for a person."""

    loaded: int
    waiting: int

    @property
    def words(self) -> str:
        """«Загружено без ошибок: 3 файла. Ждут проверки: 2.»"""
        rest = f" Ждут проверки: {self.waiting}." if self.waiting else ""
        return f"Загружено без ошибок: {counted(self.loaded, 'файл', 'файла', 'файлов')}.{rest}"
