"""Comparison with the journal: three parts as counts, as percentages or as both (DOMAIN.md 7.2)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.domain.measures import rounded
from assessments.domain.shares import (
    JOURNAL_WORDING,
    UnrecoverableError,
    decimals_of,
    recover_parts,
)
from assessments.parsing.cells import CellError, count_of, text_of
from assessments.parsing.drafts import DraftJournal
from assessments.parsing.rows import Identity, Place
from core.values.wording import counted

PARTS = ("lowered", "confirmed", "raised")
PART_WORDS = {"lowered": "понизили", "confirmed": "подтвердили", "raised": "повысили"}
_PART = (
    (re.compile(r"^\W*пониз", re.IGNORECASE), "lowered"),
    (re.compile(r"^\W*подтверд", re.IGNORECASE), "confirmed"),
    (re.compile(r"^\W*повыс", re.IGNORECASE), "raised"),
)
_MAX_DECIMALS = 6
_SHOWN_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class PartCell:
    """Where a figure of one part stands: the row's place and the field of its column."""

    place: Place
    field: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What a file says of one school or group: cells of counts and of percentages by part."""

    total: PartCell
    counts: dict[str, PartCell]
    percents: dict[str, PartCell]


def part_of(text: str) -> str | None:
    """«lowered», «confirmed» or «raised» for a header or a row that begins so."""
    return next((part for pattern, part in _PART if pattern.match(text)), None)


def decimals_in(cells: Iterable[PartCell]) -> int:
    """The most digits after the comma that the percentages of a table are written with.

    A workbook does not keep zeros at the end, so one row alone does not tell.
    """
    most = 0
    for cell in cells:
        try:
            number = cell.place.number(cell.field)
        except CellError:
            continue
        most = max(most, decimals_of(number) if number is not None else 0)
    return min(most, _MAX_DECIMALS)


def read_journal(
    place: Place, compared: Compared, identity: Identity, decimals: int
) -> DraftJournal | None:
    """The comparison of one school; None, with issues at `place`, where figures make no sense."""
    total = _count(place, compared.total)
    counts = {part: _count(place, cell) for part, cell in compared.counts.items()}
    percents = {part: _percent(place, cell) for part, cell in compared.percents.items()}
    if place.failed:
        return None
    known = {part: count for part, count in counts.items() if count is not None}
    shares = {part: value for part, value in percents.items() if value is not None}
    if len(known) == len(PARTS):
        found = _counted(place, compared, known, total)
        if found is not None:
            _compare(place, compared, known, shares, (total, decimals))
    elif len(shares) == len(PARTS) and total is not None:
        found = _recovered(place, compared, shares, total, decimals)
    else:
        fail_at(place, compared.total, "нет числа участников или всех трёх частей сравнения")
        return None
    return None if found is None else _draft(identity, compared, found, shares, known)


def percents_of(place: Place, compared: Compared) -> tuple[tuple[str, Decimal], ...] | None:
    """Percentages of a row to compare with, computed from its counts where it has no others."""
    counts = {part: _count(place, cell) for part, cell in compared.counts.items()}
    percents = {part: _percent(place, cell) for part, cell in compared.percents.items()}
    if place.failed:
        return None
    if all(percents.get(part) is not None for part in PARTS):
        return tuple((part, percents[part] or Decimal(0)) for part in PARTS)
    known = [counts.get(part) for part in PARTS]
    total = sum(count or 0 for count in known)
    if None in known or not total:
        return None
    return tuple(
        (part, rounded(Fraction(100 * (count or 0), total), _SHOWN_DECIMALS))
        for part, count in zip(PARTS, known, strict=True)
    )


def fail_at(place: Place, cell: PartCell, text: str) -> None:
    """Notes at the row of `cell` why the school is left out."""
    cell.place.fail(text, cell.field)
    if cell.place is not place:
        place.issues.extend(cell.place.issues)
        cell.place.issues.clear()


def _count(place: Place, cell: PartCell) -> int | None:
    try:
        return count_of(cell.place.value(cell.field))
    except CellError as error:
        fail_at(place, cell, str(error))
        return None


def _percent(place: Place, cell: PartCell) -> Decimal | None:
    try:
        number = cell.place.number(cell.field)
    except CellError as error:
        fail_at(place, cell, str(error))
        return None
    if number is not None and not 0 <= number <= 100:
        shown = text_of(cell.place.value(cell.field))
        fail_at(place, cell, f"доля {shown} должна быть от 0 до 100")
        return None
    return number


def _counted(
    place: Place, compared: Compared, counts: dict[str, int], total: int | None
) -> tuple[int, ...] | None:
    found = tuple(counts[part] for part in PARTS)
    if total is None or sum(found) == total:
        return found
    if sum(found) > total:
        fail_at(
            place, compared.total,
            f"понизили, подтвердили и повысили вместе {sum(found)}, а участников {total}",
        )  # fmt: skip
        return None
    _warn(
        place, compared.total,
        f"участников {total}, а с журналом сравнены {sum(found)}; доли считаются от сравненных",
    )  # fmt: skip
    return found


def _compare(
    place: Place,
    compared: Compared,
    counts: dict[str, int],
    shares: dict[str, Decimal],
    printed: tuple[int | None, int],
) -> None:
    """Counts and percentages of the same file should say the same."""
    total, decimals = printed
    wholes = {sum(counts.values()), total} - {0, None}
    half_unit = Fraction(1, 2 * 10**decimals)
    for part, share in shares.items():
        exact = [Fraction(100 * counts[part], whole) for whole in wholes if whole]
        if not exact or any(abs(value - Fraction(share)) <= half_unit for value in exact):
            continue
        people = counted(counts[part], "участник", "участника", "участников")
        shown = f"{rounded(exact[0], max(decimals, 1))}".replace(".", ",")
        _warn(
            place, compared.percents[part],
            f"{PART_WORDS[part]} — {people}, это {shown} %, а в файле "
            f"{_comma(share)} %; взято число участников",
        )  # fmt: skip


def _recovered(
    place: Place, compared: Compared, shares: dict[str, Decimal], total: int, decimals: int
) -> tuple[int, ...] | None:
    cell = compared.percents["lowered"]
    if total == 0 and not any(shares.values()):
        return (0, 0, 0)
    try:
        found = recover_parts(
            [shares[part] for part in PARTS], total, decimals=decimals, wording=JOURNAL_WORDING
        )
    except UnrecoverableError as error:
        fail_at(place, cell, str(error))
        return None
    if not found.fits:
        fail_at(
            place, cell,
            "проценты не соответствуют целому числу участников; проверьте число участников",
        )  # fmt: skip
        return None
    if not found.is_certain:
        _warn(place, cell, _uncertain(found.counts, found.ranges))
    return found.counts


def _uncertain(counts: tuple[int, ...], ranges: tuple[tuple[int, int], ...]) -> str:
    said = ", ".join(
        f"{PART_WORDS[part]} от {low} до {high} (принято {count})"
        for part, count, (low, high) in zip(PARTS, counts, ranges, strict=True)
        if low < high
    )
    return f"проценты округлены, поэтому точное число участников неизвестно: {said}"


def _warn(place: Place, cell: PartCell, text: str) -> None:
    cell.place.warn(text, cell.field)
    if cell.place is not place:
        place.issues.extend(cell.place.issues)
        cell.place.issues.clear()


def _draft(
    identity: Identity,
    compared: Compared,
    counts: tuple[int, ...],
    shares: dict[str, Decimal],
    known: dict[str, int],
) -> DraftJournal:
    recovered = len(known) < len(PARTS) and sum(counts) > 0
    source = compared.percents if recovered else {**compared.percents, **compared.counts}
    cells = [("participants", compared.total), *source.items()]
    return DraftJournal(
        school_code=identity.school_code, school_name=identity.school_name,
        municipality=identity.municipality, work=identity.work,
        academic_year=identity.academic_year, written_year=identity.written_year,
        participants=sum(counts),
        lowered=counts[0], confirmed=counts[1], raised=counts[2],
        recovered=recovered, percents=tuple(shares[part] for part in PARTS) if recovered else (),
        sheet=compared.total.place.sheet.name,
        cell=compared.total.place.address(compared.total.field),
        cells=tuple((name, cell.place.address(cell.field)) for name, cell in cells),
    )  # fmt: skip


def _comma(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
