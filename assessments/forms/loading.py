"""Forms: loading files of results, and which schools their names mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from assessments.forms.offering import TABLES, offer
from assessments.queries.written_schools import LEFT_OUT
from core.web.ids import read_id
from core.web.several_files import SeveralFilesField, SeveralFilesInput
from schools.models import Municipality

ACCEPTED = f"{TABLES},.zip"


class UploadForm(forms.Form):
    """Workbooks of results for one municipality."""

    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )
    workbooks = SeveralFilesField(
        label="Файлы с результатами",
        help_text="Отчёты ФИС ОКО, протоколы или таблица, где строка — школа, процедура, предмет и "
        "класс. Excel, OpenDocument или CSV, до пяти файлов сразу; больше — в одном архиве ZIP.",
        widget=SeveralFilesInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": "Выберите файл.",
            "empty": "Файл пустой. Проверьте, тот ли файл выбран, и загрузите снова.",
        },
    )

    def __init__(self, *args: Any, municipalities: list[Municipality], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, municipalities)


@dataclass(frozen=True, slots=True)
class ChosenSchools:
    """What the form of the review's page sends; see `actions.choosing.choose_schools`."""

    choices: dict[str, int | None]
    undecided: set[str]
    remember: set[str]


def chosen_schools(data: QueryDict) -> ChosenSchools:
    """The answers by the written school; a key that none can be leaves it undecided."""
    choices: dict[str, int | None] = {}
    undecided, remember = set(), set()
    for number in data.getlist("number"):
        written, answer = data.get(f"written-{number}", ""), data.get(f"school-{number}", "")
        if answer == LEFT_OUT:
            choices[written] = None
        elif read_id(answer):
            choices[written] = read_id(answer)
        else:
            undecided.add(written)
        if data.get(f"remember-{number}"):
            remember.add(written)
    return ChosenSchools(choices, undecided, remember)
