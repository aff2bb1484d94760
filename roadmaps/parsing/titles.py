"""The plan's own title, among the headings around its tables."""

import re
from collections.abc import Iterator, Sequence

from core.office.documents import Paragraph
from roadmaps.parsing.draft import PassportEntry
from roadmaps.parsing.numbers import has_marker
from roadmaps.parsing.plan_years import tells_term
from roadmaps.parsing.purposes import tells_goal, tells_objectives
from roadmaps.parsing.surroundings import lines_of
from roadmaps.parsing.wording import heading_key, one_line

_ADJECTIVE = (
    r"(?!настоящ|данн|представленн|указанн|прилагаем|основн)[а-яё]{3,}(?:ый|ий|ой|ая|ое|ые)"
)
_PLAN_WORDS = (
    rf"(?:{_ADJECTIVE}(?:\s*[-–,]\s*|\s+(?:и\s+)?))*"
    r"(?:«?дорожная карта»?|план[- ]?график\b|план\b|(?:под)?программа\b|комплекс мер|"
    r"комплекс мероприятий|перечень мероприятий|циклограмма|календарь\b|"
    r"сетевой график|график мероприятий|"
    r"система (?:мер|мероприятий)|меры по\b|проект «|«?дорожн\w+ карт\w+»?)"
)
_TITLE = re.compile(rf"^{_PLAN_WORDS}", re.IGNORECASE)
# Sections are called so too; a name of years tells them apart.
_OTHER_TITLE = re.compile(
    rf"^(?:{_ADJECTIVE}\s+)*(?:модель|концепция|стратегия|проект|мероприятия)\b", re.IGNORECASE
)
# A sentence about the plan is not its name.
_SENTENCE = re.compile(
    r"\b(?:разработан[аоы]?|составлен[аоы]?|направлен[аоы]?|утвержден[аоы]?|утверждён[аоы]?|"
    r"определяет|является|предусматривает|включает|содержит|представляет|обеспечивает|"
    r"рассчитан[аоы]?|призван[аоы]?|реализуется|состоит)\b",
    re.IGNORECASE,
)
_APPROVES = re.compile(
    r"^об? утверждении\s+(.*)$|^о (?:реализации|разработке|внедрении)\s+(.*)$", re.I | re.S
)
_PASSPORT = re.compile(r"^паспорт\b\s*", re.IGNORECASE)
_PLAN_NOUN = re.compile(r"программ|план|дорожн|проект|комплекс", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[IVX]+\.)")
_YEAR_END = re.compile(r"(?:\b(?:г|гг|уч)\.|\bг\.\s?г\.)$", re.IGNORECASE)
_NAMES_YEARS = re.compile(r"\b(?:на|в)\s+.{0,30}20\d\d", re.IGNORECASE)
_GOES_ON = re.compile(r"^(?:[а-яё(«\"]|(?i:в|на|по|для|и|с|к|об?)\s)")
_BEGINS_ANEW = re.compile(r"^[А-ЯЁ]")
_IMPRINT = re.compile(
    r"^(?:(?:г|с|п|пос|пгт|р\.\s?п|д|ст)\.\s*[А-ЯЁ][\w -]*,?\s*|[А-ЯЁ][\w-]+,\s*)?"
    r"(?:20\d\d\s*(?:г\.?|год)?)?$"
)
_YEARS_ALONE = re.compile(r"^20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?\s*(?:уч\w*\.?\s*)?г(?:\.|г|од)")
# «Срок реализации: 2025–2026 годы»
_LABELLED = re.compile(r"^[А-ЯЁ][^:«»]{2,60}:\s+\S")
_LONGEST_TITLE = 400
# «… школ» and beneath it «– участниц проекта»: the dash joins, it marks no item.
_DASHED = re.compile(r"^[–—]\s*[а-яё][^.;]*$")
_TITLE_LINES = 8
_FEWEST_SPACES = 2


def is_plan_title(line: str) -> bool:
    """Whether a line begins as plans call themselves."""
    return bool(_TITLE.match(line)) and len(line) <= _LONGEST_TITLE and not _NUMBERED.match(line)


def find_title(paragraphs: Sequence[Paragraph], passport: Sequence[PassportEntry]) -> str:
    """The plan's own title: its heading, else the passport's name, else what the order approves."""
    lines = lines_of(paragraphs)
    headings = list(_headings(paragraphs, lines, _TITLE))
    telling = next((title for title in headings if title.count(" ") >= _FEWEST_SPACES), None)
    if telling:
        return telling
    others = _headings(paragraphs, lines, _OTHER_TITLE)
    dated = [title for title in others if _NAMES_YEARS.search(title)]
    named = [e.text for e in passport if heading_key(e.name).startswith(("наименование", "полное"))]
    approved = [
        one_line(_APPROVES.sub(lambda match: match.group(1) or match.group(2), line))
        for line in lines
        if _APPROVES.match(line) and len(line) <= _LONGEST_TITLE
    ]
    of_passport = _of_passport(paragraphs, lines)
    return one_line(next(iter([*named, *of_passport, *dated, *approved, *headings]), ""))


def _headings(
    paragraphs: Sequence[Paragraph], lines: Sequence[str], pattern: re.Pattern[str]
) -> Iterator[str]:
    for index, line in enumerate(lines):
        if not pattern.match(line) or len(line) > _LONGEST_TITLE or _NUMBERED.match(line):
            continue
        title = _title_from(paragraphs, lines, index)
        if title.endswith((";", ":")) or _SENTENCE.search(title):
            continue
        if title.endswith(".") and not _YEAR_END.search(title) and len(title) > 250:
            continue
        yield title


def _title_from(paragraphs: Sequence[Paragraph], lines: Sequence[str], start: int) -> str:
    """The heading's lines: up to an empty one, a sentence, a list, or the place and the year."""
    found = [lines[start]]
    for index in range(start + 1, min(start + _TITLE_LINES, len(lines))):
        line = lines[index]
        if not line:
            if _is_only_begun(found) and _goes_on(lines, index + 1):
                continue
            break
        if _ends_title(found, line) or tells_goal(line) or tells_objectives(line):
            break
        if paragraphs[start].level == 0 and paragraphs[index].level > 0:
            break
        found.append(line)
    return one_line(" ".join(found))


def _is_only_begun(found: list[str]) -> bool:
    """Whether no more than the plan's kind has been named: «ДОРОЖНАЯ КАРТА»."""
    return len(found) == 1 and found[0].count(" ") <= _FEWEST_SPACES


def _goes_on(lines: Sequence[str], index: int) -> bool:
    return (
        index < len(lines) and bool(_GOES_ON.match(lines[index])) and not has_marker(lines[index])
    )


def _ends_title(found: list[str], line: str) -> bool:
    is_item = has_marker(line) and not _DASHED.match(line)
    if len(line) > 250 or line.endswith((":", ";")) or is_item or _NUMBERED.match(line):
        return True
    if _IMPRINT.match(line):
        return not _YEARS_ALONE.match(line) or "20" in " ".join(found)
    if _LABELLED.match(line) or tells_term(line):
        return True
    title = " ".join(found)
    is_named = bool(_NAMES_YEARS.search(title))
    begins_anew = bool(_BEGINS_ANEW.match(line)) and (
        not _GOES_ON.match(line) or (is_named and not (title + line).isupper())
    )
    if line.endswith(".") and not _YEAR_END.search(line):
        return len(line) > 120 or begins_anew
    return begins_anew and is_named


def _of_passport(paragraphs: Sequence[Paragraph], lines: Sequence[str]) -> Iterator[str]:
    """«ПАСПОРТ» and beneath it «муниципальной программы «…»»."""
    for index, line in enumerate(lines):
        if not _PASSPORT.match(line) or len(line) > _LONGEST_TITLE:
            continue
        title = _PASSPORT.sub("", _title_from(paragraphs, lines, index))
        if title.count(" ") >= _FEWEST_SPACES and _PLAN_NOUN.search(title):
            yield title
