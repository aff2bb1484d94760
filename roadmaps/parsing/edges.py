"""Time and doer at the end or the beginning of an item that labels neither.

«Знакомство с коллективом – сентябрь 2024 г.», «Сверка (до 1 октября, методист)», «До 15 мая
провести …».
"""

import re
from dataclasses import dataclass

from roadmaps.domain.deadlines.reading import DeadlineKind, PlanPeriod, read_deadline
from roadmaps.domain.responsible import PartyKind, read_responsible
from roadmaps.parsing.wording import one_line, tells_time

_LONGEST_TIME, _LONGEST_DOER, _MOST_WORDS = 100, 120, 12
# Only whether words are a time is asked here, in whatever years.
_ANY_YEARS = PlanPeriod(2024, 2025)
_TIMES = frozenset(
    {DeadlineKind.POINT, DeadlineKind.PERIOD, DeadlineKind.RECURRING, DeadlineKind.CONTINUOUS,
     DeadlineKind.BY_SCHEDULE}
)  # fmt: skip
_DATED = _TIMES - {DeadlineKind.BY_SCHEDULE}
_DOERS = frozenset({PartyKind.PERSON, PartyKind.POST, PartyKind.GROUP})
_MARK = r"[,;]\s+|\s[–—-]\s+|:\s+"
_BEFORE_TIME = re.compile(rf"{_MARK}|\s+(?=(?:до|не позднее|не позже|в срок)\s)", re.IGNORECASE)
_BETWEEN = re.compile(_MARK)
# The bracket may have been closed behind a label that is cut off: «(май, отв. – методист)».
_BRACKET = re.compile(r"\s*\(([^()]+)(?:\)\s*[.;]?\s*)?$")
_OPENS_TIME = re.compile(
    r"(?:до|не позднее|не позже|в|во|с|со|к|на|за|еже\w+|кажд\w+|постоянно|раз|\d)", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"[А-ЯЁ]{2,6}")
_SHORT_FORM = re.compile(r"\b(?:г|гг|[А-ЯЁ])\.$")


@dataclass(frozen=True, slots=True)
class Edged:
    """An item's words without the time and the doer that stand at their edge."""

    title: str
    time: str
    doer: str = ""


def at_edge(text: str) -> Edged | None:
    """The time at the end of an item, else at its beginning; None where neither has one."""
    words = one_line(text).rstrip(" ;,")
    return _in_brackets(words) or _at_end(words) or _at_start(words)


def without_mark(words: str) -> tuple[str, str] | None:
    """«до 20 мая Директор школы»: a time and a doer whose line break a page has lost."""
    pieces = one_line(words).split(" ")
    for count in range(min(_MOST_WORDS, len(pieces) - 1), 0, -1):
        time, doer = " ".join(pieces[:count]), " ".join(pieces[count:])
        # «По плану РМО учителей» names whose plan it is.
        if doer[:1].isupper() and is_time(time, _DATED) and _is_doer(doer):
            return time, doer
    return None


def is_time(words: str, kinds: frozenset[DeadlineKind] = _TIMES) -> bool:
    """Whether the words are a time of these kinds and nothing else."""
    if not words or len(words) > _LONGEST_TIME or not tells_time(words):
        return False
    read = read_deadline(words, _ANY_YEARS)
    scoped = any(span.label for span in read.occurrences)
    return read.kind in kinds and not read.unread and not scoped


def _is_doer(words: str) -> bool:
    """Whether words beside a time name people: posts, groups, surnames, «ЦРО»."""
    if not words or len(words) > _LONGEST_DOER or tells_time(words):
        return False
    parties = read_responsible(words)
    return bool(parties) and all(
        party.kind in _DOERS or _ABBREVIATION.fullmatch(party.name) for party in parties
    )


def _in_brackets(words: str) -> Edged | None:
    """«Сверка (до 1 октября, методист)», «Сверка (методист, до 1 октября)»."""
    bracket = _BRACKET.search(words)
    if bracket is None or not bracket.start():
        return None
    inside = bracket.group(1).strip()
    found = _time_and_doer(inside)
    return Edged(words[: bracket.start()], *found) if found else None


def _time_and_doer(words: str) -> tuple[str, str] | None:
    """The words cut into a time and, before or behind it, a doer."""
    if is_time(words):
        return _ended(words), ""
    for mark in _BETWEEN.finditer(words):
        first, second = words[: mark.start()], words[mark.end() :]
        if is_time(first) and _is_doer(second):
            return _ended(first), _ended(second)
        if _is_doer(first) and is_time(second):
            return _ended(second), _ended(first)
    return None


def _at_end(words: str) -> Edged | None:
    for mark in _BEFORE_TIME.finditer(words):
        title, rest = words[: mark.start()].rstrip(" ,;–—-"), words[mark.end() :]
        if not _is_whole(title) or (title[-1:].isdigit() and rest[:1].isdigit()):
            continue
        found = _time_and_doer(rest)
        if any(map(is_time, _BETWEEN.split(title)[1:])):
            # «ВПР – март, анализ – июнь»: of two times neither is taken for the whole.
            return None
        # A doer that stands first is rather the title's last word: «Семинар, методисты, май».
        if found and rest.startswith(found[0]):
            return Edged(title, *found)
    return None


def _at_start(words: str) -> Edged | None:
    """«До 15 сентября 2024 г. провести анализ»: the longest time that words begin with."""
    if not _OPENS_TIME.match(words):
        return None
    pieces = words.split(" ")
    for count in range(min(_MOST_WORDS, len(pieces) - 1), 0, -1):
        time = " ".join(pieces[:count]).rstrip(" ,–—-:")
        title = " ".join(pieces[count:]).lstrip(" ,–—-:")
        if title[:1].isalpha() and is_time(time):
            return Edged(title[:1].upper() + title[1:], time)
    return None


def _is_whole(title: str) -> bool:
    """Whether no quotation or bracket is left open."""
    return bool(title) and all(title.count(a) == title.count(b) for a, b in ("«»", "()"))


def _ended(words: str) -> str:
    """Words without the full stop of their sentence; «2024 г.» keeps its own."""
    plain = words.strip(" ;,")
    return plain[:-1] if plain.endswith(".") and not _SHORT_FORM.search(plain) else plain
