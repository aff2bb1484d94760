"""Names of WordprocessingML elements and attributes."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = f"{W}val"

_OFF = frozenset({"0", "false", "off", "none"})


def child_value(element: etree._Element | None, *path: str) -> str | None:
    """`w:val` of the descendant at `path` (names without prefix), or None where it is absent."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return None if element is None else element.get(VAL)


def is_on(element: etree._Element | None, name: str) -> bool:
    """Whether the toggle `name` stands under `element` and is not switched off."""
    if element is None:
        return False
    toggle = element.find(W + name)
    return toggle is not None and (toggle.get(VAL) or "true").lower() not in _OFF


def whole(
    text: str | None, default: int, *, low: int = 0, high: int = 1_000_000, base: int = 10
) -> int:
    """A whole number from an attribute, kept within bounds; `default` where it is not a number."""
    try:
        number = int(text, base) if text is not None else default
    except ValueError:
        return default
    return min(max(number, low), high)
