"""Counts of marks and scores typed into the table of schools."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from assessments.actions.entering.keeping import CONFLICT, NotEntered, TypedRow, keep_entered
from assessments.models import ResultsImport
from assessments.parsing.drafts import DraftFact
from assessments.parsing.entered import EntryError, read_entered
from assessments.permissions import require_import
from assessments.queries.entry import EntryTable, Stored, current_results, shown_values
from core.values.wording import counted
from schools.models import Municipality, School

KIND = "введено вручную"
_CLEAR = "Строка очищена. Отметьте «удалить», если результата школы быть не должно."


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
    rows: list[DraftFact] = []
    removed: list[Stored] = []
    errors: dict[int, str] = {}
    for pk, school in schools.items():
        try:
            _take(table, school, typed[pk], current.get(pk), rows, removed)
        except EntryError as error:
            errors[pk] = str(error)
    if errors:
        raise NotEntered(errors)
    if not rows and not removed:
        return None
    words = counted(len(rows), "школа", "школы", "школ")
    return keep_entered(
        municipality=table.municipality, title=table.title, kind=KIND, rows=rows, removed=removed,
        summary=f"Результаты введены вручную: {words}, удалено {len(removed)}", by=by,
    )  # fmt: skip


def _take(
    table: EntryTable,
    school: School,
    typed: TypedRow,
    stored: Stored | None,
    rows: list[DraftFact],
    removed: list[Stored],
) -> None:
    columns = table.frame.columns
    texts = {name: typed.texts.get(name, "").strip() for name in columns}
    if texts == shown_values(stored, columns) and not typed.is_removed:
        return
    if typed.seen != (str(stored.pk) if stored else ""):
        raise EntryError(CONFLICT)
    if typed.is_removed or not any(texts.values()):
        if stored is None:
            return
        if not typed.is_removed:
            raise EntryError(_CLEAR)
        removed.append(stored)
        return
    rows.append(read_entered(texts, table.frame, login=school.login))
