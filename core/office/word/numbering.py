"""Word's automatic numbering: what a reader sees before a paragraph, counted in reading order."""

import re
from dataclasses import dataclass

from lxml import etree

from core.office.word.names import VAL, W, child_value, whole

BULLET = "–"
_LEVELS = 9
# The pattern stands before every paragraph of its list.
_LONGEST_PATTERN = 60
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    pattern: str


class Numbering:
    """Counters of one document; ask for each numbered paragraph once and in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._seen: set[str] = set()
        if root is not None:
            self._read(root)

    def marker(self, identifier: str, level: int) -> str:
        """The marker of the next paragraph of a list, «» where the list has none."""
        abstract = self._lists.get(identifier)
        levels = self._abstract.get(abstract or "")
        if abstract is None or not levels or level not in levels:
            return ""
        definition = levels[level]
        if definition.style == "bullet":
            return BULLET
        counters = self._counters.setdefault(abstract, [None] * _LEVELS)
        self._restart(identifier, counters)
        current = counters[level]
        counters[level] = definition.start if current is None else current + 1
        for deeper in range(level + 1, _LEVELS):
            counters[deeper] = None
        return _PLACE.sub(lambda place: self._shown(place, counters, levels), definition.pattern)

    def _restart(self, identifier: str, counters: list[int | None]) -> None:
        if identifier in self._seen:
            return
        self._seen.add(identifier)
        for level, start in self._restarts.get(identifier, {}).items():
            counters[level] = start - 1

    @staticmethod
    def _shown(place: re.Match[str], counters: list[int | None], levels: dict[int, _Level]) -> str:
        index = int(place.group(1)) - 1
        if not 0 <= index < _LEVELS:
            return ""
        definition = levels.get(index, _Level(1, "decimal", ""))
        value = counters[index]
        return written_number(definition.start if value is None else value, definition.style)

    def _read(self, root: etree._Element) -> None:
        for element in root.iter(f"{W}abstractNum"):
            identifier = element.get(f"{W}abstractNumId") or ""
            self._abstract[identifier] = {
                whole(level.get(f"{W}ilvl"), 0, high=8): _Level(
                    start=whole(child_value(level, "start"), 1),
                    style=child_value(level, "numFmt") or "decimal",
                    pattern=(child_value(level, "lvlText") or "")[:_LONGEST_PATTERN],
                )
                for level in element.findall(f"{W}lvl")
            }
        for element in root.iter(f"{W}num"):
            identifier = element.get(f"{W}numId") or ""
            self._lists[identifier] = child_value(element, "abstractNumId") or ""
            self._restarts[identifier] = {
                whole(override.get(f"{W}ilvl"), 0, high=8): whole(start.get(VAL), 1)
                for override in element.findall(f"{W}lvlOverride")
                if (start := override.find(f"{W}startOverride")) is not None
            }


def written_number(value: int, style: str) -> str:
    """A number as Word's numbering `style` writes it: `upperRoman`, `russianLower`, `decimal`."""
    if style in ("upperRoman", "lowerRoman"):
        roman = _roman(value)
        return roman if style == "upperRoman" else roman.lower()
    alphabet = {"Letter": _LATIN, "russianLower": _RUSSIAN, "russianUpper": _RUSSIAN}.get(
        "Letter" if style.endswith("Letter") else style
    )
    if alphabet and value > 0:
        letter = alphabet[(value - 1) % len(alphabet)]
        return letter.upper() if style.startswith("upper") or style.endswith("Upper") else letter
    if style == "decimalZero":
        return f"{value:02d}"
    return "" if style == "none" else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    letters = []
    for amount, letter in _ROMAN:
        count, value = divmod(value, amount)
        letters.append(letter * count)
    return "".join(letters)
