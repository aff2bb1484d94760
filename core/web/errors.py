"""Pages and fragments for what could not be done: what happened and what to do."""

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.web.addresses import page_before
from core.web.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Trouble:
    """One error page: its heading and the sentences under it."""

    heading: str
    what_happened: str
    what_to_do: str


NOT_UNDERSTOOD = Trouble(
    "Запрос не понят",
    "Адрес или форма составлены не так, как ждёт портал.",
    "Вернитесь на предыдущую страницу и попробуйте ещё раз.",
)
NOT_ALLOWED = Trouble(
    "Действие недоступно",
    "Для этого действия нужна другая роль.",
    "Вернитесь на предыдущую страницу. Если действие вам нужно по работе, обратитесь "
    "к администратору муниципалитета.",
)
NOT_FOUND = Trouble(
    "Страница не найдена",
    "Такой страницы нет, или она вам недоступна: другая школа, другой муниципалитет.",
    "Проверьте адрес или откройте нужный раздел из меню.",
)
TOO_MANY = Trouble(
    "Слишком много попыток",
    "С этого адреса за короткое время пришло много одинаковых запросов.",
    "Подождите пять минут и попробуйте снова.",
)
WRONG_METHOD = Trouble(
    "Здесь нечего показать",
    "Этот адрес принадлежит кнопке или форме, отдельной страницы у него нет. Ничего не изменено.",
    "Откройте нужный раздел из меню и нажмите кнопку там.",
)
SESSION_ENDED_HEADER = "X-Session-Ended"
SESSION_ENDED = Trouble(
    "Сеанс закончился",
    "Портал больше не знает, кто вы, поэтому отправленное не сохранено.",
    "Войдите снова, вернитесь к форме и отправьте её ещё раз. Приложенные файлы выберите заново.",
)
FORM_EXPIRED = Trouble(
    "Форма устарела",
    "Страница была открыта слишком долго, или браузер не сохраняет файлы cookie. "
    "Изменения не сохранены.",
    "Вернитесь на страницу с формой, обновите её и отправьте снова.",
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where Django found the body too large."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return request_too_large(request)
    return request_not_understood(request)


def request_not_understood(request: HttpRequest) -> HttpResponse:
    """400 for what no page of the portal sends."""
    return _answer(request, NOT_UNDERSTOOD, status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 with the sentence of the refusal, and what was typed where a right ended meanwhile."""
    trouble = NOT_ALLOWED
    if isinstance(exception, Refusal) and str(exception):
        trouble = Trouble(NOT_ALLOWED.heading, str(exception), NOT_ALLOWED.what_to_do)
    return _answer(request, trouble, status=403, kept=_typed_on_our_page(request))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same for what does not exist and for another municipality's objects.

    What was typed into the form of something that another person has deleted is handed back.
    """
    return _answer(request, NOT_FOUND, status=404, kept=_typed_on_our_page(request))


def request_too_large(request: HttpRequest) -> HttpResponse:
    """413 for a body above what all forms together may send."""
    trouble = Trouble(
        "Отправлено слишком много",
        f"Один файл может занимать до {settings.UPLOAD_LIMIT_MB}\u00a0МБ, а тексты формы вместе — "
        "до двух. Ничего не сохранено.",
        "Вернитесь назад кнопкой браузера: набранное осталось в форме. Длинный текст сохраните "
        "файлом и приложите файл; из файла уберите рисунки или разделите его на части.",
    )
    return _answer(request, trouble, status=413)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429 from the limits on sign-in and password reset."""
    return _answer(request, TOO_MANY, status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token; `reason` is for developers and is not shown."""
    return _answer(request, FORM_EXPIRED, status=403, kept=_typed_on_our_page(request))


def session_ended(request: HttpRequest, sign_in: str) -> HttpResponse:
    """403 for a form sent without a session, with what was typed and the way to sign in.

    The header tells scripts that the same may be sent again after signing in.
    """
    kept = typed_texts(request)
    page = _answer(request, SESSION_ENDED, status=403, kept=kept, sign_in=sign_in)
    page.headers[SESSION_ENDED_HEADER] = "1"
    return page


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """405 with the headers of `response`, which tells what the address takes."""
    page = _answer(request, WRONG_METHOD, status=405)
    page.headers["Allow"] = response.headers["Allow"]
    return page


def typed_texts(request: HttpRequest) -> list[str]:
    """Texts of a form that are worth keeping: several words, no secrets, no machine's values."""
    return [
        text
        for name, values in request.POST.lists()
        for text in values
        if "password" not in name and " " in text.strip() and not text.startswith("{")
    ]


def _typed_on_our_page(request: HttpRequest) -> list[str]:
    """What was typed, handed back only to who comes from the portal's own page.

    Another site must not be able to put its words here.
    """
    try:
        return typed_texts(request) if page_before(request) else []
    except SuspiciousOperation:
        # Too much of it was sent.
        return []


def server_error(request: HttpRequest) -> HttpResponse:
    """500; drawn without context processors, which may be what has failed."""
    if _is_fragment(request):
        return HttpResponse(
            '<div class="notice notice-error" role="alert">Портал не смог выполнить запрос. '
            "Обновите страницу и попробуйте ещё раз.</div>",
            status=500,
        )
    return render(None, "errors/500.html", status=500)


def _answer(request: HttpRequest, trouble: Trouble, *, status: int, **more: Any) -> HttpResponse:
    template = "errors/fragment.html" if _is_fragment(request) else "errors/page.html"
    return render(request, template, {**asdict(trouble), **more}, status=status)


def _is_fragment(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
