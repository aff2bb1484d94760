"""The act that approved a plan: the stamp of an annex or the head of an order."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.values.wording import MONTHS_GENITIVE
from roadmaps.parsing.draft import Order
from roadmaps.parsing.titles import is_plan_title
from roadmaps.parsing.wording import one_line

_DATE = (
    r"(?:[«\"„“]?\s*(?P<day>\d{1,2})\s*[»\"”“]?\s*(?P<month>" + "|".join(MONTHS_GENITIVE) + r")\s*"
    r"(?P<year>\d{4})|(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})(?!\d))\s*(?:г\.?|года)?"
)
_NUMBER = (
    r"(?:№|N|No)\s*(?P<number>[А-ЯЁA-Zа-яё]{0,4}-?\d[\w/.\-–]*"
    r"(?:\s?[-–]\s?(?:[а-яё]{1,3}|[А-ЯЁ]{1,4})\b)?)"
)
_DATE_THEN_NUMBER = re.compile(rf"{_DATE}(?P<gap>.{{0,60}}?){_NUMBER}", re.IGNORECASE | re.DOTALL)
_NUMBER_THEN_DATE = re.compile(rf"{_NUMBER}\s*,?\s*(?:от)?\s*{_DATE}", re.IGNORECASE | re.DOTALL)
_ONLY_DATE = re.compile(rf"(?:^|\bот)\s*{_DATE}", re.IGNORECASE)
_ONLY_NUMBER = re.compile(rf"^(?P<gap>.{{0,100}}?){_NUMBER}", re.IGNORECASE | re.DOTALL)
# «от 30.08.2024 директор МБОУ «СОШ № 4»»: the number of a school, not of the order.
_OF_OTHERS = re.compile(
    r"школ|[сон]ош\b|гимназ|лице[йя]|сад\b|протокол|приложен|ред\.|редакц", re.I
)
_ACT = re.compile(r"приказ|распоряжени|постановлени|решени(?:ем|ю)", re.IGNORECASE)
_ACT_NAMES = r"приказ|распоряжение|постановление"
_STAMP = re.compile(
    r"^\W*(?:утвержд[её]?н|утвержда|утв\.|введ[её]н|приложение|приказом|"
    r"к (?:приказу|постановлени|распоряжени))",
    re.IGNORECASE,
)
_TELLS_APPROVAL = re.compile(
    r"^(?:настоящ\w+ )?(?:«?дорожная карта»?|план|программа)\b[^.]{0,120}?"
    r"(?: утвержд[её]н[ао]?\b|\((?:утвержд[её]н|приложение к))",
    re.IGNORECASE,
)
_AGREED = re.compile(r"^\W*(?:согласован|рассмотрен|принят|обсужден|одобрен)", re.IGNORECASE)
# «Согласована … (протокол …), утверждена приказом …»: one line of two acts.
_THEN_APPROVED = re.compile(r"[,;.)]?\s+(?:и\s+)?(?=утвержд[её]н[ао]?\b)", re.IGNORECASE)
_HEAD = re.compile(rf"^(?:{_ACT_NAMES})\b\s*(?=$|№|N|от\b|\d|«)", re.IGNORECASE)
_SINGLE_LINE = re.compile(rf"^\(?(?:{_ACT_NAMES})\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?:об?\s|в соответствии|в целях|на основании|во исполнение|с целью|(?:при|обя)казыва|"
    r"постановля|п р и к|разработан)",
    re.IGNORECASE,
)
# The lines of a page may have become one paragraph («УПРАВЛЕНИЕ ОБРАЗОВАНИЯ ПРИКАЗ от …»).
_PAGE_LINE = re.compile(
    r"\s+(?=(?:ПРИКАЗ|РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ|УТВЕРЖД[А-ЯЁ]+|СОГЛАСОВАН[А-ЯЁ]+|"
    r"РАССМОТРЕН[А-ЯЁ]+|ПРИНЯТ[А-ЯЁ]*|(?:ПРИ|ОБЯ)?КАЗЫВАЮ|ПОСТАНОВЛЯ[А-ЯЁ]+)\b)"
)
_LONGEST_LINE = 600
_MOST_LINES = 5
_STAMP_LINES, _HEAD_LINES, _FRONT_LINES = 8, 8, 15


@dataclass(frozen=True, slots=True)
class FrontText:
    """The cells of a table without content of its own, by its place among the blocks."""

    place: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    place: int
    text: str


def find_order(lines: Sequence[str], tables: Sequence[FrontText] = ()) -> Order | None:
    """The act that approved this plan; acts that the text only cites are passed over.

    `lines` are the paragraphs' texts by place, `tables` heads of orders and stamps that were drawn
    as tables. A stamp goes before the head of the order; an act of which both number and date are
    known goes before a half-filled one.
    """
    everything = _merged(lines, tables)
    found = [
        order
        for texts in (_stamps(everything), _heads(everything), _single_lines(everything))
        for text in texts
        if (order := _order_in(text)) is not None
    ]
    whole = (order for order in found if order.number and order.date)
    return next(whole, found[0] if found else None)


def _merged(lines: Sequence[str], tables: Sequence[FrontText]) -> list[_Line]:
    """All texts in reading order, each line of a cell for itself, an empty one around a cell."""
    cells = {table.place: table.cells for table in tables}
    merged: list[_Line] = []
    for place, line in enumerate(lines):
        for part in _PAGE_LINE.sub("\n", line, count=_MOST_LINES).split("\n"):
            merged += [_Line(place, act[:_LONGEST_LINE]) for act in _acts(_bare(part))]
        for cell in cells.get(place, ()):
            merged += [_Line(place, _bare(part)[:_LONGEST_LINE]) for part in cell.split("\n")]
            merged.append(_Line(place, ""))
    return merged


def _acts(line: str) -> list[str]:
    """A line cut between what agrees to a plan and what approves it."""
    return _THEN_APPROVED.split(line, maxsplit=1) if _AGREED.match(line) else [line]


def _bare(text: str) -> str:
    """A line without the rules that are drawn to be written on: «№ __64__» is «№ 64»."""
    return one_line(text.replace("_", " "))


def _stamps(lines: Sequence[_Line]) -> Iterator[str]:
    """The words of stamps from the act on: «приказом отдела образования от … № …»."""
    for index, line in enumerate(lines):
        if len(line.text) > 300 or not (
            _STAMP.match(line.text) or _TELLS_APPROVAL.match(line.text)
        ):
            continue
        text = " ".join(_until(lines[index:], _STAMP_LINES, _ends_stamp))
        act = _ACT.search(text)
        if act:
            yield text[act.start() :]


def _ends_stamp(text: str) -> bool:
    return bool(_AGREED.match(text) or _SUBJECT.match(text)) or is_plan_title(text)


def _heads(lines: Sequence[_Line]) -> Iterator[str]:
    """What stands between the word «ПРИКАЗ» and the subject of the order."""
    for index, line in enumerate(lines):
        head = _HEAD.match(line.text)
        if head and len(line.text) < 100:
            rest = _until(lines[index:], _HEAD_LINES, _ends_head)
            yield " ".join(rest)[head.end() :]


def _ends_head(text: str) -> bool:
    return bool(_SUBJECT.match(text) or _STAMP.match(text)) or is_plan_title(text)


def _single_lines(lines: Sequence[_Line]) -> Iterator[str]:
    """«Приказ отдела образования от … № …» above the title, when the line says no more."""
    filled = [line.text for line in lines if line.text][:_FRONT_LINES]
    for text in filled:
        if is_plan_title(text):
            return
        match = _DATE_THEN_NUMBER.search(text) or _NUMBER_THEN_DATE.search(text)
        if match and _SINGLE_LINE.match(text) and not text[match.end() :].strip(" .)"):
            yield text


def _until(lines: Sequence[_Line], most: int, ends: Callable[[str], bool]) -> list[str]:
    """The first filled lines up to one that ends them."""
    texts = [lines[0].text]
    for line in lines[1:]:
        if len(texts) > most or ends(line.text):
            break
        if line.text:
            texts.append(line.text)
    return texts


def _order_in(text: str) -> Order | None:
    """Number and date of the first act in `text`; a part that was left blank is empty."""
    whole = [
        match for match in (_dated_first(text), _NUMBER_THEN_DATE.search(text)) if match is not None
    ]
    if whole:
        match = min(whole, key=lambda found: found.start())
        return Order(number=_number(match), date=_date(match))
    only_date, only_number = _ONLY_DATE.search(text), _ONLY_NUMBER.match(text)
    if only_number and _OF_OTHERS.search(only_number.group("gap")):
        only_number = None
    day = _date(only_date) if only_date else None
    if day is None and only_number is None:
        return None
    return Order(number=_number(only_number) if only_number else "", date=day)


def _dated_first(text: str) -> re.Match[str] | None:
    for match in _DATE_THEN_NUMBER.finditer(text):
        if not _OF_OTHERS.search(match.group("gap")):
            return match
    return None


def _number(match: re.Match[str]) -> str:
    return one_line(match.group("number")).rstrip(".,")


def _date(match: re.Match[str]) -> date | None:
    try:
        if match.group("day"):
            month = MONTHS_GENITIVE.index(match.group("month").lower()) + 1
            return date(int(match.group("year")), month, int(match.group("day")))
        year = int(match.group("y"))
        return date(
            year if year > 100 else 2000 + year, int(match.group("m")), int(match.group("d"))
        )
    except ValueError:
        return None
