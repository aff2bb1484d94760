"""Mutilated result workbooks of every kind through the reading of results.

`python -m bench.fuzz_workbooks [COUNT] [SEED]` breaks COUNT workbooks (2,000). It is a fault to
raise anything but UnreadableFileError, to let a planted name of a pupil out (draft, issues, title,
log, refusal), or to keep a number that a plain second reading of the same cells does not give and
no issue speaks of. It exits 1 if there are any. The same seed breaks the same workbooks alike.
"""

import io
import json
import logging
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import openpyxl

from assessments.parsing.drafts import (
    DraftDistribution,
    DraftFact,
    DraftJournal,
    DraftRow,
    DraftTasks,
)
from assessments.parsing.results_draft import ResultsDraft, unpacked
from assessments.parsing.workbook_reader import read_results
from core.office.errors import UnreadableFileError
from core.office.workbooks import read_workbook
from tests.workbook_maker import books, journal, marks, scores, singles, tasks

COUNT = 2_000
NAMES = (*singles.SURNAMES, "Мария", "Петровна", "Лесной")
_ODD = (
    "много",
    "-5",
    "1e9",
    "н/д",
    "Лесная Мария Петровна",
    "½",
    "12,5,1",
    "=A1",
    "",
    "№",
    "100500",
)
_HALF = Decimal("0.5")
Grid = list[list[object]]


@dataclass(frozen=True, slots=True)
class Sound:
    """A workbook that can be read: its sheets as rows, and whether pupils are in it."""

    name: str
    sheets: dict[str, Grid]
    is_personal: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """A mutilated workbook: its bytes, what was done, and the cells before they became bytes."""

    sound: Sound
    done: str
    content: bytes
    sheets: dict[str, Grid] | None


def sound_workbooks() -> list[Sound]:
    """One workbook of every kind."""
    pupils = [(2, 1, 1, 4, 5, 4), (1, 1, 0, 2, 3, 3), (0, "X", 1, 1, 2, 4), (2, 0, 1, 3, 4, 4)]
    flat = [
        ["Год", "Класс", "Предмет", "Логин", "ОО", "Кол-во участников", 2, 3, 4, 5],
        [2025, 5, "МА", "edu990001", "СОШ № 1", 10, 1, 2, 3, 4],
        [2025, 6, "РУ", "edu990001", "СОШ № 1", 12, 2, 3, 3, 4],
    ]
    flat_scores = [
        ["Год", "Класс", "Предмет", "Логин", "ОО", "Макс. балл", "Кол-во участников", 0, 1, 2, 3],
        [2025, 5, "МА", "edu990001", "СОШ № 1", 3, 10, 1, 2, 3, 4],
    ]
    signs = [
        ["Год", "Логин", "ОО", "4 РУ", "4 МА", "Количество маркеров"],
        [2025, "edu990001", "СОШ № 1", 0, 1, 1],
    ]
    block = [("СОШ № 1(edu990001)", [(1, 10), (7, 70), (2, 20), (10, 100)])]
    oge = singles.oge_block([(2501, 30, 4), (2501, 10, 2), (2502, 25, 4), (2501, 36, 5)])
    made = {
        "marks": (marks.statistics(), False),
        "journal": (journal.wide(), False),
        "journal blocks": (journal.blocks(block), False),
        "scores": (scores.distribution(), False),
        "tasks": (tasks.tasks(), False),
        "outcomes": (tasks.outcomes(), False),
        "flat": (books.xlsx({"Лист1": flat}), False),
        "flat scores": (books.xlsx({"Лист1": flat_scores}), False),
        "signs": (books.xlsx({"Лист1": signs}), False),
        "individual": (singles.f1(pupils, promised=4), True),
        "form": (singles.form([(2, 2, 5, 4), (1, 0, 4, 1)]), True),
        "oge": (singles.protocol(oge), True),
        "ege": (singles.protocol(singles.ege_block([(2501, 80), (2501, 23), (2502, 100)])), True),
    }
    return [
        Sound(name, {sheet.name: [list(row) for row in sheet.rows] for sheet in
                     read_workbook(content).sheets}, is_personal)
        for name, (content, is_personal) in made.items()
    ]  # fmt: skip


def content_of(sound: Sound) -> bytes:
    """The workbook as it is."""
    return _xlsx(sound.sheets)


def broken(sound: Sound, chance: random.Random) -> Broken:
    """The workbook after one to three mutilations."""
    sheets = {name: [list(row) for row in rows] for name, rows in sound.sheets.items()}
    done = []
    for _ in range(chance.randint(1, 3)):
        mutilate = chance.choice(_MUTILATIONS)
        grid = sheets[chance.choice(list(sheets))]
        mutilate(grid, chance)
        done.append(mutilate.__name__.strip("_"))
    if len(sheets) == 1 and chance.random() < 0.2:
        (grid,) = sheets.values()
        return Broken(sound, f"{done} as CSV", _csv(grid, chance), {"": grid})
    content = _xlsx(sheets)
    if chance.random() < 0.15:
        content = _damaged(content, chance)
        return Broken(sound, f"{done} and damaged", content, None)
    return Broken(sound, str(done), content, sheets)


def fault_of(one: Broken) -> str:
    """What is wrong with the reading of a broken workbook; empty for nothing."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    try:
        draft = read_results(one.content, file_name="Лесная Мария.xlsx")
    except UnreadableFileError as error:
        return _leak(one, f"{error} {log.getvalue()}")
    except BaseException as error:
        return f"{type(error).__name__}: {error}"[:500]
    finally:
        logging.getLogger().removeHandler(handler)
    kept = [draft.contents(), *(unpacked(piece.content) for piece in draft.pieces())]
    said = json.dumps(kept, ensure_ascii=False)
    leak = _leak(one, f"{said} {draft.title} {log.getvalue()}")
    return leak or (wrong_number(one, draft) if one.sheets is not None else "")


def _leak(one: Broken, said: str) -> str:
    found = [name for name in NAMES if name in said] if one.sound.is_personal else []
    return f"a name came out: {', '.join(found)}" if found else ""


def wrong_number(one: Broken, draft: ResultsDraft) -> str:
    """A number of the draft that the cells do not give and no issue speaks of; empty for none."""
    if one.sound.is_personal:
        return _wrong_sum(one, draft)
    for fact in (*draft.rows, *draft.facts):
        grid = (one.sheets or {}).get(fact.sheet)
        if grid is None:
            return f"no sheet «{fact.sheet}»"
        problem = _differs(fact, grid)
        row = int(re.sub(r"\D", "", fact.cell))
        warned = any(re.sub(r"\D", "", issue.cell) == str(row) for issue in draft.issues)
        if problem and not warned:
            return f"{type(fact).__name__} {fact.cell}: {problem}"
    return ""


def _differs(fact: DraftFact, grid: Grid) -> str:
    """What a plain reading of the cells that a fact names gives otherwise."""
    cells = dict(fact.cells)
    if isinstance(fact, DraftRow) and fact.marks is not None:
        written = [_number(grid, cells.get(mark, "")) or Decimal(0) for mark in "2345"]
        return _parts_differ(fact.marks.as_tuple(), written, fact.participants)
    if isinstance(fact, DraftDistribution):
        written = _range(grid, cells["scores"])
        counts = fact.counts[: len(written)]
        return (
            "scores beyond the columns"
            if any(fact.counts[len(written) :])
            else _parts_differ(
                counts, [value or Decimal(0) for value in written], fact.participants
            )
        )
    if isinstance(fact, DraftJournal):
        parts = (fact.lowered, fact.confirmed, fact.raised)
        names = ("lowered", "confirmed", "raised")
        written = [_number(grid, cells.get(name, "")) or Decimal(0) for name in names]
        return _parts_differ(parts, written, fact.participants)
    if isinstance(fact, DraftTasks):
        written = _range(grid, cells["tasks"])
        kept = [task.percent for task in fact.tasks]
        missing = [value for value in kept if value is not None and value not in written]
        return f"tasks {missing} are not in the row" if missing else ""
    return ""


def _parts_differ(counts: tuple[int, ...], written: list[Decimal], participants: int) -> str:
    """Counts are the written ones, or what their percentages or fractions allow."""
    if sum(counts) != participants:
        return f"{counts} are not {participants} together"
    if list(map(Decimal, counts)) == written:
        return ""
    total = sum(written)
    scale = 1 if abs(total - 1) < Decimal("0.02") else 100
    for count, value in zip(counts, written, strict=True):
        exponent = value.normalize().as_tuple().exponent
        digits = max(0, -exponent) if isinstance(exponent, int) else 0
        reach = max(_HALF, Decimal(5).scaleb(-digits - 1) * participants / scale)
        if abs(count - value * participants / scale) > reach:
            return f"{count} is not {value} % of {participants}"
    return ""


def _wrong_sum(one: Broken, draft: ResultsDraft) -> str:
    """Without a single issue, results counted by hand are those of the draft."""
    if draft.issues:
        return ""
    wanted = {"individual": "Отметка", "oge": "Оценка", "ege": "Тестовый балл"}.get(one.sound.name)
    if wanted is None:
        return ""
    counted = 0
    for grid in (one.sheets or {}).values():
        column, width = None, 1
        for row in grid:
            if wanted in row:
                column = row.index(wanted)
                # The last header may be wider than its own cell.
                width = 1 if any(value is not None for value in row[column + 1 :]) else 2
            elif column is not None and any(
                _is_result(value) for value in row[column : column + width]
            ):
                counted += sum(value is not None for value in row) > 3
    kept = sum(row.participants for row in draft.rows)
    return "" if kept == counted else f"{kept} participants, by hand {counted}"


def _is_result(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and value.isdecimal())


def _number(grid: Grid, address: str) -> Decimal | None:
    found = re.fullmatch(r"([A-Z]+)(\d+)", address)
    if not found:
        return None
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    row = grid[int(found.group(2)) - 1]
    value = row[column - 1] if column <= len(row) else None
    try:
        return None if value is None else Decimal(str(value).rstrip("%").replace(",", "."))
    except ArithmeticError:
        return None


def _range(grid: Grid, addresses: str) -> list[Decimal | None]:
    first, _, last = addresses.partition(":")
    row = re.sub(r"\D", "", first)
    columns = [re.sub(r"\d", "", one) for one in (first, last or first)]
    numbers = [sum((ord(c) - 64) * 26**n for n, c in enumerate(one[::-1])) for one in columns]
    return [_number(grid, f"{_letters(at)}{row}") for at in range(numbers[0], numbers[1] + 1)]


def _letters(column: int) -> str:
    head, rest = divmod(column - 1, 26)
    return (_letters(head) if head else "") + chr(65 + rest)


def _place(grid: Grid, chance: random.Random) -> tuple[int, int]:
    rows = [at for at, row in enumerate(grid) if row]
    row = chance.choice(rows)
    return row, chance.randrange(len(grid[row]))


def _swap(grid: Grid, chance: random.Random) -> None:
    (a, b), (c, d) = _place(grid, chance), _place(grid, chance)
    grid[a][b], grid[c][d] = grid[c][d], grid[a][b]


def _empty(grid: Grid, chance: random.Random) -> None:
    row, column = _place(grid, chance)
    grid[row][column] = None


def _odd_text(grid: Grid, chance: random.Random) -> None:
    row, column = _place(grid, chance)
    grid[row][column] = chance.choice(_ODD)


def _other_number(grid: Grid, chance: random.Random) -> None:
    row, column = _place(grid, chance)
    value = grid[row][column]
    if isinstance(value, int | Decimal):
        grid[row][column] = value + chance.choice((-1, 1, 10, 100))


def _number_as_text(grid: Grid, chance: random.Random) -> None:
    for row in grid:
        for column, value in enumerate(row):
            if isinstance(value, int | Decimal) and chance.random() < 0.7:
                row[column] = str(value).replace(".", ",")


def _shift_columns(grid: Grid, chance: random.Random) -> None:
    at = chance.randrange(4)
    for row in grid:
        row.insert(min(at, len(row)), None)


def _shift_one_row(grid: Grid, chance: random.Random) -> None:
    row, column = _place(grid, chance)
    grid[row].insert(column, None)


def _drop_column(grid: Grid, chance: random.Random) -> None:
    at = chance.randrange(max(map(len, grid)) or 1)
    for row in grid:
        if at < len(row):
            del row[at]


def _drop_row(grid: Grid, chance: random.Random) -> None:
    if len(grid) > 2:
        del grid[chance.randrange(len(grid))]


def _repeat_row(grid: Grid, chance: random.Random) -> None:
    at = chance.randrange(len(grid))
    grid.insert(at, list(grid[at]))


def _blank_rows(grid: Grid, chance: random.Random) -> None:
    grid[chance.randrange(len(grid)) : 0] = [[], []]


def _merge(grid: Grid, chance: random.Random) -> None:
    row, column = _place(grid, chance)
    for under in grid[row : row + 2]:
        under[column + 1 : column + 3] = [None] * len(under[column + 1 : column + 3])


_MUTILATIONS: tuple[Callable[[Grid, random.Random], None], ...] = (
    _swap, _empty, _odd_text, _other_number, _number_as_text, _shift_columns, _shift_one_row,
    _drop_column, _drop_row, _repeat_row, _blank_rows, _merge,
)  # fmt: skip


def _xlsx(sheets: dict[str, Grid]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(at, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _csv(grid: Grid, chance: random.Random) -> bytes:
    lines = [
        ";".join("" if value is None else str(value).replace(".", ",") for value in row)
        for row in grid
    ]
    return "\n".join(lines).encode(chance.choice(("utf-8", "cp1251")), errors="replace")


def _damaged(content: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return content[: chance.randrange(len(content))]
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def main() -> int:
    """Break and read the workbooks; say what happened."""
    numbers = [int(word) for word in sys.argv[1:]]
    count, seed = (*numbers, *(COUNT, 1)[len(numbers) :])[:2]
    sounds = sound_workbooks()
    faults: Counter[str] = Counter()
    for number in range(seed, seed + count):
        chance = random.Random(number)
        one = broken(chance.choice(sounds), chance)
        fault = fault_of(one)
        if fault:
            faults[fault.split(":")[0]] += 1
            sys.stdout.write(f"seed {number}, {one.sound.name}, {one.done}: {fault}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{count} workbooks, faults: {faults.total()}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
