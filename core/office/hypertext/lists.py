"""Numbers of list items, counted as a browser counts them."""

from lxml import etree

from core.office.word.numbering import BULLET, written_number

_BULLETS = frozenset({"disc", "circle", "square"})
_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
_LONGEST_NUMBER = 6


class ListCounter:
    """Counts the items of one `<ol>` or `<ul>`."""

    def __init__(self, element: etree._Element) -> None:
        self._is_ordered = element.tag == "ol"
        self._next = _whole(element.get("start"), 1)

    def marker(self, item: etree._Element, form: str) -> str:
        """What stands before an item; `form` is how its list counts."""
        if form == "none":
            return ""
        if not self._is_ordered or form in _BULLETS:
            return BULLET
        value = _whole(item.get("value"), self._next)
        self._next = value + 1
        return f"{written_number(value, _FORMS.get(form, 'decimal'))}."


def written_marker(text: str) -> str:
    """A number that Word wrote itself; its signs from symbol fonts are bullets."""
    marker = text.strip()
    is_sign = len(marker) == 1 and not marker.isdecimal() and marker not in "IVX"
    return BULLET if is_sign else marker


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= _LONGEST_NUMBER else default
