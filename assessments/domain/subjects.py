"""School subjects under their full official names; codes and short forms lead to them.

Source: DOMAIN.md 9 (codes of РИС ГИА, short codes of ВПР).
"""

import re
from functools import lru_cache

RUSSIAN = "Русский язык"
MATHEMATICS = "Математика"
ADVANCED_MATHEMATICS = "Математика (углублённый уровень)"
ADVANCED_PHYSICS = "Физика (углублённый уровень)"
BASIC_MATHEMATICS_CODE = "22"
GVE_CODES = frozenset({51, 52})

_EXAM_CODES = {
    1: RUSSIAN, 2: MATHEMATICS, 3: "Физика", 4: "Химия", 5: "Информатика", 6: "Биология",
    7: "История", 8: "География", 9: "Английский язык", 10: "Немецкий язык",
    11: "Французский язык", 12: "Обществознание", 13: "Испанский язык", 14: "Китайский язык",
    18: "Литература", 22: MATHEMATICS, 24: "Окружающий мир", 51: RUSSIAN, 52: MATHEMATICS,
}  # fmt: skip

_SHORT = {
    "ру": RUSSIAN, "рус": RUSSIAN, "рус яз": RUSSIAN, "русский": RUSSIAN, "русс яз": RUSSIAN,
    "ма": MATHEMATICS, "мат": MATHEMATICS, "матем": MATHEMATICS,
    "ом": "Окружающий мир", "окр мир": "Окружающий мир", "окруж мир": "Окружающий мир",
    "би": "Биология", "био": "Биология", "биол": "Биология",
    "ис": "История", "ист": "История",
    "гг": "География", "ге": "География", "гео": "География", "геогр": "География",
    "об": "Обществознание", "общ": "Обществознание", "общество": "Обществознание",
    "обществ": "Обществознание",
    "фи": "Физика", "физ": "Физика", "хи": "Химия", "хим": "Химия",
    "ли": "Литература", "лит": "Литература", "литер": "Литература",
    "лч": "Литературное чтение", "лит чтение": "Литературное чтение",
    "инф": "Информатика", "информ": "Информатика", "информатика и икт": "Информатика",
    "ия": "Иностранный язык", "ин яз": "Иностранный язык", "иняз": "Иностранный язык",
    "англ": "Английский язык", "англ яз": "Английский язык", "английский": "Английский язык",
    "ая": "Английский язык", "нем": "Немецкий язык", "нем яз": "Немецкий язык",
    "немецкий": "Немецкий язык", "фр": "Французский язык", "франц": "Французский язык",
    "франц яз": "Французский язык", "французский": "Французский язык",
    "исп": "Испанский язык", "испанский": "Испанский язык", "кит": "Китайский язык",
    "китайский": "Китайский язык",
}  # fmt: skip

ALL = tuple(
    dict.fromkeys((*_EXAM_CODES.values(), *_SHORT.values(), ADVANCED_MATHEMATICS, ADVANCED_PHYSICS))
)
_FULL = {name.lower().replace("ё", "е"): name for name in ALL}

_ADVANCED = re.compile(r"\bугл(?:\b|убл)")
_LEVEL = re.compile(
    r"\(?\b(?:баз|проф|угл)\w*\b\.?(?:\s+(?:уровень|уровня|уров|математика))?\)?", re.IGNORECASE
)
_FOREIGN = re.compile(r"^(?:иностранн\w* язык|ин яз|ия)\b[\s(:,-]*(\w+)")


@lru_cache(maxsize=1024)
def recognise(text: str) -> str | None:
    """The full official name behind a name, short form or code; None where nothing fits.

    The level of mathematics in ЕГЭ is not part of the subject (see `procedures.settle`); the
    advanced level of a ВПР is another work and so another subject.
    """
    plain = _plain(text)
    if plain.isdecimal():
        return _EXAM_CODES.get(int(plain))
    advanced = bool(_ADVANCED.search(plain))
    plain = _collapse(_LEVEL.sub(" ", plain))
    name = _FULL.get(plain) or _SHORT.get(plain) or _foreign(plain)
    if advanced and name == MATHEMATICS:
        return ADVANCED_MATHEMATICS
    if advanced and name == "Физика":
        return ADVANCED_PHYSICS
    return name


def _foreign(plain: str) -> str | None:
    """«Иностранный язык (английский)» is the language in brackets."""
    found = _FOREIGN.match(plain)
    if not found:
        return None
    language = found.group(1)
    return _FULL.get(f"{language} язык") or _SHORT.get(language)


def _plain(text: str) -> str:
    return _collapse(text.lower().replace("ё", "е").replace(".", " "))


def _collapse(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", text).strip(" -–—:,")
