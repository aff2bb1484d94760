"""Results of municipalities kept ready for trying criteria on them.

Three layers: ledgers of this process, compact rows in the cache that all processes share, the
database. A version of the figures, kept in the shared cache, tells whether the first two still
hold: it changes when the change of the figures is committed. Where the cache loses a version, the
rows are read again. Kept rows are forgotten after an hour in any case.
"""

from __future__ import annotations

import uuid
from collections import OrderedDict
from collections.abc import Collection, Mapping
from threading import Lock

from django.core.cache import cache
from django.db import transaction

from assessments.domain.what_if import Group, Ledger, Recent, Row, Territory
from assessments.models import Result
from schools.models import Municipality

ROWS_KEPT = 300_000
"""Results that one process keeps at once: some 120 MB, four regions of 1,000 schools."""
SECONDS_KEPT = 3600
TERRITORIES_KEPT = 8
"""Regions of which one process keeps what comparing all of their schools has given."""
GROUP = ("procedure", "subject", "grade", "academic_year")
COLUMNS = (
    "school_id", "participants", "twos", "threes", "fours", "fives", "below_minimum",
    "below_entry_minimum", "mean_score",
)  # fmt: skip
Rows = dict[Group, list[Row]]


class _Shelf:
    """Ledgers of this process, those that were asked for last; safe between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[int, str], Ledger] = OrderedDict()

    def get(self, municipality_id: int, version: str) -> Ledger | None:
        with self._lock:
            found = self._kept.get((municipality_id, version))
            if found is not None:
                self._kept.move_to_end((municipality_id, version))
            return found

    def put(self, municipality_id: int, version: str, ledger: Ledger) -> None:
        with self._lock:
            for key in [key for key in self._kept if key[0] == municipality_id]:
                del self._kept[key]
            self._kept[municipality_id, version] = ledger
            size = sum(one.size for one in self._kept.values())
            while size > ROWS_KEPT and len(self._kept) > 1:
                _, dropped = self._kept.popitem(last=False)
                size -= dropped.size

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


_SHELF = _Shelf()
_TERRITORIES = Recent[Territory](TERRITORIES_KEPT)


def ledgers_of(municipality_ids: Collection[int]) -> dict[int, Ledger]:
    """The ledger of each municipality; what is not kept is read in one query."""
    versions = _versions(municipality_ids)
    found = {}
    for pk, version in versions.items():
        ledger = _SHELF.get(pk, version)
        if ledger is not None:
            found[pk] = ledger
    missing = [pk for pk in versions if pk not in found]
    for pk, rows in _rows(missing, versions).items():
        found[pk] = Ledger(rows)
        _SHELF.put(pk, versions[pk], found[pk])
    return found


def territory_of(ledgers: Mapping[int, Ledger]) -> Territory:
    """What these municipalities have in common while their figures stay as they are."""
    return _TERRITORIES.get(tuple(one.token for one in ledgers.values()), Territory)


def forget_figures(municipality: Municipality) -> None:
    """Follow a change of figures: once it is committed, nothing kept before counts."""
    key = _version_key(municipality.pk)
    transaction.on_commit(lambda: cache.set(key, uuid.uuid4().hex, timeout=None), robust=True)


def forget_all() -> None:
    """Empty this process's shelf: for measuring a cold answer."""
    _SHELF.clear()


def _version_key(municipality_id: int) -> str:
    return f"what-if-version-{municipality_id}"


def _rows_key(municipality_id: int, version: str) -> str:
    """Of another name for another shape: a new release finds what the old one has kept."""
    return f"what-if-rows-by-work-{municipality_id}-{version}"


def _versions(municipality_ids: Collection[int]) -> dict[int, str]:
    keys = {pk: _version_key(pk) for pk in municipality_ids}
    known = cache.get_many(keys.values())
    versions = {}
    for pk, key in keys.items():
        if key not in known:
            version = uuid.uuid4().hex
            cache.add(key, version, timeout=None)
            known[key] = cache.get(key, version)
        versions[pk] = known[key]
    return versions


def _rows(municipality_ids: Collection[int], versions: dict[int, str]) -> dict[int, Rows]:
    """Compact rows from the shared cache, else from the database."""
    if not municipality_ids:
        return {}
    keys = {pk: _rows_key(pk, versions[pk]) for pk in municipality_ids}
    kept = cache.get_many(keys.values())
    found = {pk: kept[key] for pk, key in keys.items() if key in kept}
    missing = [pk for pk in municipality_ids if pk not in found]
    if missing:
        read = _read(missing)
        for pk in missing:
            found[pk] = read.get(pk, {})
        cache.set_many({keys[pk]: found[pk] for pk in missing}, timeout=SECONDS_KEPT)
    return found


def _read(municipality_ids: Collection[int]) -> dict[int, Rows]:
    rows = (
        Result.objects.filter(school__municipality__in=municipality_ids)
        .first_results()
        .values_list("school__municipality_id", *GROUP, *COLUMNS)
    )
    found: dict[int, Rows] = {}
    for pk, procedure, subject, grade, year, *figures, mean in rows.iterator(chunk_size=5000):
        group = found.setdefault(pk, {}).setdefault((procedure, subject, grade, year), [])
        group.append((*figures, None if mean is None else str(mean)))
    return found
