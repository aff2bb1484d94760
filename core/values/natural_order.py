"""The order in which people look names up: «Школа № 2» before «Школа № 10», «ё» beside «е»."""

import re

_WIDTH = 8
_NUMBER = re.compile(r"\d+")


def natural_key(text: str) -> str:
    """A key that sorts as people expect; equal keys mean names that differ in case or «ё» only."""
    folded = text.casefold().replace("ё", "е")
    return _NUMBER.sub(lambda found: found.group().zfill(_WIDTH), folded)
