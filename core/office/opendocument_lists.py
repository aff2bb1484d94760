"""Numbers of OpenDocument lists, counted in reading order."""

from dataclasses import dataclass

from lxml import etree

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_BULLET = "–"
_LEVELS = 10
# They stand before every item of their list.
_LONGEST_SIGN = 30
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII",
          "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    bullet: bool
    form: str
    prefix: str
    suffix: str
    shown: int
    start: int


class ListNumbering:
    """Counters of one document by list style; ask for each item once and in order."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, list[int]] = {}
        for root in roots:
            if root is not None:
                for style in root.iter(f"{_TEXT}list-style"):
                    self._styles[style.get(f"{_STYLE}name", "")] = _levels(style)

    def begin(self, style: str, *, goes_on: bool) -> None:
        """A list begins anew, or goes on counting where the last one ended."""
        if not goes_on or style not in self._counters:
            self._counters[style] = [0] * _LEVELS

    def marker(self, style: str, level: int) -> str:
        """The marker of the next item, «» where the style shows none."""
        levels = self._styles.get(style, {})
        definition = levels.get(level)
        if definition is None or level >= _LEVELS:
            return ""
        if definition.bullet:
            return _BULLET
        counters = self._counters.setdefault(style, [0] * _LEVELS)
        counters[level] += 1
        counters[level + 1 :] = [0] * (_LEVELS - level - 1)
        if not definition.form:
            return ""
        numbers = []
        for place in range(max(level - definition.shown + 1, 0), level + 1):
            own = levels.get(place, definition)
            numbers.append(_written(max(counters[place], 1) + own.start - 1, own.form))
        return f"{definition.prefix}{'.'.join(numbers)}{definition.suffix}"


def _levels(style: etree._Element) -> dict[int, _Level]:
    found = {}
    for element in style:
        level = _whole(element.get(f"{_TEXT}level"), 1) - 1
        found[level] = _Level(
            bullet=element.tag == f"{_TEXT}list-level-style-bullet",
            form=element.get(f"{_STYLE}num-format", ""),
            prefix=element.get(f"{_STYLE}num-prefix", "")[:_LONGEST_SIGN],
            suffix=element.get(f"{_STYLE}num-suffix", "")[:_LONGEST_SIGN],
            shown=min(_whole(element.get(f"{_TEXT}display-levels"), 1), _LEVELS),
            start=_whole(element.get(f"{_TEXT}start-value"), 1),
        )
    return found


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else default


def _written(value: int, form: str) -> str:
    if form in ("I", "i") and value <= len(_ROMAN):
        roman = _ROMAN[value - 1]
        return roman if form == "I" else roman.lower()
    if form and form[0].isalpha() and form not in ("I", "i"):
        first = ord(form[0])
        return chr(first + (value - 1) % 26)
    return str(value)
