"""How a piece of a page looks, as far as its reading depends on it: from tags, sheets, styles."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import tinycss2
from lxml import etree

MAX_SHEET_CHARACTERS = 500_000
MAX_INLINE_STYLES = 20_000

_TELLING = ("class", "style", "align", "type", "hidden", "id", "title")
_BOLD_TAGS = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_CENTRED_TAGS = frozenset({"center", "th"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})
# Notes, comments and page headers stand apart from the text, as in the other formats.
_ASIDE_ELEMENTS = ("header", "footer", "footnote", "endnote", "comment")
_ASIDE_CLASSES = (
    "msotoc", "msodel", "msocom", "msofootnotereference", "msoendnotereference",
    "msofootnotetext", "msoendnotetext", "sdfootnote", "sdendnote",
)  # fmt: skip
_NESTED = frozenset({"() block", "[] block", "{} block", "function"})
_ASIDE_NAMES = ("sdfootnote", "sdendnote", "table of contents", "оглавление")


@dataclass(frozen=True, slots=True)
class Look:
    """What is said about an element itself; None where nothing is.

    `tabs` are tab stops that the element stands for, `is_marker` says that it holds the number of a
    list's item, `is_aside` that it is no part of the text. `list_form` is how a list counts.
    `spans_idly` marks a cell that only lets its words flow over its empty neighbours.
    """

    bold: bool | None = None
    centred: bool | None = None
    level: int = 0
    tabs: int = 0
    list_form: str = ""
    is_marker: bool = False
    is_aside: bool = False
    spans_idly: bool = False


PLAIN = Look(bold=False, centred=False)


class Styles:
    """The looks of one page's elements."""

    def __init__(self, sheets: str) -> None:
        self._rules: dict[str, Look] = {}
        self._inline: dict[str, Look] = {}
        self._known: dict[tuple[str | None, ...], Look] = {}
        self._read_sheet(sheets[:MAX_SHEET_CHARACTERS])

    def look(self, element: etree._Element) -> Look:
        """What tag, style sheets, attributes and the element's own style say, the last one most."""
        key = (str(element.tag), *(element.get(name) for name in _TELLING))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look(element)
        return found

    def _look(self, element: etree._Element) -> Look:
        tag, classes = str(element.tag), (element.get("class") or "").split()
        names = [tag, *(f".{name}" for name in classes), *(f"{tag}.{name}" for name in classes)]
        look = _of_tag(tag)
        for name in names:
            rule = self._rules.get(name)
            look = look if rule is None else _over(look, rule)
        look = _over(look, _of_attributes(element))
        style = element.get("style")
        look = _over(look, self._of_style(style)) if style else look
        return replace(look, is_aside=True) if _is_named_aside(element, classes) else look

    def _of_style(self, style: str) -> Look:
        found = self._inline.get(style)
        if found is None:
            if len(self._inline) >= MAX_INLINE_STYLES:
                return Look()
            declarations = tinycss2.parse_declaration_list(style, skip_whitespace=True)
            found = self._inline[style] = _of_declarations(declarations)
        return found

    def _read_sheet(self, text: str) -> None:
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            look = _of_declarations(
                tinycss2.parse_declaration_list(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
            )
            if look == Look():
                continue
            for selector in _flat(rule.prelude).split(","):
                name = selector.strip()
                self._rules[name] = _over(self._rules.get(name, Look()), look)


def _over(lower: Look, upper: Look) -> Look:
    return Look(
        bold=lower.bold if upper.bold is None else upper.bold,
        centred=lower.centred if upper.centred is None else upper.centred,
        level=upper.level or lower.level,
        tabs=upper.tabs or lower.tabs,
        list_form=upper.list_form or lower.list_form,
        is_marker=upper.is_marker or lower.is_marker,
        is_aside=upper.is_aside or lower.is_aside,
        spans_idly=upper.spans_idly or lower.spans_idly,
    )


def _of_tag(tag: str) -> Look:
    return Look(
        bold=True if tag in _BOLD_TAGS else None,
        centred=True if tag in _CENTRED_TAGS else None,
        level=_HEADINGS.get(tag, 0),
        is_aside=tag == "del",
    )


def _of_attributes(element: etree._Element) -> Look:
    align = (element.get("align") or "").lower()
    return Look(
        centred=align == "center" if align else None,
        list_form=element.get("type") or "" if element.tag in ("ol", "ul", "li") else "",
        is_aside=element.get("hidden") is not None,
    )


def _is_named_aside(element: etree._Element, classes: list[str]) -> bool:
    if any(name.lower().startswith(_ASIDE_CLASSES) for name in classes):
        return True
    if element.tag != "div":
        return False
    name = (element.get("id") or "").lower()
    return name.startswith(_ASIDE_NAMES) or element.get("title") in ("header", "footer")


def _of_declarations(declarations: Iterable[object]) -> Look:
    look = Look()
    for declaration in declarations:
        if isinstance(declaration, tinycss2.ast.Declaration):
            value = _flat(declaration.value).strip().lower()
            look = _over(look, _of_property(declaration.lower_name, value))
    return look


def _flat(tokens: Iterable[tinycss2.ast.Node]) -> str:
    """The text of tokens; what stands in brackets, perhaps nested without end, is only marked."""
    return "".join("()" if token.type in _NESTED else token.serialize() for token in tokens)


def _of_property(name: str, value: str) -> Look:
    if name == "font-weight":
        return Look(bold=value in _BOLD)
    if name == "font":
        return Look(bold=True if value.startswith("bold ") or " bold " in value else None)
    if name == "text-align":
        return Look(centred=value == "center")
    if name == "mso-outline-level":
        return Look(level=int(value) if value.isdecimal() and len(value) == 1 else 0)
    if name == "mso-tab-count":
        count = value.split(" ")[0]
        return Look(tabs=min(int(count), 20) if count.isdecimal() and len(count) < 4 else 1)
    if name == "list-style-type":
        return Look(list_form=value)
    return Look(
        is_marker=(name, value) == ("mso-list", "ignore"),
        is_aside=_is_hidden(name, value),
        spans_idly=(name, value) == ("mso-ignore", "colspan"),
    )


def _is_hidden(name: str, value: str) -> bool:
    if name in ("mso-element", "mso-special-character"):
        return value.startswith(_ASIDE_ELEMENTS)
    return (name, value) in (("display", "none"), ("mso-hide", "all"))
