"""When two texts say the same and differ only in how they are typed."""

import re
import unicodedata
from functools import lru_cache

_IGNORED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES = re.compile(r"\s*[-‐‑‒–—―−](?:\s*[-‐‑‒–—―−])*\s*")
_QUOTES = re.compile(r"[«»„“”‟\"]|''")
_SPACE_BEFORE = re.compile(r"\s+(?=[.,;:!?)%])|(?<=[(№])\s+")
_SPACE_AFTER = re.compile(r"(?<=[.,;:])\s+(?=\D)|(?<=[^\d][.,;:])\s+(?=\d)")
_SPACE_AT_QUOTE = re.compile(r'(?<=")\s+|\s+(?=")')
_MIXED = re.compile(r"\w*(?:[A-Za-z][А-Яа-я]|[А-Яа-я][A-Za-z])\w*")
_LOOK_ALIKES = str.maketrans("aceopxykABCEHKMOPTXY", "асеорхукАВСЕНКМОРТХУ")
_YO = str.maketrans("ёЁ", "еЕ")
ENDS = " .,;:"


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """`text` in the form in which it is compared.

    Equal for texts that differ in spaces and line breaks, kinds of dashes and quotes, ё and е,
    Latin letters among Cyrillic ones, the case of the first letter, or a full stop, comma or
    semicolon at the end. A cell of nothing but dashes is empty.
    """
    bare = folded(text).strip(ENDS)
    return first_letter_small(bare) if bare.strip('-" ') else ""


def is_same(one: str, other: str) -> bool:
    """Whether the two texts differ in nothing but typography."""
    return one == other or plain(one) == plain(other)


def folded(text: str) -> str:
    """As `plain`, with its beginning and its end as they are: for parts of a text."""
    bare = _IGNORED.sub("", unicodedata.normalize("NFC", text)).translate(_YO)
    bare = _MIXED.sub(lambda match: match.group().translate(_LOOK_ALIKES), bare)
    bare = _QUOTES.sub('"', _DASHES.sub("-", bare.replace("…", "...")))
    bare = _SPACE_BEFORE.sub("", " ".join(bare.split()))
    return _SPACE_AT_QUOTE.sub("", _SPACE_AFTER.sub("", bare))


def first_letter_small(text: str) -> str:
    """`text` with its first letter, wherever it stands, in lower case."""
    for index, letter in enumerate(text):
        if letter.isalpha():
            return text[:index] + letter.lower() + text[index + 1 :]
    return text
