"""A plan without a table: numbered items with «Срок: …» and «Ответственный: …» in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.office.documents import Paragraph
from roadmaps.parsing.draft import ActivityDraft, Issue, Severity, Source, bare_activity
from roadmaps.parsing.numbers import split_section_number
from roadmaps.parsing.sections import SectionTree
from roadmaps.parsing.wording import one_line, tidy

_LABEL = re.compile(
    r"(?:^|(?<=[\s.;,(]))(?:"
    r"(?P<deadline_text>срок(?:и)?(?:\s+(?:исполнения|проведения|реализации|выполнения))?)|"
    r"(?P<responsible_text>ответственн\w+(?:\s+исполнител\w+)?(?:\s+за\s+\w+)?|отв\.|исполнител\w+)|"
    r"(?P<expected_outcome>(?:ожидаемый|планируемый)\s+результат)|"
    r"(?P<deliverable>результат|итоговый документ|форма отч[её]та|отч[её]тный документ)"
    r")\s*[:–—-]\s*",
    re.IGNORECASE,
)
_MEMBERS = ("deadline_text", "responsible_text", "deliverable", "expected_outcome")
_FEWEST = 2
_CONFIDENCE = 0.7
_LONGEST_SECTION = 200


@dataclass(slots=True)
class _Item:
    number: str
    title: str
    source: Source
    texts: dict[str, str] = field(default_factory=dict)


def read_list(
    paragraphs: Sequence[Paragraph], tree: SectionTree
) -> tuple[list[ActivityDraft], list[Issue]]:
    """Activities of a numbered list; nothing where fewer than two items name time or doer."""
    items = _items(paragraphs)
    if sum(bool(item.texts) for item in items) < _FEWEST:
        return [], []
    activities: list[ActivityDraft] = []
    issues: list[Issue] = []
    first = next(place for place, item in enumerate(items) if item.texts)
    for item in items[max(first - 2, 0) :]:
        if item.texts:
            activities.append(_activity(item, tree.current()))
        elif len(item.title) <= _LONGEST_SECTION:
            tree.open_row(item.number, item.title, item.source)
        else:
            text = f"Пункт без срока и ответственного не перенесён: «{item.title[:80]}…»"
            issues.append(Issue(Severity.WARNING, text, item.source))
    return activities, issues


def _items(paragraphs: Sequence[Paragraph]) -> list[_Item]:
    items: list[_Item] = []
    for place, paragraph in enumerate(paragraphs, start=1):
        text = tidy(paragraph.full_text)
        if not text:
            continue
        title, texts = _taken_apart(text)
        numbered = split_section_number(title)
        if numbered.number:
            source = Source(paragraph=place)
            items.append(_Item(numbered.number, one_line(numbered.text), source, texts))
        elif items and texts:
            for member, words in texts.items():
                known = items[-1].texts.get(member, "")
                items[-1].texts[member] = f"{known}\n{words}".strip()
    return items


def _taken_apart(text: str) -> tuple[str, dict[str, str]]:
    """The words before the first label, and the words behind each."""
    labels = list(_LABEL.finditer(text))
    if not labels:
        return text, {}
    texts: dict[str, str] = {}
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        member = label.lastgroup or ""
        words = one_line(text[label.end() : end]).strip(" ;,()")
        texts[member] = words[:-1] if words.endswith(".") and not _is_short_form(words) else words
    return text[: labels[0].start()].rstrip(" (;,"), texts


def _is_short_form(words: str) -> bool:
    """Whether the full stop belongs to the last word: «2024 г.», «Ветров Р.С.»."""
    return bool(re.search(r"\b(?:г|гг|[А-ЯЁ])\.$", words))


def _activity(item: _Item, section: int | None) -> ActivityDraft:
    title = item.title.rstrip(" .")
    bare = bare_activity(section, item.number, title, item.source, _CONFIDENCE)
    texts = {member: item.texts.get(member, "") for member in _MEMBERS}
    return replace(
        bare,
        deadline_text=texts["deadline_text"],
        responsible_text=texts["responsible_text"],
        deliverable=texts["deliverable"],
        expected_outcome=texts["expected_outcome"],
    )
