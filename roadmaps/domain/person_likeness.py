"""How alike two names of people are, by surname and initials: docs/algorithms/responsible.md."""

from rapidfuzz.distance import OSA

from roadmaps.domain.parties.words import dictionary
from roadmaps.domain.party_likeness import UNLIKE, Likeness
from roadmaps.domain.party_names import PersonName, person_name

_SLIP_LENGTH = 5


def likeness_of_people(asked_name: str, known_name: str) -> Likeness:
    """By surname and initials; never by a similar surname alone."""
    asked, known = person_name(asked_name), person_name(known_name)
    if not asked.surname or not known.surname:
        return _without_surname(asked, known)
    if not _initials_agree(asked, known):
        return UNLIKE
    both = min(len(asked.initials), len(known.initials))
    if asked.surname == known.surname:
        return _same_surname(asked, known, both)
    if both < 2:
        return UNLIKE
    if _other_case(asked.surname, known.surname):
        return 80, "та же фамилия в другом падеже, те же инициалы"
    longest = max(len(asked.surname), len(known.surname))
    if longest >= _SLIP_LENGTH and OSA.distance(asked.surname, known.surname) == 1:
        if asked.surname.rstrip("а") == known.surname.rstrip("а"):
            return UNLIKE
        return 75, "похожая фамилия, те же инициалы"
    return UNLIKE


def _same_surname(asked: PersonName, known: PersonName, both: int) -> Likeness:
    if both == 2:
        if len(asked.first) > 1 and len(known.first) > 1:
            return 99, "те же фамилия, имя и отчество"
        return 97, "та же фамилия и инициалы"
    if both == 1:
        return 80, "та же фамилия и первый инициал"
    return 70, "та же фамилия, инициалы не указаны"


def _without_surname(asked: PersonName, known: PersonName) -> Likeness:
    """«Анна Викторовна»."""
    full = len(asked.first) > 1 and len(asked.patronymic) > 1
    if full and (asked.first, asked.patronymic) == (known.first, known.patronymic):
        return 75, "те же имя и отчество"
    return UNLIKE


def _initials_agree(asked: PersonName, known: PersonName) -> bool:
    pairs = ((asked.first, known.first), (asked.patronymic, known.patronymic))
    return all(_agree(one, other) for one, other in pairs)


def _agree(one: str, other: str) -> bool:
    """A name with its initial, or with the same name; a missing one agrees with any."""
    if not one or not other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other


def _other_case(asked: str, known: str) -> bool:
    """«Кузнецовой» is a form of «Кузнецова», «Кузнецова» is no form of «Кузнецов» here."""
    parses = [one for one in dictionary().parse(asked) if "Surn" in one.tag]
    if not parses or any(one.tag.case == "nomn" for one in parses):
        return False
    return any(
        form.word.replace("ё", "е") == known and form.tag.case == "nomn"
        for one in parses
        for form in one.lexeme
        if form.tag.gender == one.tag.gender
    )
