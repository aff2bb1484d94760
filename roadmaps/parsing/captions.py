"""The words right above a table that may name it."""

import re
from collections.abc import Sequence

from core.office.documents import Paragraph
from roadmaps.parsing.numbers import has_marker
from roadmaps.parsing.purposes import introduces_purpose
from roadmaps.parsing.segments import is_continuation_note
from roadmaps.parsing.wording import one_line, tidy

_LINES = 3
_LONGEST = 300
_NUMBER = re.compile(r"^\s*(\d{1,2})[.)]")
_LEAD_IN = re.compile(r"[:：]\s*$")


def caption_of(before: Sequence[Paragraph]) -> str:
    """The last lines above a table; a list and the plan's goal name nothing."""
    lines = [one_line(paragraph.full_text) for paragraph in _without_lists(before)]
    named = [
        line for line in lines if line and len(line) <= _LONGEST and not is_continuation_note(line)
    ]
    return "\n".join(named[-_LINES:])


def _without_lists(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    kept: list[Paragraph] = []
    above: Paragraph | None = None
    for paragraph in paragraphs:
        text = tidy(paragraph.full_text)
        if not text:
            continue
        if not (_is_item(paragraph, above) or introduces_purpose(text)):
            kept.append(paragraph)
        above = paragraph
    return kept


def _is_item(paragraph: Paragraph, above: Paragraph | None) -> bool:
    """Whether a line goes on with a list or begins one behind a colon.

    A numbered heading is none: it is bold, of a heading's style, or begins a count anew.
    """
    text = tidy(paragraph.full_text)
    if paragraph.level or paragraph.bold or above is None or not has_marker(text):
        return False
    before = tidy(above.full_text)
    number, last = _NUMBER.match(text), _NUMBER.match(before)
    if number is None or last is None:
        return bool(_LEAD_IN.search(before)) or (has_marker(before) and number is last)
    return int(number.group(1)) == int(last.group(1)) + 1
