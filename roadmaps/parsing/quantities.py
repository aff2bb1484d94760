"""Quantities in a sentence: figures with their sign and unit, told from years, classes and ages."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_NUMBER_WORDS = {
    "од": "1", "дв": "2", "тр": "3", "четыр": "4", "пят": "5", "шест": "6", "сем": "7",
    "восьм": "8", "восем": "8", "девят": "9", "десят": "10",
}  # fmt: skip
_WORD_VALUE = (
    r"(?:одн(?:ой|ого|ому|а|у|о)|один|дв(?:ух|е|а|ум)|тр(?:ех|ёх|и|ем)|четыр(?:ех|ёх|е)|"
    r"половин[аыу]|пят[иь]|шест[иь]|сем[иь]|восьми|восемь|девят[иь]|десят[иь])\b"
)
_FIGURE = r"\d{1,2}/\d{1,2}\b|\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_SIGN = (
    r"не менее|не ниже|не меньше|не реже|не более|не выше|не больше|не превы\w+|не хуже|более|"
    r"свыше|выше|больше|менее|ниже|меньше|минимум|максимум|от|до|≥|≤|>=|<=|<|>|=|\+"
)
_UNIT = (
    r"%|процентн\w+ пункт\w*|п\.\s?п\.?|процент\w*|проц\.|балл\w*|чел\w*\.?|раза?\b|ед\w{0,6}\.?|"
    r"шт\w*\.?|[а-яё]{4,}"
)
_QUANTITY = re.compile(
    rf"(?:(?P<sign>{_SIGN})\s*,?\s*(?:чем\s+)?)?(?P<by>\b(?:на|в)\s+)?"
    rf"(?P<value>{_FIGURE}|{_WORD_VALUE})"
    rf"(?:\s?(?:%\s?)?[-–—]\s?(?P<upper>{_FIGURE}))?(?P<hyphen>-)?\s*(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
_YEAR_TAIL = r"(?:\s*(?:уч\w*\.?\s*)?(?:г\.\s?г?\.?|гг\.?|год[аыоу]?\w{0,2})(?=\W|$))?"
_YEAR = re.compile(
    rf"(?P<since>\b(?:с|от)\s+)?(?:\b\d{{1,2}}\.\d{{1,2}}\.)?\b(?P<year>20\d\d)"
    rf"(?:\s?[/–-]\s?(?:20)?\d\d\b)?{_YEAR_TAIL}"
)
# «5–9 классы», «до 35 лет», «№ 4», «ГИА-9», «500+», «2 раза в год» as a place in time.
_OTHERS = re.compile(
    r"\b\d{1,2}(?:\s?-?\s?(?:го|ые|ых|х|е|й|м))?(?:\s*(?:,|и|или|[-–—])\s*\d{1,2}"
    r"(?:\s?-?\s?(?:го|ые|ых|х|е|й|м))?)*\s*(?:-?\s?(?:классник|класс|кл\.)\w*|-?\s?лет\w*|"
    r"год[аоу]?\w{0,2}\b|этап\w*|четверт\w*|смен\w*|полугоди\w*|уровн\w*|предмет\w*)|"
    r"№\s*\d+|[А-ЯЁ]{2,}-?\d+|\b500\s?\+|\b\d+\.\d+\.\d+|\b\d{1,2}-(?:го|й|я|х|м)\b|"
    r"\b(?:приказ|письм|закон|федеральн)\w*[^,;.]*№\s*\S+",
)
_ADJECTIVE = re.compile(r"(?:ых|их|ого|его|ому|ему|ой|ей|ые|ие)$")
_AT_MOST = ("не более", "не выше", "не больше", "не превы", "менее", "ниже", "меньше", "максимум")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure at a place of a sentence.

    `value` has a decimal point, «60–65» for a range; `sign` and `unit` are in lower case, «%» for
    every spelling of per cent; `by` says that it is a change («на 5 %», «в 2 раза»).
    """

    value: str
    unit: str
    sign: str
    by: bool
    start: int
    end: int

    @property
    def is_share(self) -> bool:
        return self.unit in ("%", "п. п.")

    @property
    def is_at_most(self) -> bool:
        """Whether its own sign limits it from above; «до» does not say that for itself."""
        return self.sign.startswith(_AT_MOST) or self.sign in ("≤", "<", "<=")


@dataclass(frozen=True, slots=True)
class NamedYear:
    """A year at a place of a sentence; `since` marks one that a change begins with."""

    year: int
    start: int
    end: int
    since: bool


def years_named(text: str) -> tuple[NamedYear, ...]:
    """The years of `text`; of an academic year the first."""
    return tuple(
        NamedYear(int(match.group("year")), match.start(), match.end(), bool(match.group("since")))
        for match in _YEAR.finditer(text)
    )


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of `text` in reading order."""
    found = list(_found(_blanked(text)))
    for place, (one, other) in enumerate(itertools.pairwise(found)):
        # «с 7 до 2 школ» names the unit once.
        if not one.unit and other.sign == "до" and (one.sign == "от" or _is_from(text, one)):
            found[place] = replace(one, unit=other.unit)
    return tuple(found)


def _is_from(text: str, quantity: Quantity) -> bool:
    return text[: quantity.start].lower().endswith((" с ", "с "))


def _blanked(text: str) -> str:
    """`text` with spaces where figures stand that count nothing: years, classes, ages, numbers."""
    for pattern in (_YEAR, _OTHERS):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def _found(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        if match.start("value") and text[match.start("value") - 1].isalnum():
            continue
        value, upper = figure(match.group("value")), match.group("upper")
        is_half = match.group("value").lower().startswith("половин")
        unit = "%" if is_half else unit_of(match.group("unit") or "")
        by = (match.group("by") or "").strip().lower()
        is_word = not match.group("value")[0].isdigit()
        if is_word and not (match.group("sign") or unit or by):
            continue
        yield Quantity(
            value=f"{value}–{figure(upper)}" if upper else value,
            unit=unit,
            sign=(match.group("sign") or "").lower(),
            by=by == "на" or match.group("sign") == "+" or (by == "в" and unit.startswith("раз")),
            start=match.start("value"),
            end=match.end(),
        )


def figure(text: str) -> str:
    """A figure as it is written but for the decimal point and spaces; words become figures."""
    if text[:1].isdigit():
        return re.sub(r"[ \u00a0]", "", text).replace(",", ".")
    if text.lower().startswith("половин"):
        return "50"
    word = text.lower().replace("ё", "е")
    return next(value for stem, value in _NUMBER_WORDS.items() if word.startswith(stem))


def unit_of(text: str) -> str:
    """The unit as people write it: «%» for per cent, «п. п.» for points, words in lower case."""
    unit = text.strip().lower().replace("ё", "е")
    if "пункт" in unit or unit.startswith(("п.п", "п. п")):
        return "п. п."
    if unit.startswith("проц"):
        return "%"
    return "" if _ADJECTIVE.search(unit) else text.strip().lower()
