"""What an office may settle about signs of bias; where it has not, the stated default holds.

DOMAIN.md 3 gives the formulas of ФИОКО; limits that no source names are ours and marked so in
docs/algorithms/objectivity.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from assessments.domain.objectivity.cohorts import LEAST_SCHOOLS
from assessments.domain.objectivity.markers import Corridor, JournalRule, PeakRule
from assessments.domain.procedures import Procedure, Work
from assessments.domain.subjects import MATHEMATICS, RUSSIAN

Z95 = Decimal("1.96")
"""The factor of a 95 % interval that the methodology prescribes."""
METHOD_WORKS = (
    Work(Procedure.VPR, RUSSIAN, 4), Work(Procedure.VPR, MATHEMATICS, 4),
    Work(Procedure.VPR, RUSSIAN, 5), Work(Procedure.VPR, MATHEMATICS, 5),
    Work(Procedure.OGE, RUSSIAN, 9), Work(Procedure.OGE, MATHEMATICS, 9),
)  # fmt: skip
"""The works of the methodology (DOMAIN.md 3.1), in its order."""


class Denominator(StrEnum):
    """Which schools the index is a share of."""

    ANY_WORK = "any"
    """Those of which anything is known about at least one counted work."""
    RUSSIAN_4 = "ru4"
    """Those that wrote ВПР Russian in grade 4 (DOMAIN.md 3.2)."""


DENOMINATOR_NAMES = {
    Denominator.ANY_WORK: "с данными хотя бы об одной учтённой работе",
    Denominator.RUSSIAN_4: "писавших ВПР по русскому языку в 4 классе",
}
CHOOSABLE_WORKS = (
    *(
        Work(Procedure.VPR, subject, grade)
        for grade in range(4, 9)
        for subject in (RUSSIAN, MATHEMATICS)
    ),
    Work(Procedure.OGE, RUSSIAN, 9),
    Work(Procedure.OGE, MATHEMATICS, 9),
)
"""Works that an office may let the index count."""


@dataclass(frozen=True, slots=True)
class MarkerRules:
    """The settings of one municipality.

    `works` are counted by the index and by the flag of the list; signs of other works are shown
    beside them. No corridor of marks holds until an office sets it. `municipality_as_base` lets
    the municipality's own mean stand in where no file brought the region's.
    """

    works: tuple[Work, ...] = METHOD_WORKS
    z: Decimal = Z95
    least_schools: int = LEAST_SCHOOLS
    peak: PeakRule = field(default_factory=PeakRule)
    journal: JournalRule = field(default_factory=JournalRule)
    corridors: Mapping[tuple[str, int], Corridor] = field(default_factory=dict)
    denominator: Denominator = Denominator.ANY_WORK
    municipality_as_base: bool = False

    def as_dict(self) -> dict[str, Any]:
        """What `from_dict` reads back; numbers as texts, exact."""
        return {
            "works": [[one.procedure.value, one.subject, one.grade] for one in self.works],
            "z": plain(self.z),
            "least_schools": self.least_schools,
            "peak_ratio": plain(self.peak.ratio),
            "peak_fewest": self.peak.fewest,
            "journal_high": plain(self.journal.high),
            "journal_medium": plain(self.journal.medium),
            "least_confirmed": plain(self.journal.least_confirmed),
            "corridors": [
                [
                    subject,
                    grade,
                    plain(one.least_twos),
                    plain(one.most_fours),
                    plain(one.most_fives),
                ]
                for (subject, grade), one in self.corridors.items()
            ],
            "denominator": self.denominator.value,
            "municipality_as_base": self.municipality_as_base,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> MarkerRules:
        """The rules that `as_dict` gave."""
        return cls(
            works=tuple(Work(Procedure(kind), subject, grade) for kind, subject, grade
                        in data["works"]),
            z=Decimal(data["z"]),
            least_schools=data["least_schools"],
            peak=PeakRule(Decimal(data["peak_ratio"]), data["peak_fewest"]),
            journal=JournalRule(
                Decimal(data["journal_high"]), Decimal(data["journal_medium"]),
                Decimal(data["least_confirmed"]),
            ),
            corridors={
                (subject, grade): Corridor(*map(Decimal, limits))
                for subject, grade, *limits in data["corridors"]
            },
            denominator=Denominator(data["denominator"]),
            municipality_as_base=data["municipality_as_base"],
        )  # fmt: skip

    def said(self) -> dict[str, str]:
        """Every setting in words, by its title."""
        corridors = "; ".join(corridor_line(*key, one) for key, one in self.corridors.items())
        return {
            "работы, которые учитывает индекс": "; ".join(one.title for one in self.works),
            "множитель интервала": _comma(self.z),
            "наименьшее число школ для границ изменения": str(self.least_schools),
            "пик: во сколько раз больше, чем баллом ниже": _comma(self.peak.ratio),
            "пик: не меньше участников": str(self.peak.fewest),
            "журнал: сильное расхождение, %": _comma(self.journal.high),
            "журнал: заметное расхождение, %": _comma(self.journal.medium),
            "журнал: подтвердивших не меньше, %": _comma(self.journal.least_confirmed),
            "коридоры отметок": corridors or "нет",
            "индекс — доля от школ": DENOMINATOR_NAMES[self.denominator],
            "муниципалитет вместо региона": "да" if self.municipality_as_base else "нет",
        }


def plain(number: Decimal) -> str:
    """A number without needless zeros, with a point."""
    return f"{number.normalize():f}"


def corridor_line(subject: str, grade: int, corridor: Corridor) -> str:
    """«Русский язык; 4; 15; 40; 5»: a corridor as people enter it."""
    limits = (corridor.least_twos, corridor.most_fours, corridor.most_fives)
    return "; ".join([subject, str(grade), *map(_comma, limits)])


def _comma(number: Decimal) -> str:
    return plain(number).replace(".", ",")
