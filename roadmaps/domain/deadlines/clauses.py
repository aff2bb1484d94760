"""Gathers the elements of a cell into clauses: what is said about one scope."""

from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from roadmaps.domain.deadlines.nodes import (
    Break,
    Element,
    Event,
    Except,
    Item,
    Label,
    Limit,
    Range,
    Repeat,
    Scale,
    Schedule,
    Separator,
    Then,
    Unit,
    Unread,
    Whole,
    each_unit,
    lifted,
    unit_of,
    years_of,
)
from roadmaps.domain.deadlines.values import Recurrence

_SAYING = (Unit, Range, Limit, Repeat, Whole, Except, Event, Schedule)
Said = TypeVar("Said", Event, Schedule)
_COUNTED_INSIDE = frozenset({Scale.DAY, Scale.WEEK, Scale.DECADE, Scale.WEEKDAY, Scale.WORKING_DAY})


@dataclass(slots=True)
class Clause:
    """Dates, recurrence, event or schedule of one scope; `choice` if it is said as «или …»."""

    label: str = ""
    items: list[Item] = field(default_factory=list)
    repeat: Repeat | None = None
    whole: Whole | None = None
    whole_first: bool = False
    excluded: list[Unit | Range] = field(default_factory=list)
    event: Event | None = None
    schedule: Schedule | None = None
    choice: bool = False
    closed: bool = False
    then: bool = False
    since: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said yet."""
        return not (self.items or self.repeat or self.whole or self.event or self.schedule)

    @property
    def is_only_repeat(self) -> bool:
        """A recurrence and nothing more."""
        return bool(self.repeat) and not (self.items or self.whole or self.event or self.schedule)

    @property
    def is_only_items(self) -> bool:
        """Dates and nothing more."""
        return bool(self.items) and not (self.repeat or self.whole or self.event or self.schedule)


def gather(elements: tuple[Element, ...], *, each_year: bool) -> tuple[list[Clause], list[str]]:
    """Clauses in order, and the words not understood."""
    clauses = [Clause()]
    unread = []
    for element in elements:
        if isinstance(element, _SAYING):
            _say(clauses, element)
        elif isinstance(element, Separator):
            _separate(clauses, element)
        elif isinstance(element, Unread):
            unread.append(element.text)
        elif isinstance(element, Label):
            _scope(clauses, element)
        elif isinstance(element, Then):
            clauses[-1].then = bool(clauses[-1].items)
    merged = [clause for clause in clauses if not clause.is_empty]
    if len(merged) > 1:
        merged = _merged(merged)
    for clause in merged:
        if len(clause.items) > 1:
            clause.items = _in_each_month(clause.items)
    if each_year:
        for clause in merged:
            if clause.items and clause.repeat is None:
                clause.repeat = Repeat(Recurrence.YEARLY, Unit(Scale.YEAR))
    return merged, unread


def _separate(clauses: list[Clause], separator: Separator) -> None:
    current = clauses[-1]
    if current.is_empty:
        return
    if separator.strength is not Break.COMMA or current.closed:
        clauses.append(Clause(choice=separator.strength is Break.CHOICE))


def _scope(clauses: list[Clause], label: Label) -> None:
    current = clauses[-1]
    if label.trailing:
        current.label = label.text
        current.closed = True
        return
    if not current.is_empty:
        current = Clause()
        clauses.append(current)
    current.label = label.text


def _say(clauses: list[Clause], element: Element) -> None:
    current = clauses[-1]
    if current.then and _goes_on(current, element):
        return
    if isinstance(element, (Unit, Range, Limit)):
        current.items.append(_as_limit(current.items, element))
    elif isinstance(element, Repeat):
        if _tells_weekday(current, element) or _says_again(current, element):
            return
        if current.repeat is not None and not _refines_repeat(current, element):
            current = Clause(label=current.label)
            clauses.append(current)
        current.repeat = _in_step(current.repeat, element)
    elif isinstance(element, Whole):
        if current.whole is None or _is_plan(current.whole):
            current.whole = element
            current.whole_first = not current.items
    elif isinstance(element, Except):
        current.excluded.extend(element.items)
    elif isinstance(element, Event):
        current.event = _both(current.event, element)
    elif isinstance(element, Schedule):
        current.schedule = _both(current.schedule, element)


def _tells_weekday(current: Clause, element: Repeat) -> bool:
    """«10 октября (четверг)» says of a day what weekday it is."""
    last = current.items[-1] if current.items else None
    if element.unit.scale is not Scale.WEEKDAY or isinstance(last, (Range, type(None))):
        return False
    unit = unit_of(last)
    return unit.scale is Scale.DAY and unit.of is not None and unit.of.number is not None


def _goes_on(current: Clause, element: Element) -> bool:
    """«март, далее ежемесячно», «до 1 июня, затем постоянно»: from the date to the plan's end.

    Whether the element is all said with that; «далее ежегодно» makes the date come round, from
    the year that it names.
    """
    current.then = False
    last = current.items[-1]
    constant = isinstance(element, Whole) and _is_plan(element)
    often = isinstance(element, Repeat) and element.recurrence is not Recurrence.YEARLY
    yearly = isinstance(element, Repeat) and not often
    if yearly and (years := years_of(each_unit(last, lifted))):
        current.since = years[0]
        current.items[-1] = each_unit(last, every_year)
    if constant and isinstance(last, Limit):
        current.items.append(Range(last.unit, None, after=True))
    elif constant or often:
        current.items[-1] = Range(unit_of(last), None)
    return constant


def every_year(unit: Unit) -> Unit:
    """The unit without the year that it names, so that it is meant in each."""
    return lifted(unit)._replace(years=(), by_school_year=False)


def _refines_repeat(current: Clause, element: Repeat) -> bool:
    """«ежегодно, 2 раза в год», «еженедельно по пятницам»: the finer one says more."""
    if current.repeat is None or current.items:
        return False
    if current.repeat.recurrence is element.recurrence:
        return element.unit.scale <= current.repeat.unit.scale
    return current.repeat.recurrence is Recurrence.YEARLY


def _both(before: Said | None, element: Said) -> Said:
    """Two events or schedules of one clause are told together."""
    if before is None:
        return element
    return before._replace(words=f"{before.words}, {element.words}")


def _says_again(current: Clause, element: Repeat) -> bool:
    """«по средам, еженедельно»: the coarser of two says no more."""
    before = current.repeat
    if before is None or current.items or element.step > 1 or element.times > 1:
        return False
    return before.recurrence is element.recurrence and before.unit.scale < element.unit.scale


def _in_step(before: Repeat | None, element: Repeat) -> Repeat:
    """«раз в две недели, по средам»: the weekday keeps the step of the weeks."""
    if before is None or before.step == 1 or element.unit.scale is not Scale.WEEKDAY:
        return element
    return element._replace(step=before.step)


def _is_plan(whole: Whole) -> bool:
    return isinstance(whole.item, Unit) and whole.item.scale is Scale.PLAN


def _as_limit(before: list[Item], item: Item) -> Item:
    """«до 10 сентября, 10 января»: the second day is a limit as the first."""
    if not before or not isinstance(item, Unit) or item.scale is not Scale.DAY:
        return item
    last = before[-1]
    if isinstance(last, Limit) and last.unit.scale is Scale.DAY:
        return Limit(item, last.edge)
    return item


def _merged(clauses: list[Clause]) -> list[Clause]:
    """Clauses with those lines joined that complete one another."""
    result: list[Clause] = []
    for clause in clauses:
        if result and not clause.choice and _completes(result[-1], clause):
            _join(result[-1], clause)
        else:
            result.append(clause)
    return result


def _completes(first: Clause, second: Clause) -> bool:
    if second.label and second.label != first.label:
        return False
    if first.label and not second.label and not second.is_only_repeat:
        return False
    if first.is_only_items and second.is_only_items:
        return first.label == second.label
    if second.is_only_repeat and first.repeat is None:
        return _fits(second.repeat, first)
    return first.is_only_repeat and second.repeat is None and _fits(first.repeat, second)


def _fits(repeat: Repeat | None, clause: Clause) -> bool:
    """Whether the recurrence of a line of its own is about the dates of another line."""
    if repeat is None or clause.schedule is not None:
        return False
    if repeat.recurrence is Recurrence.YEARLY:
        return bool(clause.items or clause.event)
    return bool(clause.items) and all(is_monthless(item) for item in clause.items)


def _in_each_month(items: list[Item]) -> list[Item]:
    """«январь, апрель, июль, октябрь до 10 числа»: the day is meant in each of the months."""
    months = [item for item in items if isinstance(item, Unit) and _is_bare_month(item)]
    inner = [item for item in items if is_monthless(item)]
    if not months or not inner or len(months) + len(inner) < len(items):
        return items
    return [each_unit(item, partial(_in, month)) for month in months for item in inner]


def _in(month: Unit, unit: Unit) -> Unit:
    return unit._replace(of=month)


def _is_bare_month(unit: Unit) -> bool:
    return unit.scale is Scale.MONTH and unit.number is not None and unit.part is None


def is_monthless(item: Item) -> bool:
    """Whether a day, week or decade is named without its month, or of every month."""
    unit = unit_of(item)
    if unit.scale not in _COUNTED_INSIDE:
        return False
    if unit.of is not None and (unit.of.scale is not Scale.MONTH or unit.of.number is not None):
        return False
    return not isinstance(item, Range) or item.end is None or is_monthless(item.end)


def _join(first: Clause, second: Clause) -> None:
    first.items.extend(second.items)
    first.repeat = first.repeat or second.repeat
    first.event = first.event or second.event
    first.whole = first.whole or second.whole
