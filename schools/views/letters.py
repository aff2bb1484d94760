"""The log of letters: what was written to whom, and what became of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from accounts.actions.letters import kind_words
from accounts.models import LetterState, OutgoingLetter
from accounts.requests import person_of
from core.values.wording import counted
from core.web.excel import excel_link, excel_response
from schools import queries
from schools.actions.letters import send_again
from schools.domain.roles import Right
from schools.filters import LetterFilter
from schools.letter_panels import panels
from schools.permissions import require_somewhere
from schools.renderers.letters_workbook import LetterRow, render_letters
from schools.tables import LetterTable

ROWS_A_PAGE = 50


@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    """Letters of the municipality, the newest first."""
    require_somewhere(request.user, Right.MANAGE_PEOPLE)
    everything = queries.letters_kept_by(request.user)
    chosen = LetterFilter(request.GET, queryset=everything)
    table = LetterTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": ROWS_A_PAGE}).configure(table)
    total, shown = everything.count(), table.paginator.count
    said = chosen.words()
    context = {
        "table": table,
        "filter": chosen,
        "total": total,
        "state": _state(total, everything.filter(state=LetterState.FAILED).count()),
        "is_filtered": bool(said),
        "shown": f"Показано {shown} из {total}: {', '.join(said)}." if said else "",
        "links": [excel_link(request, "letters_workbook")],
        "panels": panels(request.user),
    }
    return render(request, "schools/letters.html", context)


@require_safe
def letters_workbook(request: HttpRequest) -> HttpResponse:
    """All letters of the filter as Excel, in the order of the page."""
    require_somewhere(request.user, Right.MANAGE_PEOPLE)
    chosen = LetterFilter(request.GET, queryset=queries.letters_kept_by(request.user))
    table = LetterTable(chosen.qs)
    RequestConfig(request, paginate=False).configure(table)
    rows = (_row(row.record) for row in table.rows)
    said = ", ".join(chosen.words()) or "все"
    return excel_response(render_letters(rows, heading=f"Письма: {said}"), "Письма.xlsx")


@require_safe
def letter_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter with its text."""
    letter = _letter(request, pk)
    sign, words = queries.standing_of_letter(letter)
    context = {
        "letter": letter,
        "kind": kind_words(letter.kind),
        "sign": sign,
        "standing": words,
        "may_repeat": bool(letter.body)
        and letter.state in (LetterState.FAILED, LetterState.UNKNOWN),
        "text_days": settings.LETTER_TEXT_DAYS,
        "is_unknown": letter.state == LetterState.UNKNOWN,
        "address": letter.to.email if letter.to else letter.email,
    }
    return render(request, "schools/letter.html", context)


@require_POST
def letter_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Once more what did not go."""
    letter = _letter(request, pk)
    if send_again(letter=letter, by=person_of(request)):
        messages.success(request, "Письмо поставлено в очередь и уйдёт в течение минуты.")
    else:
        messages.info(request, "Письмо уже в очереди или ушло, ничего не изменилось.")
    return redirect("letter", pk)


def _letter(request: HttpRequest, pk: int) -> OutgoingLetter:
    return get_object_or_404(queries.letters_kept_by(request.user), pk=pk)


def _state(total: int, failed: int) -> str:
    words = counted(total, "письмо", "письма", "писем")
    return f"{words}, не отправлено {failed}" if failed else words


def _row(letter: Any) -> LetterRow:
    return LetterRow(
        _moment(letter.created_at), _moment(letter.sent_at), letter.to_name, letter.email,
        kind_words(letter.kind), letter.subject, letter.get_state_display(), letter.failure,
    )  # fmt: skip


def _moment(at: Any) -> str:
    return f"{timezone.localtime(at):%d.%m.%Y %H:%M}" if at else ""
