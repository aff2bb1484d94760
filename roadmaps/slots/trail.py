"""What events about plans and work are called, and where their objects are found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import reverse

from roadmaps.domain.plan_states import PLAN_MOVE_NAMES
from roadmaps.domain.work import MOVE_NAMES
from roadmaps.models import (
    Activity,
    Assignment,
    CalendarEvent,
    EventSeries,
    Indicator,
    Party,
    PlanImport,
    Roadmap,
    Section,
)
from schools.domain.roles import Right
from schools.permissions import municipalities_with

PLAN = {
    "confirm import": "план создан по файлу",
    "apply import": "применены изменения из файла",
    "start school plan": "начат план школы",
    "open amendment": "начато внесение изменений",
    "discard amendment": "внесение изменений отменено",
    "carry plan": "составлен план на новый год",
    "save template": "сохранена типовая",
    "use template": "составлен план по типовой",
    "rename template": "типовая переименована",
    "offer template": "решено, видят ли типовую школы",
    "remove template": "типовая убрана",
    "give reasons": "записаны обоснования изменений",
    "approve amendment": "изменения утверждены приказом",
    "attach order": "приложен скан приказа",
    "renumber plan": "план перенумерован",
    "edit plan": "изменены название, годы или цель плана",
    "add plan text": "добавлен текст плана",
    "edit plan text": "изменён текст плана",
    "move plan text": "перемещён текст плана",
    "delete plan text": "удалён текст плана",
    "set abbreviations": "изменены сокращения плана",
    "take school list": "применён новый перечень ШНОР",
    "decline school list": "новый перечень ШНОР не применён",
    "hang activities on calendar": "мероприятия поставлены на календарь",
    "save filter": "отбор сохранён",
    "delete filter": "отбор убран",
    **{f"{move.value.replace('_', ' ')} plan": words for move, words in PLAN_MOVE_NAMES.items()},
}
PARTS = {
    "add activity": "мероприятие добавлено",
    "edit activity": "мероприятие изменено",
    "move activity": "мероприятие перемещено",
    "delete activity": "мероприятие удалено",
    "amend activity": "мероприятие изменено приказом",
    "exclude activity": "мероприятие исключено приказом",
    "move dates": "контрольные даты перенесены",
    "sync assignments": "поручения добавлены или убраны",
    "set audience": "решено, каким школам поручено",
    "set acceptance": "решено, кто принимает работу",
    "set rule of done": "решено, когда мероприятие выполнено",
    "hang activity on calendar": "мероприятие поставлено на календарь",
    "take activity off calendar": "мероприятие снято с календаря",
    "link activities": "изменена связь с мероприятиями",
    "add section": "раздел добавлен",
    "edit section": "раздел изменён",
    "move section": "раздел перемещён",
    "delete section": "раздел удалён",
    "add indicator": "показатель добавлен",
    "edit indicator": "показатель изменён",
    "delete indicator": "показатель удалён",
    "set actual": "внесён факт показателя",
    "remove actual": "факт показателя удалён",
    "choose measure": "выбрано, как считать показатель",
    "drop measure": "показатель больше не считается",
    "take computed actual": "принято посчитанное значение",
    "decline computed actual": "посчитанное значение отклонено",
    "intend gap": "отмечено, что так и задумано",
    "ask about gap again": "вопрос о полноте снова открыт",
    "change target": "цель показателя изменена",
    "choose reading": "выбрано прочтение цели",
}
WORK = {
    **{f"{move.value} assignment": f"поручение: {words}" for move, words in MOVE_NAMES.items()},
    "save note": "записано о выполнении",
    "attach evidence": "документ приложен",
    "describe evidence": "документ уточнён",
    "remove evidence": "документ убран",
    "ask for date": "попросили другой срок",
    "withdraw date request": "просьба о сроке отозвана",
    "refuse date": "в другом сроке отказано",
    "assign school": "школе добавлены поручения",
    "release school": "с закрытой школы сняты поручения",
    "add review phrase": "готовый комментарий добавлен",
    "forget review phrase": "готовый комментарий убран",
}
OFFICE = {
    "edit party": "ответственный изменён",
    "hand over party": "поручения ответственного переданы",
    "hand over work": "дела переданы",
    "merge parties": "ответственные объединены",
    "keep parties apart": "ответственные признаны разными",
    "learn synonym": "запомнено другое название",
    "forget synonym": "забыто другое название",
    "remember heading": "запомнено значение столбца",
    "forget heading": "забыто значение столбца",
    "set reminders": "напоминания настроены",
    "choose reminders": "выбраны письма-напоминания",
    "stop reminders": "отказ от напоминаний",
    "resume reminders": "напоминания включены снова",
    "issue calendar feed": "выдан адрес календаря",
    "renew calendar feed": "сменён адрес календаря",
    "withdraw calendar feed": "календарь в телефоне отключён",
}
CALENDAR = {
    "add event series": "события добавлены в календарь",
    "remove event series": "события убраны из календаря",
    "add calendar events": "внесены даты событий",
    "change calendar event": "событие календаря изменено",
    "remove calendar event": "событие календаря убрано",
    "change school year": "даты учебного года изменены",
    "change office day": "рабочий календарь изменён",
}
IMPORTS = {
    "draft import": "план загружен на проверку",
    "change plan": "изменены сведения о плане",
    "correct row": "строка исправлена",
    "decide row": "решено о строке",
    "accept rows": "строки приняты как прочитаны",
    "correct text": "текст исправлен",
    "leave text out": "текст не переносится в план",
    "take text back": "текст возвращён",
    "decide party": "решено, кто ответственный",
    "read again": "документ прочитан заново",
    "discard import": "загруженный план отклонён",
}
ACTIONS = {**PLAN, **PARTS, **WORK, **OFFICE, **CALENDAR, **IMPORTS}


def plans(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Plans that the person sees, and the office's amendments."""
    found = Roadmap.objects.open_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("roadmaps:roadmap", args=[pk]) for pk in found}


def activities(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Rows of those plans, excluded ones too."""
    seen = Activity.with_excluded.visible_to(user).filter(pk__in=ids)
    found = seen.values_list("pk", "roadmap_id")
    return {pk: reverse("roadmaps:activity", args=[plan, pk]) for pk, plan in found}


def sections(user: Any, ids: Collection[int]) -> dict[int, str]:
    """The plans of sections, which have no pages of their own."""
    found = Section.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "roadmap_id")
    return {pk: reverse("roadmaps:roadmap", args=[plan]) for pk, plan in found}


def indicators(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Indicators of plans that the person sees."""
    found = Indicator.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "roadmap_id")
    return {pk: reverse("roadmaps:indicator", args=[plan, pk]) for pk, plan in found}


def assignments(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Work that the person sees."""
    found = Assignment.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("roadmaps:assignment", args=[pk]) for pk in found}


def parties(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Parties that the person corrects."""
    places = municipalities_with(user, Right.EDIT_ROADMAPS)
    found = Party.objects.filter(municipality__in=places, pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("roadmaps:party", args=[pk]) for pk in found}


def imports(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Uploaded plans that the person sees."""
    found = PlanImport.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("roadmaps:import_review", args=[pk]) for pk in found}


def series(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Series of the calendar."""
    found = EventSeries.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("roadmaps:series", args=[pk]) for pk in found}


def events(user: Any, ids: Collection[int]) -> dict[int, str]:
    """The series of dated events: who may not change an event reads it there."""
    found = CalendarEvent.objects.visible_to(user).filter(pk__in=ids)
    return {
        pk: reverse("roadmaps:series", args=[one])
        for pk, one in found.values_list("pk", "series_id")
    }
