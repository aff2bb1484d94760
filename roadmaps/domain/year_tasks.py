"""Tasks of directions by years as the rows of a table."""

from collections.abc import Iterable


def by_direction(tasks: Iterable[tuple[str, int, str]]) -> list[tuple[str, dict[int, str]]]:
    """Rows of (direction, text by year) from tasks (direction, year, text) in reading order.

    A direction that begins its years anew has a row of its own, as it had in the document.
    """
    rows: list[tuple[str, dict[int, str]]] = []
    for direction, year, text in tasks:
        goes_on = rows and rows[-1][0] == direction and year > max(rows[-1][1])
        if goes_on:
            rows[-1][1][year] = text
        else:
            rows.append((direction, {year: text}))
    return rows
