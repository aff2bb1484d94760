"""Rows of primary scores: how many participants got 0, 1, 2 … (DOMAIN.md 7.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.domain.shares import SCORES_WORDING, UnrecoverableError, recover_parts
from assessments.parsing.cells import CellError, count_of
from assessments.parsing.columns import HeaderRow
from assessments.parsing.drafts import DraftDistribution
from assessments.parsing.heads import Head
from assessments.parsing.reading import Table
from assessments.parsing.rows import Identity, MarkFormat, Place, Unit
from core.office.issues import Issue, Severity

_FIRST = ("0", "1")
_HIGHEST_SCORE = 200


@dataclass(frozen=True, slots=True)
class Scale:
    """The scores that a table has columns for, and the maximum that a row's counts go up to."""

    fields: tuple[str, ...]
    max_score: int


def has_scores(row: HeaderRow) -> bool:
    """Whether the numbered columns are scores: they begin with 0 and 1."""
    return all(score in row.label_texts for score in _FIRST)


def scale_of(table: Table, head: Head | None) -> tuple[Scale | None, list[Issue]]:
    """The scores of the columns; None with an issue where a column is missing.

    Where the head of the sheet names another maximum than the last column, the issue names both.
    """
    scores = sorted(int(name) for name in table.row.label_texts if name.isdecimal())
    last = scores[-1]
    missing = [score for score in range(min(last, _HIGHEST_SCORE)) if score not in set(scores)]
    if missing or last > _HIGHEST_SCORE:
        text = f"в таблице нет столбца с баллом {missing[0] if missing else _HIGHEST_SCORE + 1}"
        return None, [table.issue(Severity.ERROR, f"{text}; распределение не прочитано")]
    fields = tuple(map(str, scores))
    said = head.max_score if head else None
    if head is None or said is None or said == last:
        return Scale(fields, last), []
    text = (
        f"максимальный первичный балл над таблицей — {said}, а последний столбец — {last}; "
        f"взято {max(said, last)}"
    )
    issue = Issue(Severity.WARNING, text, table.sheet.name, head.max_cell)
    return Scale(fields, min(max(said, last), _HIGHEST_SCORE)), [issue]


def read_scores(
    place: Place, identity: Identity, written: MarkFormat, scale: Scale
) -> DraftDistribution | None:
    """The distribution of one school; None, with issues, where figures make no sense."""
    participants, numbers = _figures(place, scale.fields)
    if place.failed:
        return None
    if not any(number is not None for number in numbers):
        place.fail("нет распределения баллов", "0")
        return None
    values = [number or Decimal(0) for number in numbers]
    if any(value < 0 for value in values):
        place.fail("число или доля участников не может быть меньше нуля", "0")
        return None
    counts, percents = _counts(place, participants, values, written)
    if counts is None:
        return None
    padding = (0,) * (scale.max_score + 1 - len(counts))
    return DraftDistribution(
        school_code=identity.school_code, school_name=identity.school_name,
        municipality=identity.municipality, work=identity.work,
        academic_year=identity.academic_year, written_year=identity.written_year,
        attempt=identity.attempt, participants=sum(counts), max_score=scale.max_score,
        counts=(*counts, *padding),
        recovered=bool(percents), percents=(*percents, *([Decimal(0)] * len(padding)))
        if percents else (),
        sheet=place.sheet.name, cell=place.address("participants"), cells=_cells(place, scale),
    )  # fmt: skip


def _figures(place: Place, fields: Sequence[str]) -> tuple[int | None, list[Decimal | None]]:
    numbers: list[Decimal | None] = []
    for name in fields:
        try:
            numbers.append(place.number(name))
        except CellError as error:
            place.fail(str(error), name)
    try:
        return count_of(place.value("participants")), numbers
    except CellError as error:
        place.fail(str(error), "participants")
        return None, numbers


def _counts(
    place: Place, participants: int | None, values: list[Decimal], written: MarkFormat
) -> tuple[tuple[int, ...] | None, tuple[Decimal, ...]]:
    if written.unit is Unit.COUNTS:
        return _counted(place, participants, values), ()
    if participants is None:
        place.fail("не указано число участников", "participants")
        return None, ()
    if participants == 0 and not any(values):
        return tuple(0 for _ in values), ()
    scale = 100 if written.unit is Unit.FRACTIONS else 1
    percents = tuple(value * scale for value in values)
    return _recovered(place, participants, percents, written.decimals), percents


def _counted(
    place: Place, participants: int | None, values: list[Decimal]
) -> tuple[int, ...] | None:
    if any(value != value.to_integral_value() for value in values):
        place.fail("число участников с каждым баллом должно быть целым", "0")
        return None
    counts = tuple(map(int, values))
    if participants is not None and sum(counts) != participants:
        place.fail(
            f"сумма по баллам — {sum(counts)}, а участников {participants}", "participants"
        )  # fmt: skip
        return None
    return counts


def _recovered(
    place: Place, participants: int, percents: tuple[Decimal, ...], decimals: int
) -> tuple[int, ...] | None:
    try:
        found = recover_parts(percents, participants, decimals=decimals, wording=SCORES_WORDING)
    except UnrecoverableError as error:
        place.fail(str(error), "0")
        return None
    if not found.fits:
        place.fail(
            "проценты не соответствуют целому числу участников; проверьте число участников",
            "participants",
        )
        return None
    open_scores = [
        str(score) for score, (low, high) in enumerate(found.ranges) if low < high
    ]  # fmt: skip
    if open_scores:
        place.warn(
            "проценты округлены, поэтому точное число участников неизвестно для баллов "
            f"{', '.join(open_scores)}; принято ближайшее",
            "0",
        )
    return found.counts


def _cells(place: Place, scale: Scale) -> tuple[tuple[str, str], ...]:
    scores = f"{place.address(scale.fields[0])}:{place.address(scale.fields[-1])}"
    return ("participants", place.address("participants")), ("scores", scores)
