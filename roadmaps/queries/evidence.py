"""Attached documents shaped for pages: versions, other assignments, the same file elsewhere."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from core.values.wording import counted
from roadmaps.domain.evidence import (
    KIND_NAMES,
    Copy,
    DocumentKind,
    Doubles,
    doubles_of,
    host_of,
)
from roadmaps.models import Assignment, Evidence
from roadmaps.querysets.plans import published

TITLE_WIDTH = 90
EARLIER_SHOWN = 200


@dataclass(frozen=True, slots=True)
class FormerVersion:
    """A version that a newer one has replaced."""

    id: int
    name: str
    by: str
    at: datetime
    because: str
    """Why the next version took its place."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A remark about a document; where it may be seen, the assignment it leads to."""

    words: str
    assignment: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One attached document."""

    id: int
    name: str
    kind: str
    url: str
    host: str
    size: int
    remark: str
    former: tuple[FormerVersion, ...]
    pointers: tuple[Pointer, ...]

    @property
    def key(self) -> str:
        """The id as text: numbers in templates get spaces."""
        return str(self.id)


def document_rows(documents: Iterable[Evidence], user: Any) -> dict[int, list[DocumentRow]]:
    """Rows by assignment, in the order given; the cost does not grow with their number."""
    found = list(documents)
    former = _former_versions(found)
    elsewhere = _Elsewhere(found, user)
    rows: dict[int, list[DocumentRow]] = defaultdict(list)
    for one in found:
        rows[one.assignment_id].append(
            DocumentRow(
                id=one.pk,
                name=one.file_name,
                kind=KIND_NAMES[DocumentKind(one.kind)],
                url=one.url,
                host=host_of(one.url) if one.url else "",
                size=one.size,
                remark=one.remark,
                former=tuple(_chain(one, former)),
                pointers=tuple(elsewhere.pointers(one)),
            )
        )
    return rows


def documents_of(assignment: Assignment) -> QuerySet[Evidence]:
    """Documents that are attached now, in the order of attaching."""
    return assignment.evidence.kept().order_by("uploaded_at", "pk")


def rows_of(assignment: Assignment, user: Any) -> list[DocumentRow]:
    """The documents of one assignment as its page shows them."""
    return document_rows(documents_of(assignment), user).get(assignment.pk, [])


def earlier_documents(assignment: Assignment, words: str = "") -> list[Evidence]:
    """What the same school or party has attached to other assignments, each document once.

    Newest first, at most EARLIER_SHOWN; `words` must stand in the name or in the activity's title.
    """
    attached = set(assignment.evidence.kept().values_list("sha256", flat=True))
    others: Any = (
        Evidence.objects.kept()
        .filter(assignment__school=assignment.school_id, assignment__party=assignment.party_id)
        .exclude(assignment=assignment)
        .exclude(sha256__in=attached)
        .select_related("assignment__occurrence__activity")
        .order_by("-uploaded_at", "-pk")
    )
    once: dict[str, Evidence] = {}
    needle = words.strip().casefold()
    for one in others.iterator(chunk_size=500):
        title = one.assignment.occurrence.activity.title
        # SQLite compares Cyrillic letters with regard to case; Python does not.
        if needle and needle not in f"{one.file_name} {title}".casefold():
            continue
        once.setdefault(one.sha256, one)
        if len(once) == EARLIER_SHOWN:
            break
    return list(once.values())


def _former_versions(found: list[Evidence]) -> dict[int, Evidence]:
    """Former versions of these documents by their ids."""
    if not any(one.replaces_id for one in found):
        return {}
    assignments = {one.assignment_id for one in found if one.replaces_id}
    replaced: Any = (
        Evidence.objects.replaced()
        .filter(assignment__in=assignments)
        .select_related("uploaded_by", "replaced_by")
    )
    return {one.pk: one for one in replaced}


def _chain(one: Evidence, former: dict[int, Evidence]) -> Iterable[FormerVersion]:
    """The versions before `one`, the latest first."""
    newer, before = one, former.get(one.replaces_id or 0)
    while before is not None:
        yield FormerVersion(
            before.pk,
            before.file_name,
            str(before.uploaded_by or ""),
            before.uploaded_at,
            newer.replaced_because,
        )
        newer, before = before, former.get(before.replaces_id or 0)


class _Elsewhere:
    """Where else the files of a page are attached, as far as the person may know."""

    def __init__(self, found: list[Evidence], user: Any) -> None:
        files = {one.sha256 for one in found if not one.url}
        self.copies: dict[str, list[Evidence]] = defaultdict(list)
        self.seen: set[int] = set()
        if not files:
            return
        kept: Any = (
            Evidence.objects.kept()
            .files()
            .filter(sha256__in=files)
            .filter(published("assignment__occurrence__activity__roadmap"))
            .select_related(
                "assignment__occurrence__activity__roadmap",
                "assignment__school",
                "assignment__party",
            )
            .order_by("uploaded_at", "pk")
        )
        for one in kept:
            self.copies[one.sha256].append(one)
        if any(len(copies) > 1 for copies in self.copies.values()):
            self.seen = set(kept.visible_to(user).values_list("pk", flat=True))

    def pointers(self, one: Evidence) -> Iterable[Pointer]:
        """Calm remarks: in which other year, for which other doer, the same file serves."""
        copies = self.copies.get(one.sha256, [])
        by_id = {copy.pk: copy for copy in copies}
        shown = by_id.get(one.pk)
        if one.url or shown is None or len(copies) < 2:
            return
        office = _office(shown)
        places = [_copy(copy) for copy in copies if _office(copy) == office]
        found: Doubles = doubles_of(_copy(shown), places)
        for copy in found.of_other_years:
            yield self._own(by_id[copy.document], copy.year)
        hidden = set()
        for copy in found.of_others:
            other = by_id[copy.document]
            if other.pk in self.seen:
                yield _named(other)
            else:
                hidden.add(copy.doer)
        if hidden:
            yield Pointer(_unnamed(len(hidden)))

    def _own(self, other: Evidence, year: int) -> Pointer:
        words = f"Этот же файл приложен в {year} году к поручению"
        return Pointer(words, other.assignment_id, _title(other))


def _named(other: Evidence) -> Pointer:
    doer = other.assignment.school or other.assignment.party
    words = f"Такой же файл приложен: {doer},"
    return Pointer(words, other.assignment_id, _title(other))


def _unnamed(number: int) -> str:
    if number == 1:
        return "Такой же файл приложила ещё одна школа."
    return f"Такой же файл приложили ещё {counted(number, 'школа', 'школы', 'школ')}."


def _title(one: Evidence) -> str:
    title = shorten(one.assignment.occurrence.activity.title, TITLE_WIDTH, placeholder="…")
    return f"«{title}»"


def _office(one: Evidence) -> int:
    return one.assignment.occurrence.activity.roadmap.municipality_id


def _copy(one: Evidence) -> Copy:
    work = one.assignment
    doer = ("school", work.school_id) if work.school_id else ("party", work.party_id or 0)
    return Copy(one.pk, doer, timezone.localdate(one.uploaded_at).year)
