"""Which scales are in force in a municipality, and how pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from assessments.domain.procedures import TITLES, Work
from assessments.domain.scales import (
    CERTAINTY_WORDS,
    LEVEL_WORDS,
    TO_BE_CHECKED,
    Level,
    Scale,
    Scales,
)
from assessments.models import StoredScale
from assessments.parsing.shipped_scales import shipped_scales
from core.values import academic_year
from core.values.wording import DASH, quoted
from schools.models import Municipality


def scales_for(municipality: Municipality) -> Scales:
    """Every scale in force in the municipality; read once and kept on the object.

    What the office has entered wins over its region's, that over the installation's, that over the
    shipped ones (docs/algorithms/scales.md).
    """
    kept: Scales | None = getattr(municipality, "_scales", None)
    if kept is None:
        stored = StoredScale.objects.for_municipality(municipality).in_force()
        kept = Scales([*shipped_scales(), *(one.value for one in stored)])
        municipality._scales = kept  # type: ignore[attr-defined]
    return kept


def forget_scales(municipality: Municipality) -> None:
    """Let the object read its scales again: they have changed."""
    municipality.__dict__.pop("_scales", None)


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """A scale as pages print it; `scale` is None where nothing is known of the year."""

    work: Work
    scale: Scale | None
    years: str
    known_until: str = ""

    @property
    def ranges(self) -> tuple[str, ...]:
        """«0–13» for each mark from 2 to 5; «—» where the scale does not tell."""
        return tuple(range_words(self.scale, mark) for mark in (2, 3, 4, 5))

    @property
    def minimum(self) -> str:
        """«24, для вуза 36»; «—» where there is none."""
        return minimum_words(self.scale)

    @property
    def certainty(self) -> str:
        """How sure the figures are, in words."""
        return CERTAINTY_WORDS[self.scale.certainty] if self.scale else ""

    @property
    def to_be_checked(self) -> bool:
        """Whether a person should look into the letter of the year."""
        return self.scale is not None and self.scale.certainty in TO_BE_CHECKED

    @property
    def level(self) -> str:
        """Who has entered it, in words."""
        return LEVEL_WORDS[self.scale.level] if self.scale else ""

    @property
    def is_whole(self) -> bool:
        """Whether every mark has its bounds, or the least test score is known."""
        return self.scale is not None and (self.scale.has_marks or self.scale.minimum is not None)

    @property
    def is_own(self) -> bool:
        """Whether the office itself has entered it."""
        return self.scale is not None and self.scale.level is Level.MUNICIPALITY


def range_words(scale: Scale | None, mark: int) -> str:
    """«14–23», «от 33», «—»."""
    low = scale.lowest(mark) if scale else None
    high = scale.highest(mark) if scale else None
    if scale is None or low is None or (high is None and mark != 5):
        return DASH
    if mark == 5 and scale.fours_to is None:
        return DASH
    if high is None:
        return f"от {low}"
    return str(low) if low == high else f"{low}–{high}"


def minimum_words(scale: Scale | None) -> str:
    """«24, для вуза 36»; for a scale of which only «3» is known, «для «3» — 15»."""
    if scale is None:
        return DASH
    if scale.minimum is not None:
        entry = scale.entry_minimum
        return str(scale.minimum) if entry is None else f"{scale.minimum}, для вуза {entry}"
    if scale.twos_to is not None and scale.threes_to is None:
        return f"для «3» — {scale.twos_to + 1}"
    return DASH


def scale_words(scale: Scale) -> str:
    """««2» 0–7, «3» 8–14, «4» 15–21, «5» 22–31; наибольший балл 31» in one line."""
    parts = []
    if scale.is_scored:
        parts.append(f"наименьший балл {minimum_words(scale)}")
    elif scale.has_marks:
        shown = ((mark, range_words(scale, mark)) for mark in (2, 3, 4, 5))
        parts.append(", ".join(f"«{mark}» {words}" for mark, words in shown))
    elif scale.twos_to is not None:
        parts.append(minimum_words(scale))
    if scale.max_score is not None:
        parts.append(f"наибольший балл {scale.max_score}")
    parts.append(scale.conditions)
    return "; ".join(filter(None, parts))


def lines_of_year(scales: Scales, year: int) -> list[ScaleLine]:
    """Every work that is known at all, with its scale of the year or none."""
    return [_line_of(scales, work, year) for work in scales.works()]


def lines_of_work(scales: Scales, work: Work) -> list[ScaleLine]:
    """What is in force of one work, year by year, newest first; equal neighbours as one line."""
    lines: list[tuple[int, int, Scale]] = []
    for year in scales.years():
        scale = scales.of(work, year)
        if scale is None:
            continue
        if lines and lines[-1][2] is scale and lines[-1][0] == year + 1:
            lines[-1] = (year, lines[-1][1], scale)
        else:
            lines.append((year, year, scale))
    return [ScaleLine(work, scale, academic_year.span(low, high)) for low, high, scale in lines]


def history_of_work(municipality: Municipality, work: Work) -> QuerySet[StoredScale]:
    """Every version that people have entered for the work and that concerns the municipality."""
    return (
        StoredScale.objects.for_municipality(municipality)
        .filter(procedure=work.procedure.value, subject=work.subject, grade=work.grade)
        .select_related("entered_by", "ended_by", "region", "municipality", "upload", "replaced_by")
        .defer("upload__draft", "upload__issues")
        .order_by("-first_year", "-entered_at", "-pk")
    )


def overlapping(
    scale: Scale, *, municipality: Municipality | None, region_id: int | None
) -> QuerySet[StoredScale]:
    """Versions in force of the same place and work whose years meet those of `scale`."""
    return (
        StoredScale.objects.in_force()
        .filter(
            municipality=municipality, region=region_id, procedure=scale.work.procedure.value,
            subject=scale.work.subject, grade=scale.work.grade, first_year__lte=scale.last_year,
            last_year__gte=scale.first_year,
        )
        .order_by("first_year", "pk")
    )  # fmt: skip


def in_the_way(scale: Scale, *, region_id: int | None) -> StoredScale | None:
    """A version for a region or for all that a new scale meets and cannot simply replace.

    One that begins in the same year is replaced; what begins otherwise is withdrawn by hand first.
    """
    met = list(overlapping(scale, municipality=None, region_id=region_id))
    is_replaced = len(met) == 1 and met[0].first_year == scale.first_year
    return None if is_replaced or not met else met[0]


def already_entered(stored: StoredScale) -> str:
    """The sentence for a scale whose years meet those of `stored`."""
    return (
        f"На {stored.years} шкала этой работы уже внесена ({quoted(stored.source)}). Исправьте или "
        "отмените её либо измените годы."
    )


def export_rows(lines: list[ScaleLine]) -> Iterator[tuple[int | str | None, ...]]:
    """Scales of a list as rows of the workbook that the portal reads back."""
    for line in lines:
        scale = line.scale
        if scale is None:
            continue
        yield (
            TITLES[line.work.procedure], line.work.subject, line.work.grade,
            academic_year.label(scale.first_year), academic_year.label(scale.last_year),
            scale.max_score, *scale.upper, scale.minimum, scale.entry_minimum, scale.conditions,
            scale.source, line.certainty, scale.note,
        )  # fmt: skip


def _line_of(scales: Scales, work: Work, year: int) -> ScaleLine:
    scale = scales.of(work, year)
    if scale is not None:
        return ScaleLine(work, scale, academic_year.span(scale.first_year, scale.last_year))
    earlier = scales.latest_before(work, year)
    return ScaleLine(work, None, "", academic_year.label(earlier) if earlier is not None else "")
