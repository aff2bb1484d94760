"""Schools named by their numbers in one breath: «МБОУ СОШ № 1, 4 и 9» are three."""

import re

from roadmaps.domain.parties.vocabulary import Head
from roadmaps.domain.parties.words import dictionary, word_of

_LISTED = re.compile(
    r"(?P<name>(?:[А-ЯЁ]{2,}\s+)*(?:[А-ЯЁ]*[СОН]?ОШ|[А-ЯЁа-яё]+))\s*№{0,2}\s*"
    r"(?P<numbers>\d+(?:\s*(?:,|\sи\s|,\s*и\s)\s*№?\s*\d+)+)"
)


def schools_in(text: str) -> list[str]:
    """Each school by its own number; a text that lists no schools stays as it is."""
    found = _LISTED.fullmatch(text)
    if found is None or (name := _one_school(found["name"])) is None:
        return [text]
    return [f"{name} № {number}" for number in re.findall(r"\d+", found["numbers"])]


def _one_school(name: str) -> str | None:
    """«МБОУ СОШ», «школа» of «школы»; None where no school is meant."""
    *before, last = name.split()
    if last.endswith("ОШ"):
        return name
    word = word_of(last)
    if word.head is not Head.SCHOOL or not word.may_open:
        return None
    singular = dictionary().parse(word.lemma)[0].word
    return " ".join([*before, singular.capitalize() if last[0].isupper() else singular])
