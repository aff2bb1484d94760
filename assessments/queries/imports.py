"""Lists of uploaded files."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet

from assessments.models import ResultsImport
from assessments.queries.fact_kinds import FACTS
from core.counting import counted_apart


def import_list(user: Any) -> QuerySet[ResultsImport]:
    """Uploaded files, newest first, with the number of figures that still stem from each.

    The counts are no join: grouping would carry a file's issues once for each of its figures.
    """
    counts = [
        counted_apart(kind.model.objects.filter(results_import=OuterRef("pk"))) for kind in FACTS
    ]
    kept: Any = counts[0]
    for count in counts[1:]:
        kept = kept + count
    return (
        ResultsImport.objects.visible_to(user)
        .select_related("uploaded_by", "municipality")
        .annotate(results_kept=kept)
        .order_by("-uploaded_at", "-pk")
    )
