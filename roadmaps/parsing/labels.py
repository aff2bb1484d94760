"""Labelled words in running text: «Срок: …», «(отв. – …)», «до 20 мая, ответственный …»."""

import re
from dataclasses import dataclass

from roadmaps.parsing.edges import at_edge
from roadmaps.parsing.vocabulary import Role, match_heading
from roadmaps.parsing.wording import one_line, tells_time

MEMBERS = {
    Role.DEADLINE: "deadline_text",
    Role.RESPONSIBLE: "responsible_text",
    Role.DELIVERABLE: "deliverable",
    Role.OUTCOME: "expected_outcome",
    Role.INDICATOR: "indicator_text",
    Role.FUNDING: "funding_text",
    Role.INFORMATION: "information_text",
    Role.DONE: "done_mark",
}
_SURE = 0.75
_PLAIN = (
    r"(?:срок(?:и)?|ответственн\w+|отв\.|(?:со)?исполнител\w+|(?:(?:ожидаемый|планируемый)\s+)?"
    r"результат|итоговый документ|форма отч[её]та|отч[её]тный документ)"
)
_LABEL = re.compile(
    # Whatever a heading of a column would say, at the beginning of a clause and with a colon.
    r"(?:^|(?<=[.;,(\n])|(?<=[–—]\s))\s*(?P<any>[А-ЯЁа-яё][А-ЯЁа-яё \-]{1,45}?)\s*:\s*|"
    # The usual ones anywhere and with a dash too.
    rf"(?:^|(?<=[\s.;,(]))(?P<usual>{_PLAIN}(?:\s+(?:исполнени|проведени|реализаци|выполнени)я"
    r"|\s+исполнител\w+|\s+за\s+\w+)?)\s*[:–—-]\s+|"
    # A doer without any mark: «…, ответственный Петров А.А.»
    r"(?:(?<=[,;(–—.\s]\s)|(?<=\())(?P<doer>ответственн\w+|отв\.|исполнител\w+)\s+(?=[а-яё])",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[А-ЯЁ]")
_FOR = re.compile(r"(?:за|по|в|на)\b", re.IGNORECASE)
_TAIL = re.compile(r"(?:[,;(]|\s[–—-])\s*([^,;(–—]{3,60})$")
_MARKS = " \t\n;,()–—-"


@dataclass(frozen=True, slots=True)
class Labelled:
    """The words before the first label, and those behind each by the activity's member."""

    title: str
    texts: dict[str, str]
    names_title: bool = False


def take_apart(text: str) -> Labelled:
    """Split a paragraph at its labels; one without any is all title."""
    labels = [(match, role) for match in _LABEL.finditer(text) if (role := _role(match))]
    if not labels:
        return Labelled(text, {})
    title = text[: labels[0][0].start()]
    texts: dict[str, str] = {}
    named = False
    ends = [match.start() for match, _ in labels[1:]] + [len(text)]
    for (match, role), end in zip(labels, ends, strict=True):
        words = _trimmed(text[match.end() : end])
        if role is Role.TITLE:
            title, named = f"{title} {words}", True
        elif words:
            member = MEMBERS[role]
            texts[member] = f"{texts[member]}\n{words}" if member in texts else words
    return _with_time(title, texts, names_title=named)


def _role(match: re.Match[str]) -> Role | None:
    """What a label names; None where the words are no label after all."""
    if match.group("doer"):
        return Role.RESPONSIBLE if _names_doer(match) else None
    label = match.group("any") or match.group("usual")
    found = match_heading(label)
    if not found or found[0].score < _SURE:
        return None
    role = found[0].role
    if role is Role.TITLE:
        return role if match.start() == 0 and " " not in label.strip() else None
    return role if role in MEMBERS else None


def _names_doer(match: re.Match[str]) -> bool:
    """«ответственный Петров», «(отв. директор школы)», but not «ответственный за питание»."""
    words = match.string[match.end() :]
    if _CAPITAL.match(words):
        return True
    if _FOR.match(words):
        return False
    opened = match.string[: match.start()].endswith("(")
    return opened or match.group("doer").lower() == "отв."


def _with_time(title: str, texts: dict[str, str], *, names_title: bool) -> Labelled:
    """Where only the doer is labelled, the time may stand before it: «…, до 20 мая – отв. …»."""
    bare = _bare(title)
    if "deadline_text" not in texts and "responsible_text" in texts and (found := at_edge(bare)):
        doer = texts["responsible_text"]
        both = {"deadline_text": found.time, "responsible_text": doer}
        if found.doer:
            both["responsible_text"] = f"{found.doer}\n{doer}"
        return Labelled(_bare(found.title), {**texts, **both}, names_title)
    tail = _TAIL.search(bare)
    if "deadline_text" not in texts and tail and tells_time(tail.group(1)):
        texts = {"deadline_text": tail.group(1).strip(), **texts}
        bare = _bare(bare[: tail.start()])
    return Labelled(bare, texts, names_title)


def _bare(title: str) -> str:
    """A title without the marks that join labels to it; a bracket that it opened stays closed."""
    bare = title.rstrip(_MARKS)
    closed = bare.count("(") > bare.count(")") and title[len(bare) :].lstrip().startswith(")")
    return f"{bare})" if closed else bare


def _trimmed(words: str) -> str:
    """Words behind a label without what joins them to the next one."""
    text = one_line(words).rstrip(" ;,–—-").lstrip(" ;,)")
    if text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1].rstrip(" ;,")
    if text.endswith(").") and text.count(")") > text.count("("):
        text = text[:-2].rstrip(" ;,")
    return text[:-1] if text.endswith(".") and not _is_short_form(text) else text


def _is_short_form(words: str) -> bool:
    """Whether the full stop belongs to the last word: «2024 г.», «Ветров Р.С.»."""
    return bool(re.search(r"\b(?:г|гг|[А-ЯЁ])\.$", words))
