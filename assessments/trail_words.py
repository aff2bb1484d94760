"""What events about results and the list are called, and where their objects are found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import reverse

from assessments.models import ClassificationRun, ResultsImport

ACTIONS = {
    "upload results": "результаты загружены на проверку",
    "confirm results": "результаты приняты из файла",
    "discard results": "файл результатов отклонён",
    "start classification": "начат расчёт перечня",
    "finish classification": "перечень рассчитан",
}


def imports(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Files that the person sees."""
    found = ResultsImport.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("assessments:import", args=[pk]) for pk in found}


def runs(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Calculations that the person sees."""
    seen = ClassificationRun.objects.visible_to(user).filter(pk__in=ids)
    return {pk: reverse("assessments:run", args=[pk]) for pk in seen.values_list("pk", flat=True)}
