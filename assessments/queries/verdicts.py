"""«Почему»: the figures of a verdict as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessments.domain.measures import SMALL_GROUP, wilson
from assessments.domain.reasons import share_words
from assessments.domain.rules import Category
from assessments.domain.rules.categories import LIST_WORDS
from assessments.domain.rules.grounds import plain
from assessments.domain.rules.outlines import Condition
from assessments.domain.small_groups import small_group_words
from assessments.domain.verdict_data import is_share
from assessments.models import Verdict
from assessments.queries.review import place_words
from assessments.queries.verdict_ways import (
    Way,
    conditions_of,
    nearest_words,
    way_into,
    way_out_of,
    work_of,
)
from assessments.queries.verdict_years import YearTable, years_of_works
from core.values.wording import NBSP, counted, decimal

SIGNS = {
    Category.LOW_RESULTS: "overdue",
    Category.AT_RISK: "returned",
    Category.ADVERSE_CONDITIONS: "returned",
    Category.HIGH_RESULTS: "done",
    Category.NONE: "done",
    Category.NO_DATA: "ahead",
}
ANSWERS = {True: ("done", "да"), False: ("off", "нет"), None: ("ahead", "нельзя оценить")}
"""Whether a condition is met: sign and words."""
_NAMED = 3
_PEOPLE = ("участник", "участника", "участников")
_SCALE = 300
"""Width of the drawing in units: three units are one percent."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Places on the strip of a share, in units of its width."""

    threshold: str
    share: str
    interval_start: str
    interval_width: str
    words: str


@dataclass(frozen=True, slots=True)
class Ground:
    """One procedure of the school against the threshold."""

    title: str
    participants: int
    low: int
    share: str
    met: bool
    notes: str
    distance: str
    small_group: str | None
    drawing: Drawing
    file_name: str
    place: str
    import_id: int | None
    recovered: bool


@dataclass(frozen=True, slots=True)
class OtherGround:
    """A figure that is not a share of low results: a place, a mean, a corridor, an earlier year."""

    title: str
    words: str
    participants: int | None
    answer: str
    sign: str
    margin: str
    file_name: str
    place: str
    import_id: int | None


@dataclass(frozen=True, slots=True)
class Why:
    """Everything the page of a verdict says beyond its sentence."""

    grounds: list[Ground]
    limit: str
    """«Порог 30 %», the limit of the grounds."""
    others: list[OtherGround]
    missing: list[str]
    unclear: list[str]
    unjudged: list[str]
    way_out: Way | None
    way_in: Way | None
    nearest: str
    small_groups: str
    years: YearTable | None
    conditions: list[tuple[str, Condition]]


def grounds_in_words(verdict: Verdict) -> str:
    """The sentence of a verdict as it stands beside its category, which is not said twice."""
    rest = _grounds_of(verdict)
    return rest[:1].upper() + rest[1:] if rest else verdict.reason


def reason_in_words(verdict: Verdict) -> str:
    """The whole sentence, beginning with what the criteria call the category."""
    rest = _grounds_of(verdict)
    return f"{verdict.run.words.heading(verdict.standing)}: {rest}" if rest else verdict.reason


def _grounds_of(verdict: Verdict) -> str:
    """What follows the category in the sentence; empty where the sentence does not begin with it.

    Calculations of the time before criteria had words of their own spoke of the list.
    """
    for heading in (verdict.heading, LIST_WORDS.headings[verdict.standing]):
        if verdict.reason.lower().startswith(f"{heading.lower()}: "):
            return verdict.reason[len(heading) + 2 :]
    return ""


def why(verdict: Verdict) -> Why:
    """The verdict's findings in words, the heaviest first."""
    findings = sorted(filter(is_share, verdict.findings), key=_weight)
    grounds = [_ground(finding, verdict.run.criteria["parameters"]) for finding in findings]
    return Why(
        grounds=grounds,
        limit=f"Порог {plain(findings[0]['threshold'])}{NBSP}%" if findings else "",
        others=[_other(finding) for finding in verdict.findings if not is_share(finding)],
        missing=[work_of(data).title for data in verdict.missing],
        unclear=[work_of(data).title for data in verdict.unclear],
        unjudged=verdict.unjudged,
        way_out=way_out_of(verdict),
        way_in=way_into(verdict),
        nearest=nearest_words(verdict),
        small_groups=_small_groups(grounds),
        years=years_of_works(verdict),
        conditions=conditions_of(verdict),
    )


def _small_groups(grounds: list[Ground]) -> str:
    """What small groups mean for the verdict; empty where all groups are large enough."""
    small = [ground for ground in grounds if ground.small_group]
    if not small:
        return ""
    if len(small) <= _NAMED:
        said = "; ".join(
            f"{ground.title}: {counted(ground.participants, *_PEOPLE)}, {ground.small_group}"
            for ground in small
        )
        return f"{said} Вывод по одной такой процедуре ненадёжен."
    numbers = [ground.participants for ground in small]
    number = counted(len(small), "процедуре", "процедурах", "процедурах")
    return (
        f"В {number} участников меньше {SMALL_GROUP}: от {min(numbers)} до {max(numbers)}. Один "
        f"участник меняет долю на {_points(max(numbers))}–{_points(min(numbers))}{NBSP}п.{NBSP}п., "
        "поэтому вывод по одной такой процедуре ненадёжен."
    )


def _points(participants: int) -> str:
    return decimal(Decimal(100) / participants)


def _weight(finding: dict[str, Any]) -> tuple[Any, ...]:
    return (not finding["met"], -Decimal(finding["share"]), work_of(finding))


def _ground(finding: dict[str, Any], parameters: dict[str, Any]) -> Ground:
    threshold = Fraction(finding["threshold"])
    exact = Fraction(100 * finding["low"], finding["participants"])
    source = finding["source"] or {"file": "", "sheet": "", "cell": "", "import": None}
    return Ground(
        title=work_of(finding).title,
        participants=finding["participants"],
        low=finding["low"],
        share=share_words(exact, threshold).removesuffix(f"{NBSP}%"),
        met=finding["met"],
        notes=" · ".join(_notes(finding, parameters)),
        distance=_distance(finding) if finding["counted"] else "",
        small_group=small_group_words(finding["participants"]),
        drawing=_drawing(finding["low"], finding["participants"], exact, threshold),
        file_name=source["file"],
        place=place_words(source["sheet"], source["cell"]),
        import_id=source["import"],
        recovered=finding["recovered"],
    )


def _other(finding: dict[str, Any]) -> OtherGround:
    source = finding["source"] or {"file": "", "sheet": "", "cell": "", "import": None}
    return OtherGround(
        title=work_of(finding).title if finding["procedure"] else "Школа в целом",
        words=finding["words"],
        participants=finding["participants"],
        answer=ANSWERS[finding["met"]][1],
        sign=ANSWERS[finding["met"]][0],
        margin=_distance(finding) if finding["margin"] is not None else "",
        file_name=source["file"],
        place=place_words(source["sheet"], source["cell"]),
        import_id=source["import"],
    )


def _notes(finding: dict[str, Any], parameters: dict[str, Any]) -> list[str]:
    notes = []
    if not finding["counted"]:
        notes.append(
            f"не учитывается: участников меньше {parameters['min_participants']}"
        )  # fmt: skip
    if finding["near"]:
        notes.append("близко к порогу")
    if finding["growth"] is not None:
        growth = Decimal(finding["growth"])
        if finding["grown"]:
            notes.append(f"выросла за год на {decimal(growth)}{NBSP}п.{NBSP}п.")
    small_group = small_group_words(finding["participants"])
    if small_group:
        notes.append(small_group)
    return notes


def _distance(finding: dict[str, Any]) -> str:
    pupils = abs(finding["margin"])
    words = counted(pupils, "ученик", "ученика", "учеников")
    if finding["margin"] > 0:
        return words
    return f"ниже на{NBSP}{pupils}" if pupils else ""


def _drawing(low: int, participants: int, exact: Fraction, threshold: Fraction) -> Drawing:
    lower, upper = wilson(low, participants) or (Decimal(0), Decimal(100))
    width = _SCALE // 100
    return Drawing(
        threshold=f"{float(threshold) * width:.1f}",
        share=f"{float(exact) * width:.1f}",
        interval_start=f"{float(lower) * width:.1f}",
        interval_width=f"{float(upper - lower) * width:.1f}",
        words=f"доля {share_words(exact, threshold)}, порог "
        f"{decimal(Decimal(threshold.numerator) / threshold.denominator, 0)}{NBSP}%, "
        f"интервал от {decimal(lower, 0)} до {decimal(upper, 0)}{NBSP}%",
    )
