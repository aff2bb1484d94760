"""Abbreviations that a document explains: «(далее – ЦРО)», lists, tables, footnotes."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from core.office.documents import Document, Paragraph, Table
from roadmaps.parsing.wording import heading_key, one_line, tells_time, tidy

_ABBREVIATION = r"[А-ЯЁ][А-ЯЁа-яё]{0,6}[А-ЯЁ]"
_SHORT = re.compile(rf"\b{_ABBREVIATION}(?: {_ABBREVIATION})*\b")
_HEREAFTER = re.compile(
    r"(?P<full>[^.;()]{3,200})\(\s*далее\s*(?:также\s*|по тексту\s*|именуем\w*\s*)?[-–—:,]*\s*"
    r"(?P<short>[^()]{2,40})\)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(rf"(?P<full>[^.;():]{{5,160}})\(\s*(?P<short>{_ABBREVIATION})\s*\)")
_QUOTED = re.compile(r"«([^«»]{3,120})»")
_SIGN = r"(?:\s*[-–—]\s+|\s+[-–—=]\s*|\s*[=:]\s*)"
_DEFINITION = re.compile(
    rf"(?:^|(?<=[;,:*)\s]))(?P<short>{_ABBREVIATION}(?: {_ABBREVIATION})*){_SIGN}"
    rf"(?P<full>[А-ЯЁа-яё«][^;\n]*?)(?=\s*(?:[;\n]|$|,\s*{_ABBREVIATION}{_SIGN}|\.\s|\.$))"
)
_LIST = re.compile(
    r"сокращени|аббревиатур|условные обозначени|^(?:основные )?(?:термины|понятия|обозначения)\b"
)
_HEADS_TABLE = re.compile(r"^(?:сокращени|аббревиатур|обозначени|термин|расшифровк|полное наимен)")
_SPACES = re.compile(r"\s+")
_LONGEST_SHORT = 20
_LONGEST_LIST_LINE = 250
_MOST_WORDS_BEHIND = 8
_SHORTEST = 3


def abbreviations_of(document: Document) -> dict[str, str]:
    """Short to full, in the words of the document."""
    found: dict[str, str] = {}
    for short, full in _explained(document):
        if full:
            found.setdefault(short, full)
    return found


def is_abbreviation_table(table: Table) -> bool:
    """Whether a table of two columns explains abbreviations and nothing else."""
    pairs = list(_pairs(table))
    explained = sum(bool(_spelled(full.split(), short)) for short, full in pairs)
    rows = sum(any(cell.text.strip() for cell in row.cells) for row in table.rows)
    return bool(pairs) and len(pairs) >= rows - 1 and (explained * 2 >= len(pairs))


def explains_abbreviations(text: str) -> bool:
    """Whether a short text begins with what an abbreviation stands for."""
    match = _DEFINITION.search(tidy(text).lstrip("*0123456789 "))
    return match is not None and match.start() == 0


def _explained(document: Document) -> Iterator[tuple[str, str]]:
    in_list = False
    for block in document.blocks:
        if isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row.cells):
                yield from _hereafter(tidy(cell.text))
            if in_list or is_abbreviation_table(block):
                yield from ((short, one_line(full)) for short, full in _pairs(block))
            in_list = False
            continue
        text = tidy(block.full_text)
        is_heading = len(text) <= _LONGEST_LIST_LINE and bool(_LIST.search(heading_key(text)[:60]))
        in_list = is_heading or (in_list and bool(text) and _continues_list(block, text))
        yield from _in_text(text, trusted=in_list)
    for note in document.footnotes:
        yield from _in_text(tidy(note), trusted=False)


def _continues_list(block: Paragraph, text: str) -> bool:
    return not block.level and bool(_DEFINITION.search(text))


def _in_text(text: str, *, trusted: bool) -> Iterator[tuple[str, str]]:
    yield from _hereafter(text)
    for match in _DEFINITION.finditer(text):
        short, full = match.group("short"), match.group("full").strip(" .,")
        known = _spelled(full.split(), short)
        if known or (trusted and not tells_time(full) and len(full) > len(short)):
            yield short, one_line(full)


def _hereafter(text: str) -> Iterator[tuple[str, str]]:
    for match in (*_HEREAFTER.finditer(text), *_BRACKETED.finditer(text)):
        shorts = _SHORT.findall(match.group("short"))
        if shorts:
            yield _named(match.group("full"), shorts[-1])


def _pairs(table: Table) -> Iterator[tuple[str, str]]:
    """The rows of a table of two columns that begin with an abbreviation."""
    for row in table.rows:
        texts = [tidy(cell.text) for cell in row.cells if cell.text.strip()]
        texts = texts[-2:] if len(texts) == 3 and texts[0].strip(". ").isdigit() else texts
        if len(texts) != 2 or len(texts[0]) > _LONGEST_SHORT:
            continue
        if _SHORT.fullmatch(one_line(texts[0])) and not _HEADS_TABLE.match(heading_key(texts[0])):
            yield one_line(texts[0]), texts[1]


def _named(before: str, short: str) -> tuple[str, str]:
    """The abbreviation and its words: of «МКУ ЦОО» the part that stands for a name in quotes."""
    quoted, last = _QUOTED.findall(before), short.split(" ")[-1]
    if quoted and _spelled(quoted[-1].split(), last) == len(quoted[-1].split()):
        return last, one_line(quoted[-1])
    full = _full(before, short)
    return (short, full) if full else (last, _full(before, last))


def _full(before: str, short: str) -> str:
    """The words in front of the brackets from where they begin to spell the abbreviation.

    What stands behind the spelt words («управление образования округа») belongs to them.
    """
    words = one_line(before).split(" ")
    for start in range(len(words) - 1, -1, -1):
        spelt = _spelled(words[start:], short)
        if spelt and len(words) - start - spelt <= _MOST_WORDS_BEHIND:
            return " ".join(words[start:]).strip(" «»\"'(),")
    return ""


def _spelled(words: Sequence[str], short: str) -> int:
    """How many of the first words spell the abbreviation, 0 where they do not.

    Parts of a word behind hyphens count («психолого-медико-педагогическая»), short words may be
    left out («по»), small letters go on with their word («ВсОШ») or begin a short one («ЦОиМКО»).
    """
    parts = [(part, place) for place, word in enumerate(words) for part in _initials(word)]
    return _spelling_end(parts, _SPACES.sub("", short))


def _initials(word: str) -> list[str]:
    return [part for part in re.split(r"[-–]", word.strip("«»\"'(),.:;")) if part]


def _spelling_end(parts: Sequence[tuple[str, int]], letters: str) -> int:
    """The number of the word that the last letter begins, counted from 1; 0 where none does."""

    @cache
    def end(index: int, letter: int) -> int:
        if index == len(parts):
            return 0
        word, place = parts[index]
        for taken in _lengths(word, letters[letter:]):
            found = place + 1 if letter + taken == len(letters) else end(index + 1, letter + taken)
            if found:
                return found
        may_be_left_out = letter > 0 and len(word) <= _SHORTEST and word.islower()
        return end(index + 1, letter) if may_be_left_out else 0

    return end(0, 0)


def _lengths(word: str, letters: str) -> Iterator[int]:
    """How many letters of an abbreviation a word may stand for."""
    if word[0].upper() != letters[0].upper() or (len(word) == 1 and letters[0].isupper()):
        return
    yield 1
    for taken in range(1, min(len(word), len(letters))):
        if not (letters[taken].islower() and word[taken].lower() == letters[taken]):
            return
        yield taken + 1
