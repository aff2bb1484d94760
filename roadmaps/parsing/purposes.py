"""A plan's goal and objectives: behind their words in the text, else in the passport."""

import re
from collections.abc import Iterator, Sequence

from core.office.documents import Paragraph
from roadmaps.parsing.draft import PassportEntry
from roadmaps.parsing.numbers import has_marker
from roadmaps.parsing.surroundings import headings_of, items_of, lines_of, list_after
from roadmaps.parsing.wording import heading_key

_PLACE = r"^(?:(?:\d{1,2}|[IVX]+)[.)]\s*)*"
_KIND = r"(?:(?:основн|главн|стратегическ|общ|ключев|приоритетн)\w+ )?"
_PLAN = r"(?:дорожн\w+ карт|план|программ|проект|комплекс|настоящ)"
_GOAL = re.compile(
    _PLACE + _KIND + r"цел[ьи]"
    r"(?:\s+(?:реализации|программы|плана|дорожной|«?дорожной|работы|и задачи|проекта|мероприятий|"
    r"комплекса|подпрограммы|деятельности|настоящ\w+|данн\w+|муниципальн\w+)"
    r"(?:[^:.–—]|(?<=\d)[–—](?=\d)){0,80}?|\s+[^:.;]{1,80}(?=:))?"
    r"\s*(?P<colon>[:.]|[–—-](?!\d)|$)\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_GOAL_IS = re.compile(
    _PLACE + _KIND + r"цель[юя]?\b[^:.;]{0,100}?\bявля[ею]тся\s*:?\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_MADE_FOR = re.compile(
    rf"^«?(?:\w+ ){{0,2}}{_PLAN}\w*\b[^.:;]{{0,200}}?\b(?:разработан|составлен|создан|реализу|"
    r"направлен|подготовлен|имеет)\w*\s+"
    r"(?:с целью|в целях|(?:своей )?целью)\s+(?P<text>[^.]+)\.?",
    re.IGNORECASE,
)
_OBJECTIVES = re.compile(
    _PLACE + _KIND + r"(?:задачи\b[^:]{0,100}:|задача\s*:|задачи(?:\s+(?:и |по )?(?:реализации|"
    r"программы|плана|«?дорожной|работы|проекта|мероприятий|комплекса|подпрограммы|деятельности|"
    r"настоящ\w+|данн\w+|муниципальн\w+)[^:]{0,80})?$)\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_OBJECTIVES_ARE = re.compile(
    _PLACE + _KIND + r"задачами\b[^:.;]{0,100}?\bявляются\s*:?\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TO_SOLVE = re.compile(
    r"^[^:]{0,200}\b(?:реш[аие]\w+|выполн\w+|предусм\w+|постав\w+|предстоит|следующ\w+)\b[^:]{0,80}"
    r"\bзадач[аиу]?\b[^:]{0,40}:\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ONE_OBJECTIVE = re.compile(
    r"^задача\s*№?\s*\d{1,2}\s*[.:)–—-]\s*(?P<text>\S.*)$", re.I | re.DOTALL
)
# «Цель: рост. Задачи: 1) …; 2) …» says both in one paragraph, «… . Цель: …» something before.
_BOTH = re.compile(
    rf"(?<=[.;])\s+(?={_KIND}(?:задачи|цель)\b[^:.]{{0,80}}:|{_KIND}цель\b[^:.;–—]{{0,60}} [–—]"
    rf"|{_KIND}целью\b[^:.;]{{0,80}} является)|\n(?={_KIND}(?:задачи|цел[ьи])\b)",
    re.I,
)
_LEAD_IN = re.compile(r"[:：]\s*$")
_LONGEST = 1_500
_LONGEST_HEADING = 150


def tells_goal(line: str) -> bool:
    """Whether a line begins with the word «цель»."""
    return bool(_GOAL.match(line) or _GOAL_IS.match(line))


def tells_objectives(line: str) -> bool:
    """Whether a line introduces objectives."""
    return _objectives_in(line) is not None


def introduces_purpose(line: str) -> bool:
    """Whether a line says the goal or leads to objectives behind a colon or a dash."""
    goal = _GOAL.match(line)
    if goal is not None:
        return bool(goal.group("colon"))
    return ":" in line and bool(_OBJECTIVES.match(line))


def find_goal(paragraphs: Sequence[Paragraph], passport: Sequence[PassportEntry]) -> str:
    """The plan's goal; several goals are lines."""
    lines, headings = _lines(paragraphs)
    found = _goal(lines, headings)
    if found:
        return found
    entry = _entry(passport, "цел")
    if entry is not None:
        inside = _BOTH.split(entry.text)
        return _goal(inside, frozenset()) or "\n".join(items_of(inside[0]))
    sentences = (match for line in lines if (match := _MADE_FOR.match(line)))
    return next((match.group("text") for match in sentences), "")


def _goal(lines: Sequence[str], headings: frozenset[int]) -> str:
    for index, line in enumerate(lines):
        match = _GOAL_IS.match(line) or _GOAL.match(line)
        if match is None or len(line) > _LONGEST:
            continue
        text = match.group("text").strip()
        if text and match.groupdict().get("colon") != "." and not _LEAD_IN.search(text):
            return "\n".join(items_of(text)) if has_marker(text) else text
        if text and not _LEAD_IN.search(text):
            continue
        items = list_after(lines, index, headings)
        if items:
            return "\n".join(items)
        below = _paragraph_below(lines, index, headings)
        if below:
            return below
    return ""


def _paragraph_below(lines: Sequence[str], index: int, headings: frozenset[int]) -> str:
    """The paragraph under a heading that says no more than «Цель»."""
    is_heading = index in headings or len(lines[index]) <= _LONGEST_HEADING
    for place in range(index + 1, min(index + 3, len(lines))):
        line = lines[place]
        if not line:
            continue
        if not is_heading or place in headings or tells_goal(line) or tells_objectives(line):
            return ""
        return "" if _LEAD_IN.search(line) else line
    return ""


def find_objectives(
    paragraphs: Sequence[Paragraph], passport: Sequence[PassportEntry]
) -> tuple[str, ...]:
    """The plan's objectives, without the marks of their list."""
    lines, headings = _lines(paragraphs)
    found = _objectives(lines, headings)
    if found:
        return found
    entry = _entry(passport, "задач")
    if entry is None:
        return ()
    inside = _BOTH.split(entry.text)
    return _objectives(inside, frozenset()) or tuple(items_of(entry.text))


def _objectives(lines: Sequence[str], headings: frozenset[int]) -> tuple[str, ...]:
    for index, line in enumerate(lines):
        text = _objectives_in(line)
        if text is None:
            continue
        if text:
            return tuple(items_of(text))
        items = list_after(lines, index, headings)
        if items:
            return tuple(items)
    named = [match.group("text") for line in lines if (match := _ONE_OBJECTIVE.match(line))]
    return tuple(text.rstrip(" ;") for text in named)


def _objectives_in(line: str) -> str | None:
    """What a line says behind its words about objectives; None where it says none."""
    for pattern in (_OBJECTIVES, _OBJECTIVES_ARE, _TO_SOLVE):
        match = pattern.match(line)
        if match is not None:
            return match.group("text").strip()
    return None


def _entry(passport: Sequence[PassportEntry], stem: str) -> PassportEntry | None:
    """The passport's entry about goals or objectives, the one named by it before others."""
    names = [(heading_key(entry.name), entry) for entry in passport]
    first = next((entry for name, entry in names if name.startswith(stem)), None)
    word = rf"\b{stem}"
    return first or next((e for name, e in names if re.search(word, name) and len(name) < 80), None)


def _lines(paragraphs: Sequence[Paragraph]) -> tuple[list[str], frozenset[int]]:
    """The lines, a paragraph of goal and objectives taken apart, and the places of headings."""
    heads = headings_of(paragraphs)
    lines: list[str] = []
    headings: set[int] = set()
    for place, text in _parts(paragraphs):
        if place in heads:
            headings.add(len(lines))
        lines.append(text)
    return lines, frozenset(headings)


def _parts(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, str]]:
    for place, line in enumerate(lines_of(paragraphs)):
        for part in _BOTH.split(line):
            yield place, part
