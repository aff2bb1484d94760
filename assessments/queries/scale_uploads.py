"""What a table of scales would change in a municipality: every row met with what is in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessments.domain.procedures import Procedure, Work
from assessments.domain.scales import Scale, Scales
from assessments.models import ScaleUpload, StoredScale
from assessments.parsing.scale_tables import FIGURES, LONGEST, ScaleRow
from assessments.queries.import_plans import Effect
from assessments.queries.scales import scale_words, scales_for
from core.office.issues import Issue, Severity
from core.values import academic_year
from core.values.wording import counted
from schools.models import Municipality

EFFECT_WORDS = {
    Effect.NEW: "новая",
    Effect.CHANGED: "изменится",
    Effect.SAME: "без изменений",
    Effect.LEFT_OUT: "не загружается",
}


@dataclass(frozen=True, slots=True)
class UploadLine:
    """A row and what becomes of it; `before` is in force today, `stored` is what it replaces."""

    row: ScaleRow
    effect: Effect
    before: Scale | None = None
    stored: StoredScale | None = None

    @property
    def words(self) -> str:
        """The scale of the row in one line."""
        return scale_words(self.row.scale)

    @property
    def words_before(self) -> str:
        """What is in force today in one line; empty where nothing is."""
        return scale_words(self.before) if self.before else ""

    @property
    def effect_words(self) -> str:
        """«без изменений» and the like."""
        return EFFECT_WORDS[self.effect]

    @property
    def years(self) -> str:
        """«2025/26–2026/27»."""
        return academic_year.span(self.row.scale.first_year, self.row.scale.last_year)


@dataclass(frozen=True, slots=True)
class UploadPlan:
    """All rows of a table, and the issues that only the municipality's own scales show."""

    lines: tuple[UploadLine, ...]
    issues: tuple[Issue, ...]

    def with_effect(self, *effects: Effect) -> list[UploadLine]:
        """Lines with one of these effects."""
        return [line for line in self.lines if line.effect in effects]

    @property
    def gives_something(self) -> bool:
        """Whether confirming would add or change anything."""
        return bool(self.with_effect(Effect.NEW, Effect.CHANGED))

    @property
    def words(self) -> str:
        """«2 новые шкалы, 1 изменится, 3 без изменений»."""
        new, changed, same = (
            len(self.with_effect(effect)) for effect in (Effect.NEW, Effect.CHANGED, Effect.SAME)
        )
        said = [
            counted(new, "новая шкала", "новые шкалы", "новых шкал") if new else "",
            counted(changed, "изменится", "изменятся", "изменятся") if changed else "",
            f"{same}\u00a0без изменений" if same else "",
        ]
        return ", ".join(filter(None, said)) or "ни одной шкалы"


def row_as_dict(row: ScaleRow) -> dict[str, Any]:
    """A row as the draft keeps it."""
    scale = row.scale
    names = ("first_year", "last_year", *FIGURES, *LONGEST)
    return {
        "procedure": scale.work.procedure.value, "subject": scale.work.subject,
        "grade": scale.work.grade, "sheet": row.sheet, "cell": row.cell,
        **{name: getattr(scale, name) for name in names},
    }  # fmt: skip


def rows_of(upload: ScaleUpload) -> list[ScaleRow]:
    """The rows that the draft keeps."""
    return [_row(dict(kept)) for kept in upload.draft["rows"]]


def plan_upload(municipality: Municipality, rows: list[ScaleRow]) -> UploadPlan:
    """What each row would do today; nothing is written."""
    scales = scales_for(municipality)
    own = _own_by_work(municipality)
    lines: list[UploadLine] = []
    issues: list[Issue] = []
    for row in rows:
        line = _planned(row, scales, own.get(row.scale.work, []))
        lines.append(line)
        if line.effect is Effect.LEFT_OUT and line.stored is not None:
            text = (
                f"на {line.stored.years} управление уже внесло шкалу этой работы с другими годами: "
                "отмените или исправьте её на странице работы; строка не загружается"
            )
            issues.append(Issue(Severity.ERROR, text, row.sheet, row.cell))
    return UploadPlan(tuple(lines), tuple(issues))


def _planned(row: ScaleRow, scales: Scales, own: list[StoredScale]) -> UploadLine:
    scale = row.scale
    years = range(scale.first_year, scale.last_year + 1)
    in_force = [scales.of(scale.work, year) for year in years]
    before = next((one for one in in_force if one is not None), None)
    if all(one is not None and one.figures == scale.figures for one in in_force):
        return UploadLine(row, Effect.SAME, before)
    met = [
        one for one in own
        if one.first_year <= scale.last_year and scale.first_year <= one.last_year
    ]  # fmt: skip
    if not met:
        return UploadLine(row, Effect.CHANGED if before else Effect.NEW, before)
    is_same_span = (met[0].first_year, met[0].last_year) == (scale.first_year, scale.last_year)
    effect = Effect.CHANGED if len(met) == 1 and is_same_span else Effect.LEFT_OUT
    return UploadLine(row, effect, met[0].value, met[0])


def _own_by_work(municipality: Municipality) -> dict[Work, list[StoredScale]]:
    own: dict[Work, list[StoredScale]] = {}
    for stored in StoredScale.objects.in_force().filter(municipality=municipality):
        own.setdefault(stored.work, []).append(stored)
    return own


def _row(kept: dict[str, Any]) -> ScaleRow:
    sheet, cell = kept.pop("sheet"), kept.pop("cell")
    work = Work(Procedure(kept.pop("procedure")), kept.pop("subject"), kept.pop("grade"))
    return ScaleRow(Scale(work, **kept), sheet, cell)
