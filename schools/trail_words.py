"""What events about schools and people's roles are called, and where their objects are found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import reverse

from schools import queries
from schools.models import ContextBatch, ContextUpload, Partnership, School

ACTIONS = {
    "remember school name": "запомнено название школы из файлов",
    "forget school name": "забыто название школы из файлов",
    "appoint": "роль назначена",
    "dismiss": "роль снята",
    "import_register": "загружен реестр школ",
    "add school": "школа добавлена",
    "edit school": "сведения о школе изменены",
    "set context weights": "веса индекса благополучия изменены",
    "set context data": "контекстные данные изменены",
    "load context data": "загружены контекстные данные",
    "load context files": "загружены файлы контекстных данных без ошибок",
    "take context data back": "загрузка контекстных данных отменена",
    "set risk profile": "риск-профиль изменён",
    "enter partnership": "партнёрство предложено",
    "change partnership": "партнёрство изменено",
    "move partnership": "состояние партнёрства изменено",
    "take back move": "изменение состояния партнёрства отменено",
    "note effect": "записано, что изменилось в школе",
    "attach agreement": "соглашение о партнёрстве приложено",
    "add step": "план партнёрства дополнен",
    "drop step": "строка плана партнёрства убрана",
    "mark step": "отмечена строка плана партнёрства",
    "add visit": "встреча по партнёрству записана",
    "keep visit": "запись о встрече убрана или возвращена",
    "set partnership rules": "правила наставничества изменены",
}


def schools(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Pages of the schools that the person sees."""
    found = School.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "login")
    return {pk: reverse("school", args=[login]) for pk, login in found}


def partnerships(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Partnerships that the person sees."""
    found = Partnership.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("partnership", args=[pk]) for pk in found}


def people(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Pages of the people whose accounts the person keeps."""
    found = queries.people_kept_by(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("person", args=[pk]) for pk in found}


def letters(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Letters of the log that the person keeps."""
    found = queries.letters_kept_by(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("letter", args=[pk]) for pk in found}


def context_files(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Files with context data that the person sees."""
    found = ContextUpload.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("context_file", args=[pk]) for pk in found}


def context_batches(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Files with context data uploaded together that the person sees."""
    found = ContextBatch.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("context_batch", args=[pk]) for pk in found}
