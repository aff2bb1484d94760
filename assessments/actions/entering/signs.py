"""A received list of schools with signs of bias, typed cell by cell (DOMAIN.md 3.2)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from assessments.actions.entering.keeping import (
    CONFLICT,
    Letter,
    NotEntered,
    TypedRow,
    keep_entered,
)
from assessments.models import ObjectivitySign, ResultsImport
from assessments.parsing.drafts import DraftFact
from assessments.parsing.entered import EntryError, read_sign
from assessments.permissions import require_import
from assessments.queries.sign_entry import SignTable, current_signs, seen_of
from core.values.wording import counted
from schools.models import Municipality, School

KIND = "список школ с признаками необъективности, введён вручную"


@transaction.atomic
def enter_signs(
    *,
    table: SignTable,
    typed: Mapping[int, TypedRow],
    letter: Letter,
    removes: bool,
    by: User,
) -> ResultsImport | None:
    """Keep the cells that differ from what is stored; None where nothing differs.

    Raises NotEntered, and then keeps nothing, where a cell makes no sense, the row was changed by
    somebody else meanwhile, or stored cells were emptied and nobody said that they go (`removes`).
    """
    require_import(by, table.municipality)
    Municipality.objects.select_for_update(no_key=True).get(pk=table.municipality.pk)
    current = current_signs(table)
    schools = School.objects.filter(municipality=table.municipality).in_bulk(list(typed))
    rows: list[DraftFact] = []
    removed: list[ObjectivitySign] = []
    errors: dict[int, str] = {}
    for pk, school in schools.items():
        try:
            _take(table, school, typed[pk], current.get(pk, {}), rows, removed)
        except EntryError as error:
            errors[pk] = str(error)
    if errors or (removed and not removes):
        raise NotEntered(errors, 0 if removes else len(removed))
    if not rows and not removed:
        return None
    words = counted(len(rows), "отметка", "отметки", "отметок")
    return keep_entered(
        municipality=table.municipality, title=f"Список с признаками: {letter.words}", kind=KIND,
        rows=rows, removed=removed, letter=letter, by=by,
        summary=f"Список с признаками необъективности введён вручную: {words}, удалено "
        f"{len(removed)}",
    )  # fmt: skip


def _take(
    table: SignTable,
    school: School,
    typed: TypedRow,
    stored: Mapping[str, ObjectivitySign],
    rows: list[DraftFact],
    removed: list[ObjectivitySign],
) -> None:
    new: list[DraftFact] = []
    gone: list[ObjectivitySign] = []
    for column in table.columns:
        before = stored.get(column.key)
        sign = read_sign(
            typed.texts.get(column.key, ""), work=column.work, sign=column.sign, year=table.year,
            login=school.login,
        )  # fmt: skip
        if sign is None and before is not None:
            gone.append(before)
        elif sign is not None and (before is None or before.present != sign.present):
            new.append(sign)
    if (new or gone) and typed.seen != seen_of(table, stored):
        raise EntryError(CONFLICT)
    rows += new
    removed += gone
