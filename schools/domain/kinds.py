"""What type a school is, from the words of a register or from its name (DOMAIN.md 8)."""

import re

# The order matters: «основная общеобразовательная школа-интернат» is a boarding school.
_KINDS = (
    ("special", r"коррекц|специальн|овз\b"),
    ("evening", r"вечерн|сменн|^evening$"),
    ("boarding", r"интернат|^boarding$"),
    ("primary_kindergarten", r"детск\w+ сад|\bнш ?[-–—]? ?дс\b|^primary_kindergarten$"),
    ("gymnasium", r"гимнази|^gymnasium$"),
    ("lyceum", r"лице[йяюе]|^lyceum$"),
    ("basic", r"оош\b|основн|^basic$"),
    ("primary", r"нош\b|начальн|^primary$"),
    ("secondary", r"сош\b|средн|^secondary$"),
    ("other", r"^друг|^ино[ей]$|^other$"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)


def kind_of(words: str) -> str | None:
    """The type that `words` speak of; None where they say nothing of it."""
    lowered = words.casefold().replace("ё", "е").strip()
    return next((kind for kind, pattern in _PATTERNS if pattern.search(lowered)), None)
