"""Words that were broken at the end of a line, and how they are put together again."""

import re
from dataclasses import dataclass
from functools import lru_cache

_RANGE_END = re.compile(r"\d[-–—/]$")
_BROKEN_WORD = re.compile(r"([А-Яа-яЁёA-Za-z]+)[-\u2010\u00ad]$")
_ORDINAL_HEAD = re.compile(r"\d[-\u2010\u2011]$")
_ORDINAL_TAIL = re.compile(r"^[а-яё]{1,3}\b")
_SLASH_END = re.compile(r"[а-яё]/$")
_HYPHEN_START = re.compile(r"^[-\u2010\u2011][А-Яа-яЁё]")
_SOFT = ("\u2010", "\u00ad")
_WORD_START = re.compile(r"^([а-яёa-z]+)")
_LAST_LETTERS = re.compile(r"([А-Яа-яЁё]+)$")
_FIRST_LETTERS = re.compile(r"^([А-Яа-яЁё]+)")
_NUMBER_HEAD = re.compile(r"(?:^|\s)(\d[\d.]*)$")
_NUMBER_TAIL = re.compile(r"^([\d.]+)(?:\s|$)")
_NUMBER = re.compile(r"^(?:(?:\d{1,2}\.){1,3}(?:\d{1,2}|\d{4})?\.?|(?:19|20)\d\d)$")
_SHORT = (
    "а без бы в во вы да до её ее ей же за и из им их к ко ли мы на над не ни но о об он от по под "
    "при про с со та те то ту ты у я"
)
_SHORT_WORDS = frozenset(_SHORT.split())
_OFTEN_FOLLOW = _SHORT_WORDS - {"о", "у"}
_BEFORE_A_WORD = "а без в во для до за и из или к ко на над не о об от по под при с со у"
_CANNOT_END = frozenset(_BEFORE_A_WORD.split())
_CLOSING = re.compile(r"^[,;:.!?)»]")
_SLASH_START = re.compile(r"^/[А-Яа-яЁё]")
_OPENING = re.compile(r"[(«„]$")
_DASH_OF_SPAN = re.compile(r"\w[–—]$")
_OPEN_END = re.compile(r"(?:\w-|\S\s?[–—]|[(«„])$")
_SHORTENED = re.compile(r"^[а-яё]{1,5}\.")
_LONG = 3
_VERY_LONG = 7


@dataclass(frozen=True, slots=True)
class Broken:
    """How a line ended: `fills` says that its one word took the whole width, so that a next letter
    had no room; `ends` that the next line is one word and the last of its text; `full` that the
    next letter had no room behind the line's words, one or several."""

    fills: bool = False
    ends: bool = False
    full: bool = False


WHOLE = Broken()


def joined(text: str, following: str, broken: Broken = WHOLE) -> str:
    """Two lines of one paragraph as one; a word broken with a hyphen or without is healed."""
    if not text:
        return following
    if _RANGE_END.search(text) and following[:1].isdigit():
        return f"{text}{following}"
    if is_rest(following) or _OPENING.search(text) or _DASH_OF_SPAN.search(text):
        return f"{text}{following}"
    if _is_torn(text, following, fills=broken.full):
        return f"{text}{following}"
    if broken.fills and (_is_one_word(text, following, broken) or _is_number(text, following)):
        return f"{text}{following}"
    if _ORDINAL_HEAD.search(text) and _ORDINAL_TAIL.match(following):
        return f"{text}{following}"
    if _SLASH_END.search(text) and following[0].islower():
        return f"{text}{following}"
    if _HYPHEN_START.match(following) and text[-1].isalpha():
        return f"{text}{following}"
    head, tail = _BROKEN_WORD.search(text), _WORD_START.search(following)
    if head is None or tail is None:
        return f"{text} {following}"
    if text.endswith(_SOFT):
        # A hyphenating program writes these, and never inside a word that has a hyphen anyway.
        return f"{text[:-1]}{following}"
    whole = head.group(1) + tail.group(1)
    return f"{text[:-1]}{following}" if is_word(whole.lower()) else f"{text}{following}"


def is_rest(line: str) -> bool:
    """Whether a line begins with what stands behind a word without a space: «, СМИ», «/п»."""
    return bool(_CLOSING.match(line) or _SLASH_START.match(line))


def _is_torn(text: str, following: str, *, fills: bool) -> bool:
    """Whether two lines have the parts of one word between them, whatever stands beside it.

    The dictionary must know the whole and not both parts; where the line had room for a letter,
    neither. A name that it does not know may be torn where the line was full.
    """
    left, right = _LAST_LETTERS.search(text), _FIRST_LETTERS.search(following)
    if left is None or right is None or not right.group().islower():
        return False
    head, tail = left.group(), right.group()
    if head[1:].isupper() or (_SHORTENED.match(following) and len(tail) <= _LONG):
        return False
    if len(head) + len(tail) <= _LONG or (len(tail) < _LONG and len(head) < _LONG):
        return False
    if fills and _is_doers_plural(head, tail):
        return True
    alone = [_stands_alone(part.lower()) for part in (head, tail)]
    if is_word((head + tail).lower()):
        return not all(alone) if fills else not any(alone)
    is_name = head[0].isupper() and min(len(head), len(tail)) >= _LONG
    return fills and is_name and not any(alone) and not _SHORTENED.match(following)


def _is_one_word(text: str, following: str, broken: Broken) -> bool:
    """Whether a narrow column broke a word between two letters.

    The dictionary must know the whole, or neither part; two short words of their own stay two.
    """
    left, right = _LAST_LETTERS.search(text), _FIRST_LETTERS.search(following)
    if left is None or right is None or (right.group()[0].isupper() and not left.group().isupper()):
        return False
    head, tail = left.group().lower(), right.group().lower()
    if not is_word(head + tail):
        return len(head) > _LONG and not _stands_alone(head) and not _stands_alone(tail)
    ends = broken.ends and right.group() == following and tail in _CANNOT_END
    if ends or (len(head) >= _VERY_LONG and tail not in _OFTEN_FOLLOW):
        # No text ends in «о»; and two words hardly ever make a long third.
        return True
    return not (_stands_alone(head) and _stands_alone(tail))


def _is_doers_plural(head: str, tail: str) -> bool:
    """«Руководите|ли»: both parts are words, an order and a particle, that no plan has."""
    return tail == "ли" and head.endswith("те") and is_word(f"{head}{tail}".lower())


def _stands_alone(word: str) -> bool:
    """Whether letters are a word by themselves; the dictionary knows too many short ones."""
    return word in _SHORT_WORDS if len(word) < _LONG else is_word(word)


def is_unfinished(text: str) -> bool:
    """Whether a text ends in a word after which another has to come, or in a dash or a bracket."""
    if _OPEN_END.search(text):
        return True
    return text.rsplit(None, 1)[-1] in _CANNOT_END if text.strip() else False


def _is_number(text: str, following: str) -> bool:
    """Whether a narrow column broke the number of a row, a date or a year."""
    head, tail = _NUMBER_HEAD.search(text), _NUMBER_TAIL.search(following)
    return bool(head and tail and _NUMBER.match(head.group(1) + tail.group(1)))


@lru_cache(maxsize=4096)
def is_word(text: str) -> bool:
    """Whether the dictionary knows a word."""
    return bool(_dictionary().word_is_known(text))


@lru_cache(maxsize=1)
def _dictionary():  # type: ignore[no-untyped-def]
    # Loading takes a third of a second, which most documents never need.
    import pymorphy3

    return pymorphy3.MorphAnalyzer()
