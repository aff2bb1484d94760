"""Tasks of directions by years as the rows of a table."""

from collections.abc import Iterable
from typing import TypeVar

Task = TypeVar("Task")


def by_direction(tasks: Iterable[tuple[str, int, Task]]) -> list[tuple[str, dict[int, Task]]]:
    """Rows of (direction, task by year) from (direction, year, task) in reading order.

    A direction that begins its years anew has a row of its own, as it had in the document.
    """
    rows: list[tuple[str, dict[int, Task]]] = []
    for direction, year, task in tasks:
        goes_on = rows and rows[-1][0] == direction and year > max(rows[-1][1])
        if goes_on:
            rows[-1][1][year] = task
        else:
            rows.append((direction, {year: task}))
    return rows
