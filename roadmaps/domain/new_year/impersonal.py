"""The words of one school's plan without its name and without people: a sample for all schools."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadmaps.domain.parties.people import is_borne, names_in
from roadmaps.domain.parties.words import word_of

_FORMS = ("МБОУ", "МАОУ", "МКОУ", "МОБУ", "МОАУ", "МОУ", "ГБОУ", "ГКОУ", "ГАОУ")
_FORM = rf"(?:(?:{'|'.join(_FORMS)})\s+)?"
_QUOTE = r"[«»\"„“”]?"
_NOUN = r"(?:школ[а-яё]*|гимнази[а-яё]*|лице[а-яё]*|СОШ|ООШ|НОШ)"
_WHOLE_NOUN = re.compile(r"(?:школ|гимнази|лице)[а-яё]*", re.IGNORECASE)
_SHORTEST_ENDING, _SHORTEST_STEM = 2, 3
_MARKS = ' ,;:–—-«"'
_OPENING, _CLOSING = '«"„“', '»"”'
_BY_PREPOSITION = {
    **dict.fromkeys(("в", "на", "о", "об", "при", "к", "ко", "по"), "школе"),
    **dict.fromkeys(("с", "со", "между", "перед", "над"), "школой"),
}
_SURNAME = re.compile(r"\b[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?\b")


@dataclass(frozen=True, slots=True)
class SchoolNames:
    """What the plan of one school may call it; `names` are those of the register."""

    names: Sequence[str]

    def taken_out(self, text: str) -> str:
        """«План школы № 1» becomes «План школы», «Школа № 1. План» becomes «План»."""
        rest = text
        for pattern in self._patterns():
            rest = pattern.sub(_in_place_of, rest)
        rest = re.sub(r"\b([Сс]) школой", r"\1о школой", rest)
        return text if rest == text else _tidy(rest)

    def _patterns(self) -> list[re.Pattern[str]]:
        whole = [_by_stems(name) for name in sorted(self.names, key=len, reverse=True) if name]
        numbers = dict.fromkeys(
            found for name in self.names for found in re.findall(r"№\s*(\d+)", name)
        )
        short = [
            rf"{_FORM}{_QUOTE}(?:[Сс]редн[а-яё]+\s+)?(?:[а-яё]+ая\s+|[а-яё]+ой\s+)?"
            rf"{_NOUN}\s*№\s*{number}(?!\d){_QUOTE}"
            for number in numbers
        ]
        return [re.compile(one, re.IGNORECASE) for one in (*whole, *short)]


def without_people(text: str) -> str:
    """The text without names of people: «завуч Иванова И. И.» becomes «завуч»."""
    rest = text
    for name in reversed(list(names_in(text, {}))):
        rest = rest[: name.start] + rest[name.end :]
    return text if rest == text else _tidy(rest)


def doers_without_people(text: str) -> str:
    """The same for a cell of responsible parties, where a surname may stand alone."""
    rest = without_people(text)
    alone = _SURNAME.sub(lambda found: "" if _is_surname(found, rest) else found.group(), rest)
    return rest if alone == rest else _tidy(alone)


def _is_surname(found: re.Match[str], text: str) -> bool:
    word = word_of(found.group())
    return bool(word.name) and word.head is None and not is_borne(text, found.start())


def _by_stems(name: str) -> str:
    """The words of a name in any case, with or without quotes between them."""
    words = [one for one in re.findall(r"[\w-]+|№", name) if one not in _FORMS]
    gap = r"[\s.«»\"„“”]*"
    return rf"(?<!\w){_FORM}{_QUOTE}" + gap.join(map(_stem, words)) + rf"(?!\w){_QUOTE}"


def _stem(word: str) -> str:
    if not word.isalpha() or word.isupper() or len(word) < _SHORTEST_STEM + 1:
        return re.escape(word)
    return re.escape(word[: max(_SHORTEST_STEM, len(word) - _SHORTEST_ENDING)]) + r"[а-яё]*"


def _in_place_of(found: re.Match[str]) -> str:
    """Nothing where the text begins with the name; else the word for a school in its case."""
    name, before = found.group(), found.string[: found.start()]
    opening = name[0] if name[0] in _OPENING and not set(name[1:]) & set(_CLOSING) else ""
    closing = name[-1] if name[-1] in _CLOSING and not set(name[:-1]) & set(_OPENING) else ""
    if not before.strip(_MARKS):
        return opening + closing
    return opening + _word_for(name, before) + closing


def _word_for(name: str, before: str) -> str:
    """The noun as the text has it, else «школа» in the case of the name or of its preposition."""
    noun = _WHOLE_NOUN.search(name)
    if noun and not set(name[:-1]) & set(_OPENING):
        return noun.group().lower()
    if name.split()[0].endswith("ую"):
        return "школу"
    preposition = before.split()[-1].lower() if before.split() else ""
    return _BY_PREPOSITION.get(preposition.lstrip(_OPENING), "школы")


def _tidy(text: str) -> str:
    """Without marks and brackets that are left about what was taken out; lines stay."""
    lines = []
    for line in text.split("\n"):
        rest = re.sub(r"\(\s*[,;]?\s*\)", "", line)
        rest = re.sub(r"\s+([,;.:)])", r"\1", rest)
        rest = re.sub(r"([,;])(?:\s*[,;])+", r"\1", rest)
        rest = re.sub(r"«\s*[:,;–—-]\s*", "«", rest)
        rest = re.sub(r"[ \t]{2,}", " ", rest).strip(" ,:–—-")
        lines.append(rest.lstrip(";."))
    return "\n".join(line for line in lines if line)
