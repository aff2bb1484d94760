"""Names of people in a cell: surname with initials on either side, names written out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from roadmaps.domain.parties.shorts import is_capitals
from roadmaps.domain.parties.vocabulary import LEMMAS, SHORTS
from roadmaps.domain.parties.words import word_of

_UPPER = "А-ЯЁ"
_SURNAME = rf"(?:[{_UPPER}][а-яё]+(?:-[{_UPPER}][а-яё]+)?|(?<![{_UPPER}])[{_UPPER}]{{4,}})"
_INITIALS = (
    rf"[{_UPPER}]\s?\.\s?[{_UPPER}](?:\s?\.)?(?:\s?[огк]\.)?(?![{_UPPER}а-яё])"
    rf"|[{_UPPER}]\.(?!\s?[{_UPPER}]{{2}})"
    r"|[а-яё]\.\s?[а-яё]\.(?![а-яё])"
)
_PATRONYMIC = rf"[{_UPPER}][а-яё]+(?:ович|евич|ьич|овна|евна|ична|инична|оглы|кызы)"
_PERSON = re.compile(
    rf"(?P<full>{_SURNAME}\s+(?:{_SURNAME}|[{_UPPER}]\.)\s*{_PATRONYMIC}"
    rf"|{_SURNAME}\s+{_SURNAME}\s+{_SURNAME}\s+(?:оглы|кызы|гызы))"
    rf"|(?P<reversed>{_SURNAME}\s+{_PATRONYMIC}(?:\s+{_SURNAME})?)"
    rf"|(?P<surname>{_SURNAME})(?:\s+(?:оглы|кызы|гызы))?[,.]?\s*(?P<after>{_INITIALS})"
    rf"|(?P<before>[{_UPPER}]\s?\.\s?(?:[{_UPPER}]\s?\.)?)\s*(?P<last>{_SURNAME})"
    rf"|(?P<bare>{_SURNAME})\s+(?P<glued>[{_UPPER}]{{2}}|[{_UPPER}]\s[{_UPPER}])(?![{_UPPER}а-яё.])"
)
_NAMED_AFTER = re.compile(
    r"(?:\bим\.|\bимени|\bпамяти|\bул\.)\s*(?:[А-ЯЁа-яё]+\.?\s+){0,3}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in the text: where it stands and how it is written."""

    start: int
    end: int
    text: str


def names_in(text: str, abbreviations: Mapping[str, str]) -> Iterator[Name]:
    """Names with initials and full names, in order; those that a school bears are left out."""
    place = 0
    while (found := _PERSON.search(text, place)) is not None:
        start, end = found.span()
        if is_borne(text, start):
            place = end
        elif not _is_name(found, abbreviations):
            place = _next_word(text, start)
        else:
            yield Name(start, end, written(found.group()))
            place = end


def is_borne(text: str, start: int) -> bool:
    """Whether a school or a street bears the name that begins at `start`."""
    return _NAMED_AFTER.search(text[max(0, start - 60) : start]) is not None


def _next_word(text: str, start: int) -> int:
    """Where the next word begins: a post in capitals may stand before a surname."""
    end = start + 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return end


def _is_name(found: "re.Match[str]", abbreviations: Mapping[str, str]) -> bool:
    surname = next(filter(None, (found["surname"], found["last"], found["bare"])), "")
    if surname and not _can_be_surname(surname):
        return False
    glued = found["glued"]
    if glued and (is_capitals(glued) or glued in SHORTS or glued in abbreviations):
        return False
    if (found["after"] or "").islower() and not word_of(surname).name:
        return False
    full = (found["full"] or found["reversed"] or "").split()
    if full and found["reversed"] and word_of(full[0]).modifies:
        return False
    return not any(word_of(word).head is not None for word in full)


def _can_be_surname(word: str) -> bool:
    known = word_of(word)
    if known.name or (known.head is not None and known.lemma not in LEMMAS):
        return True
    return known.head is None and not word.lower().endswith(("ые", "ие", "ное", "ного"))


def written(name: str) -> str:
    """«Иванова И. И» as «Иванова И.И.»; a name written out stays."""
    spaced = " ".join(name.replace(",", " ").split())
    if re.search(rf"\s(?:оглы|кызы|гызы)\b|{_PATRONYMIC}$", spaced):
        return spaced
    if "." not in spaced and not re.search(
        rf"\s[{_UPPER}]{{2}}$|\s[{_UPPER}]\s[{_UPPER}]$", spaced
    ):
        return spaced
    surname = max(re.findall(_SURNAME, spaced), key=len, default="")
    letters = re.findall(r"[А-ЯЁа-яё]", spaced.replace(surname, " ", 1))
    patronymic_mark = len(letters) > 2
    initials = "".join(
        f"{letter if patronymic_mark and place == 2 else letter.upper()}."
        for place, letter in enumerate(letters)
    )
    first = spaced.startswith(surname)
    return f"{surname} {initials}" if first else f"{initials} {surname}"
