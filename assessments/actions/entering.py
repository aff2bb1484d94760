"""Figures typed by hand go the way of a file: a draft, a confirmation, a version that counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from assessments.actions.importing import confirm_import
from assessments.actions.versions import supersede
from assessments.models import ImportSource, Result, ResultsImport
from assessments.parsing.draft_json import draft_as_dict
from assessments.parsing.drafts import DraftRow, ResultsDraft
from assessments.parsing.entered import EntryError, entry_columns, read_entered
from assessments.permissions import require_import
from assessments.queries.entry import EntryTable, current_results, shown_values
from core.values.wording import counted
from schools.models import Municipality, School

KIND = "введено вручную"
_CONFLICT = (
    "Пока вы вводили, эти числа изменили. Ниже — то, что сохранено сейчас. Проверьте и сохраните "
    "снова: запишется ваше."
)
_CLEAR = "Строка очищена. Отметьте «удалить», если результата школы быть не должно."


class NotEntered(Exception):
    """Some rows are not kept, and so none is; `errors` says why, by school."""

    def __init__(self, errors: dict[int, str]) -> None:
        super().__init__()
        self.errors = errors


@dataclass(frozen=True, slots=True)
class TypedRow:
    """What the person has typed for a school, looking at version `seen`."""

    texts: Mapping[str, str]
    seen: str
    is_removed: bool


@transaction.atomic
def enter_results(
    *, table: EntryTable, typed: Mapping[int, TypedRow], by: User
) -> ResultsImport | None:
    """Keep the rows that differ from what is stored; None where nothing differs.

    Raises NotEntered, and then keeps nothing, where a row makes no sense, was changed by
    somebody else meanwhile, or was emptied without a word.
    """
    require_import(by, table.municipality)
    Municipality.objects.select_for_update(no_key=True).get(pk=table.municipality.pk)
    current = current_results(table)
    schools = School.objects.filter(municipality=table.municipality).in_bulk(list(typed))
    rows: list[DraftRow] = []
    removed: list[Result] = []
    errors: dict[int, str] = {}
    for pk, school in schools.items():
        try:
            _take(table, school, typed[pk], current.get(pk), rows, removed)
        except EntryError as error:
            errors[pk] = str(error)
    if errors:
        raise NotEntered(errors)
    return _kept(table, rows, removed, by) if rows or removed else None


def _take(
    table: EntryTable,
    school: School,
    typed: TypedRow,
    stored: Result | None,
    rows: list[DraftRow],
    removed: list[Result],
) -> None:
    columns = entry_columns(table.work)
    texts = {name: typed.texts.get(name, "").strip() for name in columns}
    if texts == shown_values(stored, columns) and not typed.is_removed:
        return
    if typed.seen != (str(stored.pk) if stored else ""):
        raise EntryError(_CONFLICT)
    if typed.is_removed or not any(texts.values()):
        if stored is None:
            return
        if not typed.is_removed:
            raise EntryError(_CLEAR)
        removed.append(stored)
        return
    rows.append(
        read_entered(
            texts, login=school.login, work=table.work, year=table.year, attempt=table.attempt
        )
    )


def _kept(
    table: EntryTable, rows: list[DraftRow], removed: list[Result], by: User
) -> ResultsImport:
    draft = draft_as_dict(ResultsDraft(kinds=[KIND], rows=rows))
    stamp = json.dumps([timezone.now().isoformat(), by.pk, draft], default=str)
    made = ResultsImport.objects.create(
        municipality=table.municipality, source=ImportSource.ENTRY, file_name=table.title[:255],
        sha256=hashlib.sha256(stamp.encode()).hexdigest(), kind=KIND, draft=draft, uploaded_by=by,
    )  # fmt: skip
    supersede(removed, made)
    words = counted(len(rows), "школа", "школы", "школ")
    record(
        by=by, action="enter results", subject=made, municipality_id=table.municipality.pk,
        summary=f"Результаты введены вручную: {words}, удалено {len(removed)}",
    )  # fmt: skip
    return confirm_import(results_import=made, by=by).results_import
