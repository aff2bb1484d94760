"""One row that holds several activities: «4.1. … 4.2. …» or «а) … б) …» in a single cell."""

import re
from dataclasses import dataclass

from roadmaps.parsing.numbers import is_number, parts, row_number, split_number
from roadmaps.parsing.wording import is_nothing, one_line

_LETTER = re.compile(r"^(?:(?P<number>(?:[а-я]|\d{1,2})\))\s*|[-–—•●▪·]\s+)(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SubItem:
    """One activity of several in a row with its own lines of the other cells."""

    number: str
    title: str
    texts: dict[str, str]


def split_row(
    number: str, title: str, texts: dict[str, str], *, counts_inside: bool
) -> list[SubItem]:
    """The sub-items of a row, none for an ordinary one; each title begins with the words above.

    Items numbered under the row («4.1» in row 4), or on from it («1.2» after «1.1»), are always
    activities of their own. Lettered items and plain figures («1.», «2.») are so only where the
    deadlines stand line by line beside them; figures also where the table counts inside its titles
    (`counts_inside`).
    """
    lead, found, lettered = _listed(title, parts(number))
    if found and parts(found[0][0]) == _next(parts(number)):
        found.insert(0, (number, lead.rstrip(" ;")))
        lead, lettered = "", lettered or (len(parts(number)) == 1 and not counts_inside)
    if len(found) < 2:
        return []
    numbers = [item_number for item_number, _ in found]
    lines = {member: _lines(text, numbers) for member, text in texts.items()}
    beside = bool(lines.get("deadline_text"))
    if lettered and not beside:
        return []
    items = []
    above = one_line(lead).rstrip(" :")
    for place, (item_number, item_title) in enumerate(found):
        # Where deadlines are not line by line, two lines beside two items mean nothing.
        own = {
            member: lines[member][place] if beside and lines[member] else text
            for member, text in texts.items()
        }
        full = f"{above}: {item_title}" if above else item_title
        items.append(SubItem(item_number, full, own))
    return items


def numbers_in(text: str) -> list[str]:
    """The numbers that stand line by line in a number cell; none where it holds one, or words."""
    lines = [row_number(line) for line in text.split("\n") if line.strip()]
    return lines if len(lines) > 1 and all(map(is_number, lines)) else []


def split_beside(numbers: list[str], title: str, texts: dict[str, str]) -> list[SubItem]:
    """The activities of a row that has a line for each of its numbers; none where lines differ.

    The other cells are shared out where deadlines stand line by line too.
    """
    titles = _whole_lines(title)
    if len(titles) != len(numbers):
        return []
    lines = {member: _lines(text, numbers) for member, text in texts.items()}
    beside = bool(lines.get("deadline_text"))
    items = []
    for place, (number, line) in enumerate(zip(numbers, titles, strict=True)):
        own = {
            member: lines[member][place] if beside and lines[member] else text
            for member, text in texts.items()
        }
        items.append(SubItem(number, _without(number, line).rstrip(" ;"), own))
    return items


def _whole_lines(text: str) -> list[str]:
    """The lines of a cell, those in lower case put to the one that they go on from."""
    found: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if found and line[0].islower():
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _listed(title: str, above: tuple[int, ...]) -> tuple[str, list[tuple[str, str]], bool]:
    lead: list[str] = []
    found: list[tuple[str, str]] = []
    lettered = False
    for line in title.split("\n"):
        numbered, letter = split_number(line), _LETTER.match(line)
        own = parts(numbered.number)
        last = parts(found[-1][0]) if found else above
        inside = len(own) > len(above) and own[: len(above)] == above
        if own and above and (inside or own == _next(last)):
            found.append((numbered.number, numbered.text.rstrip(" ;")))
        elif letter:
            lettered = True
            found.append((letter.group("number") or "", line[letter.end() :].rstrip(" ;")))
        elif found:
            item_number, text = found[-1]
            found[-1] = (item_number, f"{text}\n{line}")
        else:
            lead.append(line)
    return "\n".join(lead), found, lettered


def _next(number: tuple[int, ...]) -> tuple[int, ...]:
    """The number that follows: (1, 2) after (1, 1)."""
    return (*number[:-1], number[-1] + 1) if number else ()


def _lines(text: str, numbers: list[str]) -> list[str]:
    """A cell's lines, one for each item; none where they do not stand so."""
    lines = [] if is_nothing(text) else text.split("\n")
    if len(lines) != len(numbers):
        return []
    bare = [_without(number, line) for number, line in zip(numbers, lines, strict=True)]
    return bare if all(bare) else lines


def _without(number: str, line: str) -> str:
    """A line without the number of its item: «4.1 – май» is «май»."""
    label = number.rstrip(".)")
    if not label or not line.startswith(label):
        return line
    return line[len(label) :].lstrip(" .):–—-")
