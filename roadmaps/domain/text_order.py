"""The order of what a plan says beside its rows: objectives, passport, tasks of years, partners.

Items are given by their ids in the order of the plan. What moves together is a block: the tasks of
one direction, else an item alone.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

from roadmaps.domain.outline import NoSuchPlace, Side, Target
from roadmaps.domain.year_tasks import by_direction

YearTaskInPlan = tuple[int, str, int]
"""The id of a task of a year, its direction and its year."""


def blocks_of_tasks(tasks: Iterable[YearTaskInPlan]) -> list[list[int]]:
    """Tasks by the rows of their table, in reading order."""
    rows = by_direction((direction, year, pk) for pk, direction, year in tasks)
    return [list(row.values()) for _, row in rows]


def with_task(tasks: Sequence[YearTaskInPlan], task: YearTaskInPlan) -> list[int]:
    """The tasks with one more: in the last row of its direction that has no such year.

    Where every row has one, it begins a row after them; a new direction stands at the end.
    """
    pk, direction, year = task
    years = {one: when for one, _, when in tasks}
    names = {one: name for one, name, _ in tasks}
    blocks = blocks_of_tasks(tasks)
    own = [block for block in blocks if names[block[0]] == direction]
    free = [block for block in own if year not in {years[one] for one in block}]
    if free:
        free[-1].append(pk)
        free[-1].sort(key=lambda one: year if one == pk else years[one])
    else:
        blocks.insert(blocks.index(own[-1]) + 1 if own else len(blocks), [pk])
    return list(chain.from_iterable(blocks))


def with_block_at(blocks: Sequence[Sequence[int]], item: int, target: Target) -> list[int]:
    """The items with the block of `item` before or after the block that holds the target.

    NoSuchPlace where the target is in no other block.
    """
    own = next((block for block in blocks if item in block), ())
    others = [block for block in blocks if block != own]
    place = next((place for place, block in enumerate(others) if target.id in block), None)
    if place is None or target.side not in (Side.BEFORE, Side.AFTER):
        raise NoSuchPlace(str(target))
    if target.side is Side.AFTER:
        place += 1
    return list(chain(*others[:place], own, *others[place:]))


def with_item_back(now: Sequence[int], item: int, stood: Sequence[int]) -> list[int]:
    """The items with a deleted one after the nearest that stood above it and still does."""
    above = stood[: stood.index(item)]
    last = next((one for one in reversed(above) if one in now), None)
    place = 0 if last is None else now.index(last) + 1
    return [*now[:place], item, *now[place:]]


def with_order_back(
    now: Sequence[int], before: Sequence[int], after: Sequence[int]
) -> list[int] | None:
    """The items of `now` in the order `before` that was changed to `after`.

    What has been added since keeps its place. None where `after` is not the order any more.
    """
    known = [one for one in now if one in after]
    if known != [one for one in after if one in now]:
        return None
    wanted = iter([one for one in before if one in now])
    return [next(wanted) if one in before else one for one in now]
