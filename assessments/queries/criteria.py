"""Criteria to choose from: those that ship, the common ones, and those of the municipality."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F

from assessments.domain.criteria import SHIPPED, Criteria, CriteriaError, shipped
from assessments.models import CriteriaSet
from schools.models import Municipality

OWN = "set-"
"""How the choice of a stored version begins; a shipped one is chosen by its key."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Criteria to choose; `municipality_id` is None for those that ship and the common ones."""

    criteria: Criteria
    municipality_id: int | None = None
    is_common: bool = False

    @property
    def words(self) -> str:
        """«федеральные 30/2, версия 1», «Наши, версия 2, свои, с 2025/26»."""
        said = [self.criteria.name, f"версия {self.criteria.version}"]
        if self.municipality_id is not None or self.is_common:
            said.append("общие" if self.is_common else "свои")
            if self.criteria.valid_from or self.criteria.valid_to:
                said.append(self.criteria.years_words)
        return ", ".join(said)


def offers(municipality_ids: Collection[int], years: Collection[int] | None) -> dict[str, Offer]:
    """What can be chosen in the municipalities for any of the years (None: for every year).

    What ships stands first, then the common criteria, the own ones last; the newest versions first.
    """
    found = {key: Offer(criteria) for key, criteria in SHIPPED.items()}
    stored = CriteriaSet.objects.published().offered_in(municipality_ids)
    for one in stored.order_by(F("municipality").asc(nulls_first=True), "key", "-version"):
        found[f"{OWN}{one.pk}"] = Offer(one.criteria, one.municipality_id, one.is_common)
    if years is None:
        return found
    return {
        key: offer
        for key, offer in found.items()
        if any(offer.criteria.is_valid_in(year) for year in years)
    }


def criteria_at(municipality: Municipality | None, address: str, academic_year: int) -> Criteria:
    """The criteria behind «KEY» or «KEY@VERSION»: of the municipality, then common, then shipped.

    Without a municipality only those that no office has to itself. Without a version it is the
    newest one in force that is meant for the year, else the newest.
    Raises CriteriaError where there is none.
    """
    key, _, version = address.partition("@")
    in_force = CriteriaSet.objects.published().offered_in([municipality.pk] if municipality else [])
    stored = in_force.filter(key=key)
    if version.isdecimal():
        stored = stored.filter(version=int(version))
    found = list(stored.order_by(F("municipality").asc(nulls_last=True), "-version"))
    if found:
        mine = [one.criteria for one in found if one.municipality_id == found[0].municipality_id]
        return next((one for one in mine if one.is_valid_in(academic_year)), mine[0])
    keys = sorted(set(in_force.values_list("key", flat=True)) - {key})
    if key not in SHIPPED and keys:
        raise CriteriaError(f"Критериев «{address}» нет. Есть: {', '.join((*SHIPPED, *keys))}.")
    criteria = shipped(key)
    if version and version != criteria.version:
        raise CriteriaError(
            f"Версии {version} критериев «{key}» нет. Есть версия {criteria.version}."
        )
    return criteria


def key_for_copy(key: str, *, is_owner: bool) -> str:
    """Under which key a copy is offered: the same one makes the next version, if it may."""
    is_taken = key in SHIPPED or (
        not is_owner and CriteriaSet.objects.of(None).filter(key=key).exists()
    )
    return f"{key[:50]}-own" if is_taken else key


def others_in_force(stored: CriteriaSet) -> list[CriteriaSet]:
    """Other versions under the key by which calculations may be made, the newest first."""
    versions = CriteriaSet.objects.of(stored.municipality_id).filter(key=stored.key)
    return list(versions.published().exclude(pk=stored.pk).order_by("-version"))


def base_of_version(stored: CriteriaSet) -> Criteria | None:
    """What to compare a version with: the one before it, else what it was copied from."""
    versions = CriteriaSet.objects.of(stored.municipality_id).filter(key=stored.key)
    before = versions.filter(version__lt=stored.version).order_by("-version").first()
    return before.criteria if before is not None else source_of(stored)


def source_of(stored: CriteriaSet) -> Criteria | None:
    """What a version was copied from; None where it is no more to be found."""
    key, _, version = stored.based_on.partition("@")
    if key in SHIPPED:
        return SHIPPED[key]
    sources = CriteriaSet.objects.offered_in([stored.municipality_id]).filter(key=key)
    found = sources.filter(version=version or 0).order_by(F("municipality").asc(nulls_last=True))
    source = found.first()
    return source.criteria if source else None
