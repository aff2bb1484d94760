"""What every table that is typed by hand has in common: rows, refusals and the way into history."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from assessments.actions.draft_pieces import keep_pieces
from assessments.actions.importing import confirm_import
from assessments.actions.versions import supersede
from assessments.models import ImportSource, ResultsImport
from assessments.parsing.drafts import DraftFact
from assessments.parsing.results_draft import ResultsDraft
from assessments.queries.fact_kinds import ALL
from core.values.wording import NBSP, short_date
from schools.models import Municipality

CONFLICT = (
    "Пока вы вводили, эти числа изменили. Ниже — то, что сохранено сейчас. Проверьте и сохраните "
    "снова: запишется ваше."
)


class NotEntered(Exception):
    """Nothing is kept: `errors` says why by school, `cleared` counts cells emptied unasked."""

    def __init__(self, errors: dict[int, str], cleared: int = 0) -> None:
        super().__init__()
        self.errors = errors
        self.cleared = cleared


@dataclass(frozen=True, slots=True)
class TypedRow:
    """What the person has typed for a school, looking at version `seen`."""

    texts: Mapping[str, str]
    seen: str
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """What a typed list came with."""

    sender: str
    number: str
    day: date

    @property
    def words(self) -> str:
        """«Министерство образования, письмо № 5 от 01.09.2026»: pages print it as the source."""
        return f"{self.sender}, письмо №{NBSP}{self.number} от {short_date(self.day)}"


def keep_entered(
    *,
    municipality: Municipality,
    title: str,
    kind: str,
    rows: Iterable[DraftFact],
    removed: Iterable[Any],
    summary: str,
    by: User,
    letter: Letter | None = None,
) -> ResultsImport:
    """A confirmed import of `rows`; the stored rows `removed` stop to count with it."""
    gone = list(removed)
    read = ResultsDraft(kinds=[kind])
    read.add(rows)
    stamp = hashlib.sha256(f"{timezone.now().isoformat()} {by.pk}".encode())
    for piece in read.pieces():
        stamp.update(piece.content)
    made = ResultsImport.objects.create(
        municipality=municipality, source=ImportSource.ENTRY, file_name=title[:255],
        sha256=stamp.hexdigest(), kind=kind, contents=read.contents(), uploaded_by=by,
        letter_from=letter.sender if letter else "",
        letter_number=letter.number if letter else "",
        letter_date=letter.day if letter else None, changed_years=_years_of(gone),
    )  # fmt: skip
    keep_pieces(made, read)
    supersede(gone, made)
    record(
        by=by, action="enter results", subject=made, municipality_id=municipality.pk,
        summary=summary,
    )  # fmt: skip
    return confirm_import(results_import=made, by=by).results_import


def _years_of(removed: Iterable[Any]) -> dict[str, list[int]]:
    """Years whose figures disappear, by the name of their kind."""
    names = {kind.model: kind.name for kind in ALL}
    found: dict[str, set[int]] = {}
    for row in removed:
        found.setdefault(names[type(row)], set()).add(row.academic_year)
    return {name: sorted(years) for name, years in found.items()}
