"""One row that holds several activities: «4.1. … 4.2. …» or «а) … б) …» in a single cell."""

import re
from dataclasses import dataclass

from roadmaps.parsing.numbers import parts, split_number
from roadmaps.parsing.wording import is_nothing

_LETTER = re.compile(r"^(?P<number>[а-я]\))\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SubItem:
    """One activity of several in a row with its own lines of the other cells."""

    number: str
    title: str
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class SubItems:
    """The words before the list and its items."""

    lead: str
    items: tuple[SubItem, ...]


def split_row(number: str, title: str, texts: dict[str, str]) -> SubItems | None:
    """The sub-items of a row, None for an ordinary one.

    Items numbered under the row («4.1» in row 4) are always activities of their own. Lettered
    items are so only where the deadlines stand line by line beside them.
    """
    lead, found, lettered = _listed(title, parts(number))
    if len(found) < 2:
        return None
    lines = {member: _lines(text) for member, text in texts.items()}
    beside = len(lines.get("deadline_text", [])) == len(found)
    if lettered and not beside:
        return None
    items = []
    for place, (item_number, item_title) in enumerate(found):
        # Where deadlines are not line by line, two lines beside two items mean nothing.
        own = {
            member: lines[member][place] if beside and len(lines[member]) == len(found) else text
            for member, text in texts.items()
        }
        items.append(SubItem(item_number, item_title, own))
    return SubItems(lead, tuple(items))


def _listed(title: str, above: tuple[int, ...]) -> tuple[str, list[tuple[str, str]], bool]:
    lead: list[str] = []
    found: list[tuple[str, str]] = []
    lettered = False
    for line in title.split("\n"):
        numbered, letter = split_number(line), _LETTER.match(line)
        own = parts(numbered.number)
        if own and above and len(own) > len(above) and own[: len(above)] == above:
            found.append((numbered.number, numbered.text.rstrip(" ;")))
        elif letter:
            lettered = True
            found.append((letter.group("number"), line[letter.end() :].rstrip(" ;")))
        elif found:
            item_number, text = found[-1]
            found[-1] = (item_number, f"{text}\n{line}")
        else:
            lead.append(line)
    return "\n".join(lead), found, lettered


def _lines(text: str) -> list[str]:
    return [] if is_nothing(text) else text.split("\n")
