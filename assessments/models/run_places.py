"""Whose schools a calculation is of: those of a municipality, a region, or the country."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from assessments.domain.rules.cases import COUNTRY, MUNICIPALITY, REGION
from schools.models import Municipality, Region

COUNTRY_WORDS = "Вся страна"


@dataclass(frozen=True, slots=True)
class RunPlace:
    """A municipality, else a region, else the whole country."""

    municipality: Municipality | None = None
    region: Region | None = None

    @property
    def level(self) -> str:
        """The widest population that its schools are compared with."""
        if self.municipality is not None:
            return MUNICIPALITY
        return COUNTRY if self.region is None else REGION

    @property
    def is_wide(self) -> bool:
        """Whether its schools belong to several offices."""
        return self.municipality is None

    @property
    def words(self) -> str:
        """«Приозёрный муниципальный округ», «Озёрный край», «Вся страна»."""
        place = self.municipality or self.region
        return place.name if place is not None else COUNTRY_WORDS

    def municipalities(self, path: str = "") -> Q:
        """Condition: the municipality at `path` («municipality»; empty for itself) is of here."""
        prefix = f"{path}__" if path else ""
        if self.municipality is not None:
            return Q(**{f"{prefix}pk": self.municipality.pk})
        return Q() if self.region is None else Q(**{f"{prefix}region": self.region.pk})
