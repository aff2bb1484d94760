"""From the cells of one table row to a draft row, or to issues that name their cells."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from assessments.domain.marks import MarkCounts, recover
from assessments.domain.procedures import SCORED, Work
from assessments.domain.results import Attempt
from assessments.domain.shares import UnrecoverableError, decimals_of, tolerance
from assessments.parsing.cells import CellError, count_of, number_of, text_of
from assessments.parsing.columns import MARK_FIELDS, Header
from assessments.parsing.drafts import DraftRow
from core.office.issues import Issue, Severity
from core.office.workbooks import CellValue, Row, Sheet

_MAX_DECIMALS = 6
_MEAN_DIGITS = 4
_SAID_ONCE = frozenset(
    (
        "code",
        "name",
        "municipality",
        "procedure",
        "subject",
        "grade",
        "academic_year",
        "year",
        "date",
    )
)
_EXTRA_COUNTS = ("below_minimum", "below_entry_minimum", "high_scorers")


class Unit(StrEnum):
    """What the mark columns of a table hold."""

    COUNTS = "counts"
    PERCENTS = "percents"
    FRACTIONS = "fractions"


@dataclass(slots=True)
class Place:
    """One row of one table, with the issues found in it."""

    sheet: Sheet
    header: Header
    row: int
    issues: list[Issue] = field(default_factory=list)
    _cells: Row = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._cells = self.sheet.rows[self.row]

    def value(self, name: str) -> CellValue:
        """The cell of field `name`; None for an absent column.

        What says whose row it is may stand once in a merged cell that reaches down to the row.
        """
        column = self.header.columns.get(name)
        if column is None:
            return None
        value = self._cells[column] if column < len(self._cells) else None
        if value is None and name in _SAID_ONCE:
            return self.sheet.reaching(self.row, column)
        return value

    def text(self, name: str) -> str:
        """The cell of field `name` as text."""
        return text_of(self.value(name))

    def number(self, name: str) -> Decimal | None:
        """The number in the cell of field `name`. Raises CellError for what is no number."""
        return number_of(self.value(name))

    def address(self, name: str) -> str:
        """The A1 address of field `name` in this row."""
        return self.header.cell(name, self.row)

    def add(self, severity: Severity, text: str, name: str) -> None:
        """Notes an issue at the cell of field `name`."""
        self.issues.append(Issue(severity, text, self.sheet.name, self.address(name)))

    def fail(self, text: str, name: str) -> None:
        """Notes an issue because of which the row is left out."""
        self.add(Severity.ERROR, text, name)

    def warn(self, text: str, name: str) -> None:
        """Notes an issue that leaves the row in."""
        self.add(Severity.WARNING, text, name)

    @property
    def failed(self) -> bool:
        """Whether the row cannot be kept."""
        return bool(self.issues) and any(issue.severity is Severity.ERROR for issue in self.issues)


@dataclass(frozen=True, slots=True)
class MarkFormat:
    """How a table writes its marks: the unit and the digits after the comma."""

    unit: Unit
    decimals: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose result it is and of which work."""

    school_code: str
    school_name: str
    municipality: str
    work: Work
    academic_year: int
    written_year: int
    attempt: Attempt = Attempt.FIRST


def mark_format(
    sheet: Sheet, header: Header, rows: Iterable[int], fields: Sequence[str] = MARK_FIELDS
) -> MarkFormat:
    """The unit of the columns `fields`, from their headers or else from the majority of rows."""
    votes: Counter[Unit] = Counter()
    decimals = 0
    for row in rows:
        place = Place(sheet, header, row)
        figures = _figures(place, fields)
        if figures is None:
            continue
        marks, participants = figures
        own_decimals = max(map(decimals_of, marks))
        decimals = max(decimals, own_decimals)
        votes.update(_votes(marks, participants, own_decimals))
    unit = _unit(header, votes, fields)
    if unit is Unit.FRACTIONS:
        decimals = max(decimals - 2, 0)
    return MarkFormat(unit, min(decimals, _MAX_DECIMALS))


def read_row(place: Place, identity: Identity, marks_format: MarkFormat) -> DraftRow | None:
    """The draft row at `place`; None, with issues noted, where the figures make no sense."""
    participants = _count(place, "participants")
    marks, percents = _marks(place, participants, marks_format)
    if participants is None and marks is not None:
        participants = marks.total
    if participants is None:
        if not place.failed:
            place.fail("не указано число участников", "participants")
        return None
    extras = _extras(place, participants)
    mean = _mean(place)
    if identity.work.procedure in SCORED:
        marks, extras = _as_scored(place, marks, extras)
    _check(place, participants, marks, extras, mean)
    if place.failed:
        return None
    return DraftRow(
        school_code=identity.school_code,
        school_name=identity.school_name,
        municipality=identity.municipality,
        work=identity.work,
        academic_year=identity.academic_year,
        written_year=identity.written_year,
        attempt=identity.attempt,
        participants=participants,
        marks=marks,
        mean_score=mean,
        recovered=bool(percents),
        percents=percents,
        sheet=place.sheet.name,
        cell=place.address("participants" if "participants" in place.header.columns else "2"),
        cells=_cells(place),
        below_minimum=extras["below_minimum"],
        below_entry_minimum=extras["below_entry_minimum"],
        high_scorers=extras["high_scorers"],
    )


def _figures(place: Place, fields: Sequence[str]) -> tuple[list[Decimal], int | None] | None:
    try:
        numbers = [place.number(name) for name in fields]
        participants = count_of(place.value("participants"))
    except CellError:
        return None
    marks = [number for number in numbers if number is not None]
    return (marks, participants) if marks else None


def _votes(marks: list[Decimal], participants: int | None, decimals: int) -> list[Unit]:
    whole = all(number == number.to_integral_value() for number in marks)
    total = sum(marks, Decimal(0))
    votes = []
    if whole and (participants is None or total == participants):
        votes.append(Unit.COUNTS)
    if abs(total - 100) <= tolerance(decimals, parts=max(len(marks), 4)):
        votes.append(Unit.PERCENTS)
    if not whole and abs(total - 1) <= Decimal("0.011"):
        votes.append(Unit.FRACTIONS)
    return votes


def _unit(header: Header, votes: Counter[Unit], fields: Sequence[str]) -> Unit:
    in_fractions = votes[Unit.FRACTIONS] > votes[Unit.PERCENTS]
    percent = Unit.FRACTIONS if in_fractions else Unit.PERCENTS
    if header.percent_fields & set(fields):
        return percent
    if header.count_fields & set(fields):
        return Unit.COUNTS
    return Unit.COUNTS if votes[Unit.COUNTS] > votes[percent] else percent


def _count(place: Place, name: str) -> int | None:
    try:
        return count_of(place.value(name))
    except CellError as error:
        place.fail(str(error), name)
        return None


def _number(place: Place, name: str) -> Decimal | None:
    try:
        return number_of(place.value(name))
    except CellError as error:
        place.fail(str(error), name)
        return None


def _marks(
    place: Place, participants: int | None, marks_format: MarkFormat
) -> tuple[MarkCounts | None, tuple[Decimal, ...]]:
    if not place.header.has_marks():
        return None, ()
    numbers = [_number(place, mark) for mark in MARK_FIELDS]
    if place.failed or all(number is None for number in numbers):
        return None, ()
    if participants == 0 and not any(numbers):
        return MarkCounts(0, 0, 0, 0), ()
    values = [number or Decimal(0) for number in numbers]
    if any(value < 0 for value in values):
        place.fail("число или доля отметок не может быть меньше нуля", "2")
        return None, ()
    if marks_format.unit is Unit.COUNTS:
        return _counted(place, participants, values), ()
    return _recovered(place, participants, values, marks_format)


def _counted(place: Place, participants: int | None, values: list[Decimal]) -> MarkCounts | None:
    if any(value != value.to_integral_value() for value in values):
        place.fail("число отметок должно быть целым", "2")
        return None
    marks = MarkCounts(*(int(value) for value in values))
    if participants is not None and marks.total != participants:
        place.fail(f"сумма отметок — {marks.total}, а участников {participants}", "participants")
        return None
    return marks


def _recovered(
    place: Place, participants: int | None, values: list[Decimal], marks_format: MarkFormat
) -> tuple[MarkCounts | None, tuple[Decimal, ...]]:
    if participants is None:
        return None, ()
    scale = 100 if marks_format.unit is Unit.FRACTIONS else 1
    percents = tuple(value * scale for value in values)
    try:
        found = recover(percents, participants, decimals=marks_format.decimals)
    except UnrecoverableError as error:
        place.fail(str(error), "2")
        return None, ()
    if not found.is_certain:
        place.warn(
            "проценты округлены, поэтому отметок «2» может быть от "
            f"{found.twos_low} до {found.twos_high}; принято {found.counts.twos}",
            "2",
        )
    elif not found.fits:
        place.warn(
            "проценты не соответствуют целому числу участников; взято ближайшее, проверьте число "
            "участников",
            "participants",
        )
    return found.counts, percents


def _extras(place: Place, participants: int) -> dict[str, int | None]:
    extras: dict[str, int | None] = {}
    for name in _EXTRA_COUNTS:
        extras[name] = (
            _share_as_count(place, name, participants)
            if name in place.header.percent_fields
            else _count(place, name)
        )
        found = extras[name]
        if found is not None and found > participants:
            place.fail(f"{found} больше числа участников ({participants})", name)
    return extras


def _share_as_count(place: Place, name: str, participants: int) -> int | None:
    number = _number(place, name)
    if number is None:
        return None
    if not 0 <= number <= 100:
        place.fail(f"доля {text_of(place.value(name))} должна быть от 0 до 100", name)
        return None
    return int((number * participants / 100 + Decimal("0.5")) // 1)


def _mean(place: Place) -> Decimal | None:
    mean = _number(place, "mean_score")
    if mean is not None and not 0 <= mean <= 100:
        place.fail(
            f"средний балл {text_of(place.value('mean_score'))} должен быть от 0 до 100",
            "mean_score",
        )
        return None
    return mean if mean is None else _kept_digits(mean)


def _kept_digits(mean: Decimal) -> Decimal:
    """A mean that a spreadsheet has computed carries fifteen digits; four are kept."""
    if decimals_of(mean) <= _MEAN_DIGITS:
        return mean
    return mean.quantize(Decimal(1).scaleb(-_MEAN_DIGITS), rounding=ROUND_HALF_UP)


def _as_scored(
    place: Place, marks: MarkCounts | None, extras: dict[str, int | None]
) -> tuple[None, dict[str, int | None]]:
    """Procedures of the 100-point scale know no marks: «2» there means under the minimum."""
    if marks is not None and extras["below_minimum"] is None:
        place.warn("у этого экзамена нет отметок: «2» понята как «ниже минимального балла»", "2")
        return None, {**extras, "below_minimum": marks.twos}
    return None, extras


def _check(
    place: Place,
    participants: int,
    marks: MarkCounts | None,
    extras: dict[str, int | None],
    mean: Decimal | None,
) -> None:
    below, entry = extras["below_minimum"], extras["below_entry_minimum"]
    if below is not None and entry is not None and entry < below:
        place.fail(
            "ниже балла для вуза не может быть меньше участников, чем ниже минимального",
            "below_entry_minimum",
        )
    if marks is not None and below is not None and below != marks.twos:
        place.warn(
            f"ниже порога — {below}, а отметок «2» — {marks.twos}; взято число отметок",
            "below_minimum",
        )
    if marks is None and below is None and mean is None and participants and not place.failed:
        place.fail("нет ни отметок, ни баллов", "2")


def _cells(place: Place) -> tuple[tuple[str, str], ...]:
    kept = ("participants", *MARK_FIELDS, *_EXTRA_COUNTS, "mean_score")
    return tuple(
        (name, place.address(name))
        for name in kept
        if name in place.header.columns and place.value(name) is not None
    )
