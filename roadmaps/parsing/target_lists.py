"""Lists of targets: under «Целевые показатели», «К концу 2026 года», in the passport."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from core.office.documents import Paragraph
from roadmaps.parsing.draft import IndicatorDraft, Issue, PassportEntry, Severity, Source
from roadmaps.parsing.numbers import has_marker
from roadmaps.parsing.quantities import years_named
from roadmaps.parsing.sentences import has_more_figures, is_measurable, read_sentence
from roadmaps.parsing.surroundings import headings_of, items_of, lines_of, placed_list
from roadmaps.parsing.titles import is_plan_title
from roadmaps.parsing.wording import heading_key, one_line

# Numbers are taken as a whole: «iiii» could be cut in countless ways.
_PLACE = r"^(?:(?:\d{1,2}|[ivx]+)[.)]?\s*)*+"
_TARGETS = re.compile(
    _PLACE + r"(?:(?:важнейши|основны|ключевы|планируемы|ожидаемы|плановы|количественны)\w* )*"
    r"(?:целев\w* (?:показател|индикатор|ориентир|значени)|"
    r"(?:показател|индикатор|критери)\w*(?:\s*(?:,|и|\()\s*(?:показател|индикатор)\w*\)?)? "
    r"(?:эффективност|результативност|реализаци|достижени|успешност|программ|план|цел)|"
    r"(?:индикатор|показател)\w*$)"
)
_EXPECTED = re.compile(
    _PLACE + r"(?:(?:основн|конечн)\w+ )?"
    r"(?:(?:ожидаем|планируем|прогнозируем|предполагаем)\w* (?:\w+ ){0,2}(?:результат|эффект|итог)|"
    r"результат\w* реализации|"
    r"(?:к|на) (?:конец|концу|окончани\w+) .{0,120}$|к 20\d\d году?.{0,100}$|"
    r"(?:в результате|по итогам|по окончании|по завершении) реализации|"
    r"(?:реализация|выполнение|проведение) .{0,120}\b(?:позволит|обеспечит|даст))"
)
_LONGEST_HEADING = 200
_LONGEST_ITEM = 400
_MOST_SENTENCES = 20


@dataclass(frozen=True, slots=True)
class _Target:
    text: str
    place: int | None
    year: int | None


def sentence_indicators(
    paragraphs: Sequence[Paragraph],
    passport: Sequence[PassportEntry],
    objectives: Sequence[str],
    span: tuple[int, int] | None,
    *,
    has_tables: bool,
) -> tuple[list[IndicatorDraft], list[Issue]]:
    """Targets of the lists under their headings; those that cannot be measured are issues.

    Where neither the text nor a table lists targets, the measurable ones are taken from the
    expected results of the text or the passport, then from the objectives.
    """
    lines, heads = lines_of(paragraphs), headings_of(paragraphs)
    listed = list(_under(_TARGETS, lines, heads))
    if listed:
        return _read(listed, span)
    if has_tables:
        return [], []
    named = list(_of_passport(passport, _TARGETS))
    if named:
        return _read(named, span)
    aims = (_Target(text, None, None) for text in objectives)
    for targets in (_under(_EXPECTED, lines, heads), _of_passport(passport, _EXPECTED), aims):
        found, issues = _read(list(targets), span)
        measured = [indicator for indicator in found if is_measurable(indicator)]
        if measured:
            return measured, [issue for issue in issues if issue.severity is Severity.INFO]
    return [], []


def _under(
    heading: re.Pattern[str], lines: Sequence[str], heads: frozenset[int]
) -> Iterator[_Target]:
    """The items under every heading of a kind, in its own line or below."""
    seen: set[int] = set()
    for index, line in enumerate(lines):
        head, _, inside = line.partition(":")
        is_sentence = line.endswith(".") and index not in heads
        if (is_sentence and not inside) or len(head) > _LONGEST_HEADING:
            continue
        if not heading.match(heading_key(head)):
            continue
        year = _year(head)
        if inside.strip():
            for text in items_of(inside.strip()):
                yield _Target(text, index, year)
            continue
        items = placed_list(lines, index, heads) or list(_sentences_below(lines, index, heads))
        for place, text in items:
            # «Ожидаемые результаты» and beneath it «К концу 2026 года:» head the same list.
            if place not in seen:
                seen.add(place)
                yield from (_Target(part, place, year) for part in _parts(text))


def _sentences_below(
    lines: Sequence[str], index: int, heads: frozenset[int]
) -> Iterator[tuple[int, str]]:
    """Unmarked sentences under a heading, up to an empty line or the next heading."""
    if has_marker(lines[index]) and index not in heads and lines[index].endswith((".", ";")):
        return
    for place in range(index + 1, min(index + 1 + _MOST_SENTENCES, len(lines))):
        line = lines[place]
        ends = not line or place in heads or len(line) > _LONGEST_ITEM
        if ends or line.endswith(":") or is_plan_title(line):
            return
        yield place, line.rstrip(" ;")


def _parts(text: str) -> list[str]:
    """An item as it stands, or taken apart where each part between semicolons has a figure."""
    parts = items_of(text)
    whole = all(is_measurable(read_sentence(part, None)) for part in parts)
    return parts if len(parts) > 1 and whole else [text]


def _of_passport(passport: Sequence[PassportEntry], heading: re.Pattern[str]) -> Iterator[_Target]:
    for entry in passport:
        if heading.match(heading_key(entry.name)):
            for text in items_of(entry.text):
                yield _Target(text, None, _year(entry.name))


def _year(text: str) -> int | None:
    named = years_named(text)
    return named[-1].year if named else None


def _read(
    targets: Sequence[_Target], span: tuple[int, int] | None
) -> tuple[list[IndicatorDraft], list[Issue]]:
    found: list[IndicatorDraft] = []
    issues: list[Issue] = []
    for target in targets:
        source = None if target.place is None else Source(paragraph=target.place + 1)
        indicator = replace(read_sentence(target.text, span, target.year), source=source)
        found.append(indicator)
        words = shorten(one_line(target.text), 120, placeholder="…")
        if not is_measurable(indicator):
            text = f"Показатель записан без измеримого значения: «{words}»"
            issues.append(Issue(Severity.WARNING, text, source))
        elif has_more_figures(indicator):
            text = f"В показателе несколько значений, взято первое: «{words}»"
            issues.append(Issue(Severity.INFO, text, source))
    return found, issues
