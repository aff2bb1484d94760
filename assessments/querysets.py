"""Who sees which results, imports and classifications."""

from __future__ import annotations

from typing import Any

from django.db import models

from assessments.domain.results import Attempt
from schools.querysets import Scope, is_owner

_READ_IN_FILES = tuple(
    f"results_import__{name}" for name in ("contents", "decisions", "changed_years")
)


class ResultsImportQuerySet(models.QuerySet[Any]):
    """Uploaded workbooks of results."""

    def visible_to(self, user: Any) -> ResultsImportQuerySet:
        """The office and observers: a file holds all schools of the municipality."""
        return self.filter(Scope.of(user).office("municipality"))


class DraftPieceQuerySet(models.QuerySet[Any]):
    """Parts of what was read from files."""

    def visible_to(self, user: Any) -> DraftPieceQuerySet:
        """Whoever sees the file."""
        return self.filter(Scope.of(user).office("results_import__municipality"))


class FactQuerySet(models.QuerySet[Any]):
    """Figures of schools, one row per work."""

    def visible_to(self, user: Any) -> FactQuerySet:
        """The office sees all its schools, a head or curator their own and its branches."""
        return self.filter(Scope.of(user).school("school"))

    def of_municipality(self, municipality_id: int) -> FactQuerySet:
        """Figures of all schools of one municipality."""
        return self.filter(school__municipality_id=municipality_id)

    def first_results(self) -> FactQuerySet:
        """Without resits and appeals, which are kept apart and do not count."""
        return self.filter(attempt=Attempt.FIRST)

    def with_files(self) -> FactQuerySet:
        """With the file of each figure; what was read in it, as long as the file, stays aside."""
        return self.select_related("results_import").defer(*_READ_IN_FILES)


class CurrentFacts(models.Manager.from_queryset(FactQuerySet)):  # type: ignore[misc]
    """Rows that count; those that a later file has replaced are left out."""

    def get_queryset(self) -> FactQuerySet:
        """The current version of each figure."""
        return super().get_queryset().filter(superseded_by__isnull=True)


class ReferenceQuerySet(models.QuerySet[Any]):
    """Figures of the country, a region or a municipality to compare schools with."""

    def visible_to(self, user: Any) -> ReferenceQuerySet:
        """Everybody of the municipality whose office has loaded them."""
        return self.filter(Scope.of(user).municipal("municipality"))

    def of_municipality(self, municipality_id: int) -> ReferenceQuerySet:
        """Rows that one office has loaded."""
        return self.filter(municipality=municipality_id)

    def with_files(self) -> ReferenceQuerySet:
        """With the file of each row; what was read in it, as long as the file, stays aside."""
        return self.select_related("results_import").defer(*_READ_IN_FILES)


class CurrentReferences(models.Manager.from_queryset(ReferenceQuerySet)):  # type: ignore[misc]
    """Rows that count; those that a later file has replaced are left out."""

    def get_queryset(self) -> ReferenceQuerySet:
        """The current version of each row."""
        return super().get_queryset().filter(superseded_by__isnull=True)


class ObjectivityRulesQuerySet(models.QuerySet[Any]):
    """Settings of the signs of bias."""

    def visible_to(self, user: Any) -> ObjectivityRulesQuerySet:
        """Everybody of the municipality: a head reads what the own signs are found by."""
        return self.filter(Scope.of(user).municipal("municipality"))


class ScaleUploadQuerySet(models.QuerySet[Any]):
    """Tables of scales on their way in."""

    def visible_to(self, user: Any) -> ScaleUploadQuerySet:
        """The office and observers."""
        return self.filter(Scope.of(user).office("municipality"))


class StoredScaleQuerySet(models.QuerySet[Any]):
    """Versions of scales that people have entered."""

    def visible_to(self, user: Any) -> StoredScaleQuerySet:
        """The office sees its own, those of its region and those for everybody; schools none."""
        scope = Scope.of(user)
        if not (scope.office_ids or scope.region_ids):
            return self.none()
        own_region = models.Q(region__municipalities__in=scope.office_ids)
        found = self.filter(
            scope.office("municipality")
            | own_region
            | models.Q(region__in=scope.region_ids)
            | models.Q(municipality__isnull=True, region__isnull=True)
        )
        return found.distinct()

    def for_municipality(self, municipality: Any) -> StoredScaleQuerySet:
        """What concerns the municipality: its own, its region's and everybody's."""
        return self.filter(
            models.Q(municipality=municipality)
            | models.Q(region=municipality.region_id)
            | models.Q(municipality__isnull=True, region__isnull=True)
        )

    def in_force(self) -> StoredScaleQuerySet:
        """Without versions that were replaced or withdrawn."""
        return self.filter(ended_at__isnull=True)


class CriteriaSetQuerySet(models.QuerySet[Any]):
    """Criteria that people make."""

    def visible_to(self, user: Any) -> CriteriaSetQuerySet:
        """The office and observers; schools read the rules of a calculation on its page.

        Common criteria are seen by all of them once they are in force, by the owner from the first
        draft on.
        """
        scope = Scope.of(user)
        seen, common = scope.office("municipality"), models.Q(municipality__isnull=True)
        if is_owner(user):
            seen |= common
        elif scope.office_ids or scope.region_ids:
            seen |= common & ~models.Q(state="draft")
        return self.filter(seen)

    def of(self, municipality_id: int | None) -> CriteriaSetQuerySet:
        """Versions of one municipality, or the common ones."""
        return self.filter(municipality=municipality_id)

    def offered_in(self, municipality_ids: Any) -> CriteriaSetQuerySet:
        """Versions of some municipalities and the common ones."""
        common = models.Q(municipality__isnull=True)
        return self.filter(models.Q(municipality__in=municipality_ids) | common)

    def published(self) -> CriteriaSetQuerySet:
        """Versions by which a calculation may be made."""
        return self.filter(state="published")


class RunSettingsQuerySet(models.QuerySet[Any]):
    """When the portal calculates lists by itself."""

    def visible_to(self, user: Any) -> RunSettingsQuerySet:
        """The office and observers; those of regions and the country as their calculations."""
        return self.filter(Scope.of(user).office("municipality") | _wide(user))

    def of_nights(self) -> RunSettingsQuerySet:
        """Of regions and of the country that are calculated at night."""
        return self.filter(municipality__isnull=True, nightly=True)


def _wide(user: Any, run: str = "") -> models.Q:
    """Condition: the run at `run` («run__»; empty for itself) is of several offices and seen."""
    of_several = models.Q(**{f"{run}municipality__isnull": True})
    if is_owner(user):
        return of_several
    return of_several & models.Q(**{f"{run}region__in": Scope.of(user).region_ids})


class ClassificationRunQuerySet(models.QuerySet[Any]):
    """Runs of the classification."""

    def visible_to(self, user: Any) -> ClassificationRunQuerySet:
        """The office sees all runs, schools those that are finished.

        Runs of a region are for its observers, those of regions and the country for the owner.
        """
        scope = Scope.of(user)
        finished = scope.municipal("municipality") & models.Q(finished_at__isnull=False)
        return self.filter(scope.office("municipality") | finished | _wide(user))

    def finished(self) -> ClassificationRunQuerySet:
        """Runs with their verdicts."""
        return self.filter(finished_at__isnull=False)

    def of_the_list(self) -> ClassificationRunQuerySet:
        """Finished runs by criteria that make the list; auxiliary criteria only look beside it."""
        return self.finished().filter(makes_list=True)


class VerdictQuerySet(models.QuerySet[Any]):
    """Verdicts on single schools."""

    def visible_to(self, user: Any) -> VerdictQuerySet:
        """As the school: a head sees the own verdict and no other.

        A verdict of a region compares with schools of other offices: it is seen with its run only.
        """
        own = Scope.of(user).school("school") & models.Q(run__municipality__isnull=False)
        return self.filter(own | _wide(user, "run__"))

    def of_the_list(self) -> VerdictQuerySet:
        """Verdicts of finished runs by criteria that make the list."""
        return self.filter(run__finished_at__isnull=False, run__makes_list=True)

    def by_same_criteria(self, run: Any) -> VerdictQuerySet:
        """Verdicts of finished runs of the same place by criteria with the same key."""
        return self.filter(
            run__finished_at__isnull=False, run__criteria__key=run.criteria["key"],
            run__municipality=run.municipality_id, run__region=run.region_id,
        )  # fmt: skip


class ApprovedListQuerySet(models.QuerySet[Any]):
    """Lists that orders approve, and their drafts."""

    def visible_to(self, user: Any) -> ApprovedListQuerySet:
        """The office sees all, schools those that an order has approved, ended ones included."""
        scope = Scope.of(user)
        approved = scope.municipal("municipality") & ~models.Q(state="draft")
        return self.filter(scope.office("municipality") | approved)

    def in_force(self) -> ApprovedListQuerySet:
        """The list that counts in its year."""
        return self.filter(state="approved")

    def drafts(self) -> ApprovedListQuerySet:
        """Lists on their way to an order."""
        return self.filter(state="draft")


class OfListQuerySet(models.QuerySet[Any]):
    """Schools of a list and schools that left it."""

    def visible_to(self, user: Any) -> OfListQuerySet:
        """As the school: a head sees the own line and no other, and none of a draft."""
        scope = Scope.of(user)
        approved = scope.school("school") & ~models.Q(approved_list__state="draft")
        return self.filter(scope.office("school__municipality") | approved)
