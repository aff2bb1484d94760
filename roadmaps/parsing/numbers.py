"""Numbers of rows and sections: «1.2.», «II.», «а)», «Задача 3.»."""

import re
from dataclasses import dataclass

_ARABIC = r"\d{1,3}(?:\s?[.,]\s?\d{1,3}){0,5}"
_ROMAN = r"[IVXLІХ]{1,6}"
_ONLY_NUMBER = re.compile(
    rf"^(?:№\s*)?(?:п/?п\s*)?(?:{_ARABIC}|{_ROMAN}(?:\s?\.\s?{_ARABIC})?|\d{{1,2}}(?:\s\d{{1,2}})|[А-Яа-яA-Za-z](?=\s*[.)]))\s*[.)]*$"
)
_LEADING = re.compile(
    r"^(?P<number>(?:\d{1,3}\.){1,5}\d{0,2}\.?(?!\d)|\d{1,2}(?:\.\d{1,2}){1,5}\)?(?=\s)|\d{1,3}\)"
    rf"|{_ROMAN}[.)])\s*(?=[^\s\d.,)])"
)
_NAMES = r"(?:задача|направление|этап|раздел|блок|модуль|цель|глава|часть)"
_NAMED = re.compile(
    rf"^(?P<number>{_NAMES}\s*№?\s*(?:{_ARABIC}|{_ROMAN})\s*[.:)–—-]*)\s*(?=\S)|"
    rf"^(?P<ordinal>(?:{_ROMAN}|\d{{1,2}}|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)(?:\s?-?\s?[йяе])?"
    rf"\s+{_NAMES})\s*[.:–—-]+\s*(?=\S)",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(
    rf"{_NAMES}\s*№?\s*(?:{_ARABIC}|{_ROMAN})\s*[.:]?|(?:{_ROMAN}|\d{{1,2}})(?:-й)?\s+{_NAMES}\s*[.:]?",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"^(?:{_NAMES}|результат)\s*(?::\s*(?P<after>\S.*)|«(?P<quoted>.*)»\.?)$", re.I | re.DOTALL
)
_GOES_ON = re.compile(
    r"[\s,.–—-]*[(\[](?:продолжение|окончание)(?:\s+таблицы)?[)\]]\s*$", re.IGNORECASE
)
_DAY_OF_YEAR = re.compile(r"0?(\d{1,2})\.0?(\d{1,2})\.20\d\d")
_MARKER = re.compile(
    r"^\s*(?:[-–—•●▪■◦○·*➢►✓✔\uf0a7\uf0b7\uf0fc\uf0d8]|"
    r"\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s+[А-Яа-яё«])|\d{1,2}(?:[.)]|\s?[-–—](?=\s[А-Яа-яё]))|[а-я]\))\s*"
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number and the text behind it; `number` is empty where there is none."""

    number: str
    text: str


def is_number(text: str) -> bool:
    """Whether a cell holds nothing but the number of a row."""
    return bool(_ONLY_NUMBER.match(text.strip()))


def split_number(text: str) -> Numbered:
    """Take the number off the beginning of a title; dates and quantities are not numbers."""
    match = _LEADING.match(text)
    if match is None:
        return Numbered("", text)
    return Numbered(match.group("number").strip(), text[match.end() :])


def split_section_number(text: str) -> Numbered:
    """As `split_number`, and also «Задача 1.», «Раздел II.»: no word is lost."""
    match = _NAMED.match(text)
    if match is None:
        return split_number(text)
    number = match.group("number") or match.group("ordinal")
    return Numbered(number.strip(), text[match.end() :])


def without_kind(title: str) -> str:
    """The name in «Направление: кадры» and «Раздел «Кадры»»; other titles as they are."""
    match = _CALLED.match(title)
    if match is None:
        return title
    return (match.group("after") or match.group("quoted") or title).strip()


def without_continuation(text: str) -> str:
    """A heading without «(продолжение)»; it names what it names."""
    return _GOES_ON.sub("", text)


def is_bare_name(title: str) -> bool:
    """Whether a heading is only its number: «Раздел 1», «II этап.»."""
    return bool(_BARE_NAME.fullmatch(title.strip()))


def row_number(text: str) -> str:
    """The number of a row as it was meant: a workbook makes «1,1» or a date of «1.1»."""
    plain = " ".join(text.split())
    day = _DAY_OF_YEAR.fullmatch(plain)
    if day:
        return f"{day.group(1)}.{day.group(2)}"
    return plain.replace(",", ".") if re.fullmatch(rf"{_ARABIC}[.)]?", plain) else plain


def depth(number: str) -> int:
    """How deep an Arabic number is: «1.» is 1, «1.2.» is 2; 0 for anything else."""
    return len(parts(number))


def parts(number: str) -> tuple[int, ...]:
    """The figures of an Arabic number, none for another kind."""
    digits = re.fullmatch(r"\s*(\d+(?:\s?[.\s]\s?\d+)*)\s*[.)]*\s*", number)
    return tuple(int(part) for part in re.findall(r"\d+", digits.group(1))) if digits else ()


def without_marker(text: str) -> str:
    """A list item without its dash, bullet or number."""
    return _MARKER.sub("", text, count=1).strip()


def has_marker(text: str) -> bool:
    """Whether a line begins as a list item."""
    return bool(_MARKER.match(text))
