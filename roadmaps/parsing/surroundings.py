"""What stands around the tables: title, years, order, goal, objectives."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.office.documents import Document, Paragraph
from core.values.wording import MONTHS_GENITIVE
from roadmaps.parsing.draft import Order, PassportEntry
from roadmaps.parsing.numbers import has_marker, without_marker
from roadmaps.parsing.wording import heading_key, one_line, tidy

_PLAN_WORDS = (
    r"(?:\w{3,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)(?:\s*[-–,]\s*|\s+(?:и\s+)?))*"
    r"(?:«?дорожн\w+ карт\w+»?|план[- ]?(?:график|мероприятий|работы|действий)?\b|план\b|программа|"
    r"комплекс мер|комплекс мероприятий|циклограмма|сетевой график)"
)
_TITLE = re.compile(rf"^{_PLAN_WORDS}", re.IGNORECASE)
_APPROVES = re.compile(
    r"^об? утверждении\s+(.*)$|^о (?:реализации|разработке|внедрении)\s+(.*)$", re.I | re.S
)
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[IVX]+\.)")
_LONGEST_TITLE = 400
_TITLE_LINES = 8
_FEWEST_SPACES = 2

_YEARS = re.compile(
    r"(20\d\d)\s*(?:год[аы]?|г\.?)?\s*[-–—/]\s*(20\d\d|\d\d(?!\d))\s*(учебн\w+|уч\.)?\s*(?:год|гг|г)?\s*"
    r"\.?(учебн\w+|уч\.)?"
)
_YEAR = re.compile(r"(20\d\d)\s*(?:календарн\w+\s*)?(?:год|г\.|$)")
_FROM_TO = re.compile(r"\bс\s+(?:\w+\s+)?(20\d\d)\D{1,15}\bпо\s+(?:\w+\s+)?(20\d\d)")
_LONGEST_PLAN = 15
_FOR_YEAR = re.compile(r"\b(?:на|в|до|к)\s+(20\d\d)\s*(?:год|г\.)")

_DATE = (
    r"(?:«?\"?(?P<day>\d{1,2})»?\"?\s*(?P<month>" + "|".join(MONTHS_GENITIVE) + r")\s*"
    r"(?P<year>\d{4})|(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2}))\s*(?:г\.?|года)?"
)
_NUMBER = r"(?:№|N|No)\s*(?P<number>[\dА-Яа-яA-Za-z][\w/.\-–]*(?:\s?-\s?[а-яa-z]{1,4}\b)?)"
_DATE_THEN_NUMBER = re.compile(rf"{_DATE}.{{0,60}}?{_NUMBER}", re.IGNORECASE | re.DOTALL)
_NUMBER_THEN_DATE = re.compile(rf"{_NUMBER}.{{0,20}}?(?:от\s*)?{_DATE}", re.IGNORECASE | re.DOTALL)
_ACT = re.compile(r"приказ|распоряжени|постановлени", re.IGNORECASE)
_STAMP = re.compile(r"^(?:утвержд|приложение|к приказу|приказом)", re.IGNORECASE)
_ACT_HEAD = re.compile(r"^(?:приказ|распоряжение|постановление)\.?$", re.IGNORECASE)
_CITES = re.compile(
    r"\bв соответствии\b|\bна основании\b|\bво исполнение\b|\bв целях\b|\b(?:приказ|распоряжени"
    r"|постановлени)(?:ом|ем|а|я)\b",
    re.IGNORECASE,
)
_NUMBER_SIGN = re.compile(r"№|\bN\s*\d")
_HEAD_LINES = 8
_STAMP_LINES = 6
_LONGEST_STAMP = 300

_PLACE = r"^(?:(?:\d+|[IVX]+)[.)]\s*)*"
_GOAL = re.compile(
    _PLACE + r"(?:основн\w+ |главн\w+ |стратегическ\w+ )?цел[ьи]"
    r"(?:\s+(?:реализации|программы|плана|дорожной|«?дорожной|работы|и задачи|проекта|мероприятий)"
    r"[^:.–—]{0,60})?\s*(?P<colon>[:.–—-]|$)\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_OBJECTIVES = re.compile(
    _PLACE + r"(?:основн\w+ |приоритетн\w+ )?задачи\b[^:]{0,80}(?P<colon>:|$)\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NEXT_ITEM = re.compile(r"(?<=[;.])\s+(?=\d{1,2}[.)]\s)")
_LEAD_IN = re.compile(r"[:：]\s*$")


@dataclass(frozen=True, slots=True)
class Years:
    """The plan's first and last calendar year and whether it runs by academic years."""

    first: int
    last: int
    school_years: bool = False


def running_text(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs; where a table stood, an empty one keeps the texts around it apart."""
    return tuple(
        block if isinstance(block, Paragraph) else Paragraph("") for block in document.blocks
    )


def lines_of(paragraphs: Iterable[Paragraph]) -> list[str]:
    """Paragraph texts as read, empty ones kept as separators."""
    return [tidy(paragraph.full_text) for paragraph in paragraphs]


def is_plan_title(line: str) -> bool:
    """Whether a line begins as plans call themselves."""
    return bool(_TITLE.match(line)) and len(line) <= _LONGEST_TITLE and not _NUMBERED.match(line)


def find_title(paragraphs: Sequence[Paragraph], passport: Sequence[PassportEntry]) -> str:
    """The plan's own title: its heading, else the passport's name, else what the order approves."""
    lines = lines_of(paragraphs)
    headings = [
        _title_from(paragraphs, lines, index)
        for index, line in enumerate(lines)
        if is_plan_title(line)
    ]
    headings = [title for title in headings if not title.endswith((".", ";", ":"))]
    telling = next((title for title in headings if title.count(" ") >= _FEWEST_SPACES), None)
    if telling:
        return telling
    named = [e.text for e in passport if heading_key(e.name).startswith(("наименование", "полное"))]
    approved = [
        one_line(_APPROVES.sub(lambda match: match.group(1) or match.group(2), line))
        for line in lines
        if _APPROVES.match(line) and len(line) <= _LONGEST_TITLE
    ]
    return one_line(next(iter([*named, *approved, *headings]), ""))


def _title_from(paragraphs: Sequence[Paragraph], lines: list[str], start: int) -> str:
    """The heading's lines: up to an empty one, a sentence, or a list."""
    found = [lines[start]]
    for index in range(start + 1, min(start + _TITLE_LINES, len(lines))):
        line = lines[index]
        ends = not line or len(line) > 250 or line.endswith((":", ";")) or has_marker(line)
        if ends or _GOAL.match(line) or _OBJECTIVES.match(line):
            break
        if line.endswith(".") and len(line) > 120:
            break
        if paragraphs[start].level == 0 and paragraphs[index].level > 0:
            break
        found.append(line)
    return one_line(" ".join(found))


def find_years(texts: Iterable[str]) -> Years | None:
    """The years that the first telling text names: «на 2023–2025 годы», «2024/25 учебный год»."""
    for text in texts:
        years = years_in(text)
        if years is not None:
            return years
    return None


def years_in(text: str) -> Years | None:
    """The first span of years in `text`, else its first single year."""
    spans = [years for match in _YEARS.finditer(text) if (years := _span(match))]
    if len(spans) > 1 and all(
        lower.first == upper.last == upper.first + 1 for upper, lower in itertools.pairwise(spans)
    ):
        # «на 2023–2024, 2024–2025 учебные годы»
        return Years(spans[0].first, spans[-1].last, school_years=True)
    if spans:
        return spans[0]
    limits = _FROM_TO.search(text)
    if limits and limits.group(1) <= limits.group(2):
        return Years(int(limits.group(1)), int(limits.group(2)))
    single = _FOR_YEAR.search(text) or _YEAR.search(text)
    return Years(int(single.group(1)), int(single.group(1))) if single else None


def _span(match: re.Match[str]) -> Years | None:
    first, last = int(match.group(1)), int(match.group(2))
    last = last if last > 100 else first // 100 * 100 + last
    # «2023/24» is an academic year with or without the word.
    named = bool(match.group(3) or match.group(4))
    school = named or ("/" in match.group() and last == first + 1)
    return Years(first, last, school) if first <= last <= first + _LONGEST_PLAN else None


def years_of_deadlines(texts: Sequence[str]) -> Years | None:
    """The years most deadlines name; single strays are left out."""
    named = [{int(year) for year in re.findall(r"\b(20\d\d)\b", text)} for text in texts]
    named = [years for years in named if years]
    if len(named) < 2:
        return None
    counts: dict[int, int] = {}
    for years in named:
        for year in years:
            counts[year] = counts.get(year, 0) + 1
    usual = [year for year, count in counts.items() if count * 5 >= len(named)]
    return Years(min(usual), max(usual)) if usual else None


def find_order(
    paragraphs: Sequence[Paragraph], requisites: Sequence[tuple[int, str]]
) -> Order | None:
    """The act that approved this plan; acts that the text only cites are passed over.

    `requisites` are texts of tables without content of their own (the head of an order, a stamp)
    with their place among the blocks of the document, as `running_text` counts them.
    """
    lines = lines_of(paragraphs)
    stamped = (
        _order_in(" ".join(lines[index : index + _STAMP_LINES]))
        for index, line in enumerate(lines)
        if _is_stamp(lines, index, line)
    )
    headed = (
        _order_of_head(lines, index, requisites)
        for index, line in enumerate(lines)
        if _ACT_HEAD.match(line)
    )
    boxed = (
        _order_in(text)
        for _, text in requisites
        if _ACT.search(text) or _STAMP.match(text) or _NUMBER_SIGN.search(text)
    )
    return next((order for order in itertools.chain(stamped, headed, boxed) if order), None)


def _is_stamp(lines: Sequence[str], index: int, line: str) -> bool:
    """Whether the act that approves the plan is named from this line on."""
    near = " ".join(lines[index : index + _STAMP_LINES])
    return bool(_STAMP.match(line)) and len(line) < _LONGEST_STAMP and bool(_ACT.search(near))


def _order_of_head(
    lines: Sequence[str], index: int, requisites: Sequence[tuple[int, str]]
) -> Order | None:
    """Number and date in the head of an order: a table of its own, or lines before its text."""
    near = [text for place, text in requisites if index <= place <= index + _HEAD_LINES]
    below = itertools.takewhile(
        lambda line: not _CITES.search(line), lines[index + 1 : index + _HEAD_LINES]
    )
    return _order_in(" ".join(near)) or _order_in(" ".join(below))


def _order_in(text: str) -> Order | None:
    match = _DATE_THEN_NUMBER.search(text) or _NUMBER_THEN_DATE.search(text)
    if match is None:
        return None
    return Order(number=one_line(match.group("number")).rstrip(".,"), date=_date(match))


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


def find_goal(paragraphs: Sequence[Paragraph], passport: Sequence[PassportEntry]) -> str:
    """The plan's goal; several goals are lines."""
    lines = lines_of(paragraphs)
    for index, line in enumerate(lines):
        match = _GOAL.match(line)
        if match is None or len(line) > 1_500:
            continue
        text = match.group("text").strip()
        if match.group("colon") in (":", "–", "—", "-") and text and not _LEAD_IN.search(text):
            return text
        items = list_after(lines, index, headings_of(paragraphs))
        if items:
            return "\n".join(items)
    return next((e.text for e in passport if heading_key(e.name).startswith("цел")), "")


def find_objectives(
    paragraphs: Sequence[Paragraph], passport: Sequence[PassportEntry]
) -> tuple[str, ...]:
    """The plan's objectives, without the marks of their list."""
    lines = lines_of(paragraphs)
    for index, line in enumerate(lines):
        match = _OBJECTIVES.match(line)
        if match is None:
            continue
        if match.group("text"):
            return tuple(items_of(match.group("text")))
        items = list_after(lines, index, headings_of(paragraphs))
        if items:
            return tuple(items)
    entry = next((e for e in passport if "задач" in heading_key(e.name).split(" ")[:2][-1]), None)
    entry = entry or next((e for e in passport if heading_key(e.name).startswith("задач")), None)
    return tuple(items_of(entry.text)) if entry else ()


def items_of(text: str) -> list[str]:
    """The items of a list inside one text; a lead-in sentence before them is left out."""
    lines = [line for line in _NEXT_ITEM.sub("\n", text).split("\n") if line.strip()]
    if len(lines) > 1 and _LEAD_IN.search(lines[0]):
        lines = lines[1:]
    return [_item(line) for line in lines]


def list_after(
    lines: Sequence[str], index: int, headings: frozenset[int] = frozenset()
) -> list[str]:
    """The list that follows a line, up to an empty line, a heading or a list of another kind."""
    items: list[str] = []
    numbered = False
    for place, line in enumerate(lines[index + 1 :], start=index + 1):
        if not line or place in headings:
            if items or place in headings:
                break
            continue
        marked = has_marker(line)
        if not items and _LEAD_IN.search(line) and not _OBJECTIVES.match(line):
            continue
        if not marked and _is_unmarked_item(lines[place - 1], items, line):
            items.append(_item(line))
            continue
        if items and marked and bool(_NUMBERED.match(line)) and not numbered:
            break
        if not marked and (not items or line[0].isupper() or not _open_ended(items[-1])):
            break
        numbered = numbered or bool(_NUMBERED.match(line))
        items.extend(_item(part) for part in line.split("\n"))
    return items


def _is_unmarked_item(above: str, items: list[str], line: str) -> bool:
    """Whether a line without a mark is an item: right under «Задачи:», or after a semicolon."""
    if not items:
        return bool(_LEAD_IN.search(above)) and not _LEAD_IN.search(line)
    return above.endswith(";")


def headings_of(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Places of paragraphs with a heading's style."""
    return frozenset(place for place, paragraph in enumerate(paragraphs) if paragraph.level)


def _open_ended(item: str) -> bool:
    return not item.endswith((".", "!", "?"))


def _item(line: str) -> str:
    return without_marker(line).rstrip(" ;")
