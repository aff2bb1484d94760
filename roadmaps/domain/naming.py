"""When two spellings of a responsible party's name mean the same party."""

import re

_QUOTES = re.compile(r"[«»\"'“”„`]")
_SPACES = re.compile(r"\s+")
_AFTER_INITIAL = re.compile(r"(?<=\.)\s+(?=\w\.|\w{2,})")


def party_key(name: str) -> str:
    """`name` without what offices write now one way, now another: case, ё, quotes, spaces."""
    bare = _QUOTES.sub("", name.casefold().replace("ё", "е").replace("–", "-").replace("—", "-"))
    bare = _SPACES.sub(" ", bare.replace("- ", "-").replace(" -", "-"))
    return _AFTER_INITIAL.sub("", bare).strip(" .,;:-")
