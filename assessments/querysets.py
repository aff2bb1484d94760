"""Who sees which results, imports and classifications."""

from __future__ import annotations

from typing import Any

from django.db import models

from schools.querysets import Scope


class ResultsImportQuerySet(models.QuerySet[Any]):
    """Uploaded workbooks of results."""

    def visible_to(self, user: Any) -> ResultsImportQuerySet:
        """The office and observers: a file holds all schools of the municipality."""
        return self.filter(Scope.of(user).office("municipality"))


class ResultQuerySet(models.QuerySet[Any]):
    """Results of schools."""

    def visible_to(self, user: Any) -> ResultQuerySet:
        """The office sees all its schools, a head or curator their own and its branches."""
        return self.filter(Scope.of(user).school("school"))

    def of_municipality(self, municipality_id: int) -> ResultQuerySet:
        """Results of all schools of one municipality."""
        return self.filter(school__municipality_id=municipality_id)


class ClassificationRunQuerySet(models.QuerySet[Any]):
    """Runs of the classification."""

    def visible_to(self, user: Any) -> ClassificationRunQuerySet:
        """The office sees all runs, schools those that are finished."""
        scope = Scope.of(user)
        finished = scope.municipal("municipality") & models.Q(finished_at__isnull=False)
        return self.filter(scope.office("municipality") | finished)

    def finished(self) -> ClassificationRunQuerySet:
        """Runs with their verdicts."""
        return self.filter(finished_at__isnull=False)


class VerdictQuerySet(models.QuerySet[Any]):
    """Verdicts on single schools."""

    def visible_to(self, user: Any) -> VerdictQuerySet:
        """As the school: a head sees the own verdict and no other."""
        return self.filter(Scope.of(user).school("school"))
