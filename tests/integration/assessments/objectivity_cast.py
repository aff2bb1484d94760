"""Figures in which signs of bias are found: distributions, a region's row, a received list."""

from __future__ import annotations

from typing import Any

from assessments.models import (
    JournalComparison,
    ObjectivitySign,
    ReferenceRow,
    Result,
    ResultsImport,
    ScoreDistribution,
)
from tests.conftest import World

RUSSIAN = "Русский язык"
HIGH = [0] * 30 + [5, 5, 10]
USUAL = [0] * 10 + [4, 5, 6, 5, 4] + [0] * 18
REGION = {str(score): "20" for score in range(10, 15)}
PEOPLE = 1000


def _work(year: int = 2024, grade: int = 4, subject: str = RUSSIAN) -> dict[str, Any]:
    return {
        "procedure": "vpr", "subject": subject, "grade": grade, "academic_year": year,
        "written_year": year,
    }  # fmt: skip


class Material:
    """One upload that all figures come from."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.upload = ResultsImport.objects.create(
            municipality=world.office, file_name="Баллы.xlsx", sha256="bias", kind="x",
            state="confirmed", decided_at="2025-06-01T10:00:00Z",
        )  # fmt: skip
        self.place = {"results_import": self.upload, "sheet": "Лист1", "cell": "D7"}

    def scores(self, school: Any, counts: list[int], **work: Any) -> ScoreDistribution:
        return ScoreDistribution.objects.create(
            school=school, counts=counts, max_score=len(counts) - 1, participants=sum(counts),
            **_work(**work), **self.place,
        )  # fmt: skip

    def region(self, participants: int | None = PEOPLE, **work: Any) -> ReferenceRow:
        return ReferenceRow.objects.create(
            municipality=self.world.office, kind="scores", scope="region", name="Регион",
            participants=participants, figures=REGION, **_work(**work), **self.place,
        )  # fmt: skip

    def listed(self, school: Any, *, present: bool = True, **work: Any) -> ObjectivitySign:
        return ObjectivitySign.objects.create(
            school=school, sign="listed", present=present, participants=0, **_work(**work),
            **self.place,
        )  # fmt: skip

    def marks(self, school: Any, *counts: int, **work: Any) -> Result:
        names = ("twos", "threes", "fours", "fives")
        return Result.objects.create(
            school=school, participants=sum(counts), **dict(zip(names, counts, strict=True)),
            **_work(**work), **self.place,
        )  # fmt: skip

    def journal(self, school: Any, *counts: int, ranks: str | None = None, **work: Any) -> Any:
        lowered, confirmed, raised = counts
        return JournalComparison.objects.create(
            school=school, participants=sum(counts), lowered=lowered, confirmed=confirmed,
            raised=raised, far=None if ranks is None else 1, rank_correlation=ranks,
            **_work(**work), **self.place,
        )  # fmt: skip
