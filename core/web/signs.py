"""The small signs beside the words of a state, so that colour never speaks alone."""

from enum import StrEnum

from django.utils.html import format_html
from django.utils.safestring import SafeString


class Sign(StrEnum):
    """What a state means to the reader; each has a shape and a colour of its own."""

    AHEAD = "ahead"
    """○ назначено, впереди, ждёт даты."""
    ACTIVE = "active"
    """◔ в работе."""
    REVIEW = "review"
    """◐ на проверке."""
    RETURNED = "returned"
    """◇ возвращено."""
    DONE = "done"
    """● принято, готово."""
    OVERDUE = "overdue"
    """■ просрочено."""
    OFF = "off"
    """– перенесено, отменено."""


_OUTLINE = '<circle cx="7" cy="7" r="5.4" fill="none" stroke="currentColor" stroke-width="1.8"/>'
_SHAPES = {
    Sign.AHEAD: _OUTLINE,
    Sign.ACTIVE: _OUTLINE + '<path d="M7 7V2A5 5 0 0 1 12 7z" fill="currentColor"/>',
    Sign.REVIEW: _OUTLINE + '<path d="M7 2a5 5 0 0 0 0 10z" fill="currentColor"/>',
    Sign.RETURNED: '<path d="M7 1.3 12.7 7 7 12.7 1.3 7z" fill="none" stroke="currentColor"'
    ' stroke-width="1.8"/>',
    Sign.DONE: '<circle cx="7" cy="7" r="6" fill="currentColor"/>',
    Sign.OVERDUE: '<path d="M1 1h12v12H1z" fill="currentColor"/>',
    Sign.OFF: '<path d="M2 6h10v2H2z" fill="currentColor"/>',
}


def state(sign: str, words: str) -> SafeString:
    """HTML of a state: the sign of `sign` (a value of Sign) and its words."""
    kind = Sign(sign)
    return format_html(
        '<span class="state state-{}"><svg class="sign" viewBox="0 0 14 14" width="14" height="14"'
        ' aria-hidden="true" focusable="false">{}</svg> <span>{}</span></span>',
        kind.value,
        SafeString(_SHAPES[kind]),
        words,
    )
