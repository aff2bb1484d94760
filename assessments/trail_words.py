"""What events about results and the list are called, and where their objects are found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import reverse

from assessments.models import (
    ApprovedList,
    ClassificationRun,
    CriteriaSet,
    ImportBatch,
    ResultsImport,
    ScaleUpload,
    StoredScale,
)

ACTIONS = {
    "enter results": "результаты введены вручную",
    "upload results": "результаты загружены на проверку",
    "confirm results": "результаты приняты из файла",
    "discard results": "файл результатов отклонён",
    "enter scale": "шкала внесена",
    "correct scale": "шкала исправлена",
    "withdraw scale": "шкала отменена",
    "set objectivity rules": "настройки признаков необъективности изменены",
    "upload scales": "шкалы загружены на проверку",
    "confirm scales": "шкалы приняты из файла",
    "discard scales": "файл шкал отклонён",
    "confirm batch of results": "файлы без ошибок загружены вместе",
    "choose schools of results": "решено, какие школы в файле результатов",
    "withdraw results": "файл результатов отозван",
    "start classification": "начат расчёт перечня",
    "set automatic calculations": "изменено, когда перечень пересчитывается сам",
    "finish classification": "перечень рассчитан",
    "draft criteria": "составлен проект критериев",
    "change criteria": "изменён проект критериев",
    "publish criteria": "критерии введены в действие",
    "withdraw criteria": "критерии отозваны",
    "discard criteria": "проект критериев удалён",
    "draft list": "составлен проект перечня",
    "change list entry": "решение о школе в проекте перечня",
    "change list details": "изменены реквизиты проекта перечня",
    "approve list": "перечень утверждён приказом",
    "cancel list": "перечень отменён",
    "discard list": "проект перечня удалён",
}


def imports(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Files that the person sees."""
    found = ResultsImport.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("assessments:import", args=[pk]) for pk in found}


def scales(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Pages of the works whose scales the person sees."""
    seen = StoredScale.objects.visible_to(user).filter(pk__in=ids)
    return {
        pk: reverse("assessments:scale_work", args=[procedure, grade, subject])
        for pk, procedure, grade, subject in seen.values_list("pk", "procedure", "grade", "subject")
    }


def scale_uploads(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Tables of scales that the person sees."""
    found = ScaleUpload.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("assessments:scale_upload", args=[pk]) for pk in found}


def batches(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Files uploaded together that the person sees."""
    found = ImportBatch.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("assessments:batch", args=[pk]) for pk in found}


def runs(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Calculations that the person sees."""
    seen = ClassificationRun.objects.visible_to(user).filter(pk__in=ids)
    return {pk: reverse("assessments:run", args=[pk]) for pk in seen.values_list("pk", flat=True)}


def lists(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Lists that the person sees."""
    seen = ApprovedList.objects.visible_to(user).filter(pk__in=ids)
    return {pk: reverse("assessments:list", args=[pk]) for pk in seen.values_list("pk", flat=True)}


def criteria(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Criteria that the person sees."""
    seen = CriteriaSet.objects.visible_to(user).filter(pk__in=ids)
    return {
        pk: reverse("assessments:criteria_set", args=[pk])
        for pk in seen.values_list("pk", flat=True)
    }
