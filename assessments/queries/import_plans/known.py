"""What the portal knows of the schools and works that files speak of, learned as it is needed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from django.utils import timezone

from assessments.queries.draft_pieces import DraftLine
from assessments.queries.fact_kinds import FactKind
from assessments.queries.import_plans.lines import Key
from core.values import academic_year
from schools.domain.matching import Register
from schools.models import Municipality, School, SchoolAlias
from schools.queries.matching import known_school, schools_to_match

_ASKED_AT_ONCE = 500
_FEW = 300
_COLUMNS_OF_WORK = ("academic_year", "procedure", "subject", "grade")


class Wanted(NamedTuple):
    """The current row of one school, or of the office, and one work."""

    kind: FactKind
    owner: int
    identity: dict[str, Any]

    @property
    def key(self) -> Key:
        """What no two current rows share."""
        return self.kind.key_of(self.owner, self.identity)


class Known:
    """The register of a municipality, logins of other ones, and the figures that count now."""

    def __init__(self, municipality: Municipality) -> None:
        found = schools_to_match(municipality)
        self.municipality = municipality
        self.this_year = academic_year.of_date(timezone.localdate())
        self.schools: dict[int, School] = {school.pk: school for school in found}
        self._matched = list(map(known_school, found))
        self.register = Register(self._matched)
        self.foreign: set[str] = set()
        self._asked: set[str] = set()
        self._stored: dict[int, int] = {}
        self._years: set[tuple[str, int]] = set()

    def register_stamp(self) -> str:
        """What changes with every change of the register that a file may meet."""
        return hashlib.sha256(repr(self._matched).encode()).hexdigest()

    def learn_logins(self, rows: Iterable[DraftLine]) -> None:
        """Notes which logins of the rows belong to schools of other municipalities."""
        written = {code for row in rows if (code := getattr(row, "school_code", ""))}
        fresh = sorted(written - self._asked)
        self._asked.update(fresh)
        for start in range(0, len(fresh), _ASKED_AT_ONCE):
            part = fresh[start : start + _ASKED_AT_ONCE]
            schools = School.objects.filter(login__in=part)
            aliases = SchoolAlias.objects.filter(login__in=part)
            for found in (
                schools.exclude(municipality=self.municipality),
                aliases.exclude(school__municipality=self.municipality),
            ):
                self.foreign.update(found.values_list("login", flat=True))

    def stored(self, wanted: Iterable[Wanted]) -> dict[Key, Any]:
        """The current rows of those that are `wanted` and there."""
        found: dict[Key, Any] = {}
        ordered = sorted(wanted, key=lambda one: one.kind.name)
        for _, group in groupby(ordered, key=lambda one: one.kind.name):
            of_kind = list(group)
            look_up = self._few if len(of_kind) <= _FEW else self._many
            found.update(look_up(of_kind[0].kind, of_kind))
        return found

    def _few(self, kind: FactKind, wanted: Sequence[Wanted]) -> dict[Key, Any]:
        """Whatever is there of these owners and works, in one query."""
        keys = {one.key for one in wanted}
        narrowed = {
            f"{name}__in": {one.identity[name] for one in wanted} for name in _COLUMNS_OF_WORK
        }
        owners = {f"{kind.owner}__in": {one.owner for one in wanted}}
        rows = kind.model.objects.filter(**owners, **narrowed)
        return {key: row for row in rows if (key := kind.stored_key(row)) in keys}

    def _many(self, kind: FactKind, wanted: Sequence[Wanted]) -> dict[Key, Any]:
        """The rows by their own keys, which are noted for all works of the years at once.

        A note is two numbers, the hash of what no two current rows share and the row's key:
        whichever order a file has, each row is asked for once.
        """
        self._note(kind, {one.identity["academic_year"] for one in wanted})
        keys = {hash(key): key for one in wanted if (key := one.key)}
        noted = [self._stored[mark] for mark in keys if mark in self._stored]
        rows = kind.model.objects.in_bulk(noted).values()
        wanted_keys = set(keys.values())
        return {key: row for row in rows if (key := kind.stored_key(row)) in wanted_keys}

    def _note(self, kind: FactKind, years: set[int]) -> None:
        fresh = {year for year in years if (kind.name, year) not in self._years}
        if not fresh:
            return
        self._years.update((kind.name, year) for year in fresh)
        current = kind.model.objects.of_municipality(self.municipality.pk)
        columns = current.filter(academic_year__in=fresh).values_list("pk", kind.owner, *kind.key)
        for row, *key in columns.iterator():
            self._stored[hash((kind.name, *key))] = row
