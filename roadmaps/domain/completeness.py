"""What a plan lacks to be worked by: questions, never faults. Pure.

An office may answer «так и задумано»; what it has answered is not asked again. A kind of question
is asked only where the plan could answer it: a plan without a column of deliverables has none to
miss.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.values.wording import counted

_FEW = 3
_NO_WORDS = re.compile(r"[\W_]+")


class Gap(StrEnum):
    """Kinds of questions, in the order in which a plan is put right."""

    NO_RESPONSIBLE = "no_responsible"
    NO_DATE = "no_date"
    NO_DELIVERABLE = "no_deliverable"
    NOBODY_WRITTEN_TO = "nobody_written_to"
    TWICE = "twice"
    EMPTY_SECTION = "empty_section"
    NO_PURPOSE = "no_purpose"
    IDLE_INDICATOR = "idle_indicator"
    NO_TARGET = "no_target"
    NO_UNIT = "no_unit"


GAP_NAMES = {
    Gap.NO_RESPONSIBLE: "Мероприятия без ответственного",
    Gap.NO_DATE: "Мероприятия, у которых нет даты",
    Gap.NO_DELIVERABLE: "Мероприятия без итогового документа",
    Gap.NOBODY_WRITTEN_TO: "Ответственные, которым некому написать",
    Gap.TWICE: "Одно и то же дважды",
    Gap.EMPTY_SECTION: "Разделы без мероприятий",
    Gap.NO_PURPOSE: "Мероприятия, которые не отвечают ни на риск, ни на показатель",
    Gap.IDLE_INDICATOR: "Показатели, на которые никто не работает",
    Gap.NO_TARGET: "Показатели без цели на год плана",
    Gap.NO_UNIT: "Показатели без единицы измерения",
}
GAP_REASONS = {
    Gap.NO_RESPONSIBLE: "Поручение некому дать: работа никому не напомнит о себе.",
    Gap.NO_DATE: "Из слов срока дата не следует, и на календаре мероприятие не стоит.",
    Gap.NO_DELIVERABLE: "Непонятно, чем подтвердить, что сделано.",
    Gap.NOBODY_WRITTEN_TO: "За ответственным не закреплён сотрудник: письма и поручения никто "
    "не увидит.",
    Gap.TWICE: "Совпадают слова, срок и ответственные.",
    Gap.EMPTY_SECTION: "Заголовок есть, работы под ним нет.",
    Gap.NO_PURPOSE: "Не видно, ради чего мероприятие в плане.",
    Gap.IDLE_INDICATOR: "Ни одно мероприятие с показателем не связано.",
    Gap.NO_TARGET: "Год плана есть, цели на него нет: сравнить факт будет не с чем.",
    Gap.NO_UNIT: "Число без единицы можно понять по-разному.",
}


@dataclass(frozen=True, slots=True)
class RowFacts:
    """An activity as far as completeness asks; `section` is 0 outside of sections."""

    id: int
    name: str
    title: str
    section: int = 0
    deadline: str = ""
    responsible: str = ""
    is_dated: bool = True
    has_result: bool = True
    has_purpose: bool = True


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A responsible party without a person behind it, and how many activities it answers for."""

    id: int
    name: str
    activities: int


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """A heading; `parent` is 0 at the top."""

    id: int
    name: str
    parent: int = 0


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """A target indicator; `untargeted` are the plan's years without a target."""

    id: int
    name: str
    unit: str = ""
    untargeted: Sequence[int] = ()
    is_worked_on: bool = True


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """All that completeness asks of a plan; `has_goals` where there is a risk or an indicator."""

    rows: Sequence[RowFacts]
    mute_parties: Sequence[PartyFacts] = ()
    sections: Sequence[SectionFacts] = ()
    indicators: Sequence[IndicatorFacts] = ()
    has_goals: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One thing of one kind; `subject` is the id of the row, party, section or indicator."""

    gap: Gap
    subject: int
    name: str
    detail: str = ""


def questions_about(plan: PlanFacts) -> list[Question]:
    """Every question, by kinds in the order of `Gap` and within them as in the plan."""
    asked = [
        *_about_rows(plan),
        *_about_parties(plan.mute_parties),
        *_about_repeats(plan.rows),
        *_about_sections(plan),
        *_about_indicators(plan.indicators),
    ]
    order = {gap: place for place, gap in enumerate(Gap)}
    return sorted(asked, key=lambda one: order[one.gap])


def gaps_of_rows(plan: PlanFacts) -> Mapping[Gap, set[int]]:
    """Ids of the activities that lack something, by what they lack."""
    found: dict[Gap, set[int]] = defaultdict(set)
    for one in _about_rows(plan):
        found[one.gap].add(one.subject)
    return found


def in_words(kinds: int) -> str:
    """«План почти готов: 3 вопроса», «К плану есть 5 вопросов», «Вопросов к плану нет»."""
    if not kinds:
        return "Вопросов к плану нет."
    number = counted(kinds, "вопрос", "вопроса", "вопросов")
    return f"План почти готов: {number}" if kinds <= _FEW else f"К плану есть {number}"


def _about_rows(plan: PlanFacts) -> Iterator[Question]:
    has_results = any(row.has_result for row in plan.rows)
    for row in plan.rows:
        if not row.responsible.strip():
            yield Question(Gap.NO_RESPONSIBLE, row.id, row.name)
        if not row.is_dated:
            detail = f"срок: «{row.deadline.strip()}»" if row.deadline.strip() else "срок не указан"
            yield Question(Gap.NO_DATE, row.id, row.name, detail)
        if has_results and not row.has_result:
            yield Question(Gap.NO_DELIVERABLE, row.id, row.name)
        if plan.has_goals and not row.has_purpose:
            yield Question(Gap.NO_PURPOSE, row.id, row.name)


def _about_parties(parties: Iterable[PartyFacts]) -> Iterator[Question]:
    for one in parties:
        number = counted(one.activities, "мероприятие", "мероприятия", "мероприятий")
        yield Question(Gap.NOBODY_WRITTEN_TO, one.id, one.name, number)


def _about_repeats(rows: Iterable[RowFacts]) -> Iterator[Question]:
    first: dict[tuple[str, ...], RowFacts] = {}
    for row in rows:
        key = tuple(_plain(text) for text in (row.title, row.deadline, row.responsible))
        earlier = first.setdefault(key, row)
        if earlier is not row and key[0]:
            yield Question(Gap.TWICE, row.id, row.name, f"то же: {earlier.name}")


def _about_sections(plan: PlanFacts) -> Iterator[Question]:
    used = {row.section for row in plan.rows}
    parents = {one.id: one.parent for one in plan.sections}
    pending = list(used)
    while pending:
        around = parents.get(pending.pop(), 0)
        if around and around not in used:
            used.add(around)
            pending.append(around)
    empty = {one.id for one in plan.sections if one.id not in used}
    for one in plan.sections:
        # Parts of an empty section are not asked about again.
        if one.id in empty and one.parent not in empty:
            yield Question(Gap.EMPTY_SECTION, one.id, one.name)


def _about_indicators(indicators: Iterable[IndicatorFacts]) -> Iterator[Question]:
    for one in indicators:
        if not one.is_worked_on:
            yield Question(Gap.IDLE_INDICATOR, one.id, one.name)
        if one.untargeted:
            years = ", ".join(map(str, one.untargeted))
            yield Question(Gap.NO_TARGET, one.id, one.name, f"нет цели на {years}")
        if not one.unit.strip():
            yield Question(Gap.NO_UNIT, one.id, one.name)


def _plain(text: str) -> str:
    return _NO_WORDS.sub(" ", text.casefold().replace("ё", "е")).strip()


def without_answered(
    questions: Iterable[Question], answered: Collection[tuple[Gap, int]]
) -> list[Question]:
    """Those that nobody has answered «так и задумано»."""
    return [one for one in questions if (one.gap, one.subject) not in answered]
