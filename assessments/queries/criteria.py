"""Criteria to choose from: those that ship, and those that the municipality has put into force."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assessments.domain.criteria import SHIPPED, Criteria, CriteriaError, shipped
from assessments.models import CriteriaSet
from schools.models import Municipality

OWN = "set-"
"""How the choice of a stored version begins; a shipped one is chosen by its key."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Criteria to choose; `municipality_id` is None for those that ship."""

    criteria: Criteria
    municipality_id: int | None = None

    @property
    def words(self) -> str:
        """«федеральные 30/2, версия 1»."""
        own = "" if self.municipality_id is None else ", свои"
        return f"{self.criteria.name}, версия {self.criteria.version}{own}"


def offers(municipality_ids: Collection[int]) -> dict[str, Offer]:
    """What can be chosen in the municipalities, own criteria last, the newest versions first."""
    found = {key: Offer(criteria) for key, criteria in SHIPPED.items()}
    stored = CriteriaSet.objects.published().filter(municipality__in=municipality_ids)
    for one in stored.order_by("key", "-version"):
        found[f"{OWN}{one.pk}"] = Offer(one.criteria, one.municipality_id)
    return found


def criteria_at(municipality: Municipality | None, address: str) -> Criteria:
    """The criteria behind «KEY» or «KEY@VERSION»: the newest version in force, or that one.

    Without a municipality only those that no office has to itself.

    Raises CriteriaError where there is none.
    """
    key, _, version = address.partition("@")
    stored = CriteriaSet.objects.published().filter(municipality=municipality, key=key)
    if version.isdecimal():
        stored = stored.filter(version=int(version))
    found = stored.order_by("-version").first()
    if found is not None:
        return found.criteria
    own = CriteriaSet.objects.published().filter(municipality=municipality)
    keys = sorted(set(own.values_list("key", flat=True)) - {key})
    if key not in SHIPPED and keys:
        raise CriteriaError(f"Критериев «{address}» нет. Есть: {', '.join((*SHIPPED, *keys))}.")
    criteria = shipped(key)
    if version and version != criteria.version:
        raise CriteriaError(
            f"Версии {version} критериев «{key}» нет. Есть версия {criteria.version}."
        )
    return criteria


def base_of_version(stored: CriteriaSet) -> Criteria | None:
    """What to compare a version with: the one before it, else what it was copied from."""
    versions = CriteriaSet.objects.filter(
        municipality=stored.municipality_id, key=stored.key, version__lt=stored.version
    )
    before = versions.order_by("-version").first()
    if before is not None:
        return before.criteria
    key, _, version = stored.based_on.partition("@")
    if key in SHIPPED:
        return SHIPPED[key]
    source = CriteriaSet.objects.filter(
        municipality=stored.municipality_id, key=key, version=version
    )
    found = source.first()
    return found.criteria if found else None
