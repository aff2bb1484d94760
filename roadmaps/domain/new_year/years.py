"""The years of a plan: those that follow, and the plan's title without them and with others."""

import re
from dataclasses import dataclass

from core.values.wording import NBSP
from roadmaps.domain.new_year.shifting import YearShift

_YEARS = re.compile(
    r"\s*(?:\(\s*)?\b(?:(?:на|в|за|до)\s+)?(?:19|20|21)\d\d"
    r"(?:\s*[-–—/,и]+\s*(?:(?:19|20|21)?\d\d))*\s*"
    r"(?:-?\s*(?:(?:учебн\w+|уч\.)\s*)?(?:год(?:ы|а|у|ов|ам)?|гг?\.?)(?![а-яё]))?(?:\s*\))?",
    re.IGNORECASE,
)
_LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class PlanYears:
    """From the first year to the last, counted as calendar years or as school years."""

    first: int
    last: int
    school_year: bool = False

    @property
    def words(self) -> str:
        """«2026–2027 годы», «2026 год», «2026/27 учебный год»."""
        if self.school_year and self.last - self.first <= 1:
            return f"{self.first}/{(self.first + 1) % 100:02d}{NBSP}учебный{NBSP}год"
        if self.first == self.last:
            return f"{self.first}{NBSP}год"
        return f"{self.first}–{self.last}{NBSP}годы"

    @property
    def following(self) -> "PlanYears":
        """The years of the plan that comes after, as long as this one."""
        length = self.last - self.first
        by = max(length, 1) if self.school_year else length + 1
        return PlanYears(self.first + by, self.last + by, self.school_year)

    def shift_to(self, others: "PlanYears") -> YearShift:
        """What moves the words of a plan of these years to a plan of others."""
        return YearShift(others.first - self.first, self.first, self.last)


def without_years(title: str) -> str:
    """«Дорожная карта на 2025–2026 годы» becomes «Дорожная карта»; the title itself if no more."""
    rest = " ".join(_YEARS.sub("", title).split()).strip(" ,.;:–—-")
    return rest or title


def with_years(name: str, years: PlanYears) -> str:
    """«Дорожная карта на 2026–2027 годы», at most as long as a title may be."""
    tail = f" на{NBSP}{years.words}"
    return name[: _LONGEST_TITLE - len(tail)] + tail
