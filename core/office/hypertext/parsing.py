"""From the bytes of a web page to its tree: no network, no entities, bounded in size and depth."""

import re
from dataclasses import dataclass

from lxml import etree

from core.office.archives import DAMAGED, TOO_LARGE
from core.office.errors import UnreadableFileError
from core.office.files import decode_text

MAX_TAGS = 250_000
MAX_DEPTH = 100
# The parser compares each attribute of a tag with all before it: about 4 ns for each pair.
MAX_PAIRS_OF_ATTRIBUTES = 500_000_000

_TOO_DEEP = (
    "Страница устроена слишком сложно: части вложены одна в другую больше ста раз. Сохраните "
    "документ в формате .docx или .xlsx и загрузите его."
)
_CLIPBOARD_HEAD = re.compile(r"^\s*Version:[\d.]+\s+(?:\w+:[^\r\n<]*[\r\n]+)+")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s/]+")
_HEAD_BYTES = 4096
_MARKED = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_ENCODINGS = {
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "koi8-r": "koi8-r",
    "ibm866": "cp866",
    "cp866": "cp866",
    "iso-8859-5": "iso-8859-5",
    "x-mac-cyrillic": "mac-cyrillic",
    "utf-8": "utf-8",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page's tree without comments, and the text of its style sheets."""

    root: etree._Element
    sheets: str


def parse_page(content: bytes, charset: str = "") -> Page:
    """The page; `charset` is what the file around it says, if any.

    Raises UnreadableFileError where the page is too large, too deep, or holds nothing.
    """
    text = _CLIPBOARD_HEAD.sub("", decode_page(content, charset))
    text, sheets = _cut_out(text, "<style", "</style>")
    # Comments go before parsing: programs keep megabytes of their own there.
    text, _ = _cut_out(text, "<!--", "-->")
    _refuse_size(text)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(DAMAGED) from error
    if root is None:
        raise UnreadableFileError(DAMAGED)
    _refuse_depth(root)
    return Page(root, "".join(sheet.partition(">")[2] for sheet in sheets))


def _cut_out(text: str, opening: str, closing: str) -> tuple[str, list[str]]:
    """The text without what stands between two marks, and what stood there.

    A closing mark that is missing leaves the rest as it is.
    """
    lower = text.lower()
    if len(lower) != len(text):
        # Some letters change their length with their case: then marks are found as written.
        lower = text
    kept: list[str] = []
    cut: list[str] = []
    place = 0
    while (start := lower.find(opening, place)) >= 0:
        end = lower.find(closing, start + len(opening))
        if end < 0:
            break
        kept.append(text[place:start])
        cut.append(text[start + len(opening) : end])
        place = end + len(closing)
    kept.append(text[place:])
    return "".join(kept), cut


def _refuse_size(text: str) -> None:
    parts = text.split("<")
    pairs = 0
    for part in parts:
        tag = part[: part.rfind(">") + 1] or part
        pairs += len(_SEPARATORS.findall(tag)) ** 2
    if len(parts) > MAX_TAGS or pairs > MAX_PAIRS_OF_ATTRIBUTES:
        raise UnreadableFileError(TOO_LARGE)


def decode_page(content: bytes, charset: str = "") -> str:
    """The page's text: by the mark of its encoding, by what is said of it, else as text files."""
    if not content.startswith(_MARKED):
        named = _CHARSET.search(content[:_HEAD_BYTES])
        said = charset or (named.group(1).decode("ascii") if named else "")
        encoding = _ENCODINGS.get(said.lower())
        if encoding is not None:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                pass
    return decode_text(content)


def _refuse_depth(root: etree._Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise UnreadableFileError(_TOO_DEEP)
