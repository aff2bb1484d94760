"""Passports of programmes: tables of names and texts."""

import re
from collections.abc import Iterator, Sequence

from roadmaps.parsing.draft import PassportEntry, Source
from roadmaps.parsing.grids import Grid, Placed
from roadmaps.parsing.numbers import has_marker, is_number
from roadmaps.parsing.wording import heading_key, one_line

_PASSPORT = re.compile(
    r"^(?:полное |краткое |основн\w* |целев\w* |ответственн\w* |систем\w* )?"
    r"(?:наименование|название|цел[ьи]|задач|срок|этап|разработчик|исполнител|соисполнител|"
    r"участник|заказчик|координатор|ожидаем|планируем|основани|показател|индикатор|механизм|контрол|"
    r"финанс|объем|источник|нормативн|правов|руководител|куратор|адресат|групп|географ|автор|ресурс|"
    r"риск|период|критери|обоснован|подпрограмм|"
    r"назначение|актуальность|методологическ|приоритет|направлени|мероприяти|структур|программ)"
)
_ESSENTIAL = re.compile(r"^(?:основн\w* )?(?:цел[ьи]|задач|срок|наименование|название)")
_HEADS_NAMES = re.compile(
    r"^(?:наименование|название|раздел\w*|позици\w+|параметр\w*|пункт\w*|структура|элемент\w*)\b"
)
_HEADS_TEXTS = re.compile(
    r"^(?:содержание|описание|характеристик\w+|значени\w+|информация|сведения|данные)\b[^.]{0,40}$"
)
_HEADING = re.compile(r"^(?:\d+\.?\s*)?паспорт\b[^:]{0,120}$", re.IGNORECASE)
_LABELLED = re.compile(r"^(?P<name>[А-ЯЁ][^:]{2,100}?)\s*:\s*(?P<text>.*)$", re.DOTALL)
_MARK = re.compile(r"^\w{0,2}\W")
_LONGEST_NAME = 150
_LONGEST_NUMBER = 4
_FEWEST = 3
_FEWEST_ESSENTIAL = 2
_BETWEEN = " | "


def is_passport(grid: Grid) -> bool:
    """Two columns of which the first names what the second tells.

    Two rows are enough where goal, objectives, name and term are all that is named.
    """
    named = filled = essential = 0
    for index in range(len(grid)):
        cells = grid.own_cells(index)
        cells = cells[-2:] if len(cells) == 3 and len(cells[0].text) <= _LONGEST_NUMBER else cells
        if len(cells) != 2 or len(cells[0].text) > _LONGEST_NAME:
            continue
        filled += 1
        named += bool(_PASSPORT.match(heading_key(cells[0].text)))
        essential += bool(_ESSENTIAL.match(heading_key(cells[0].text)))
    if _FEWEST_ESSENTIAL <= essential == filled == len(grid):
        return True
    return named >= _FEWEST and named >= filled / 2 and filled >= len(grid) / 2


def read_passport(grid: Grid) -> Iterator[PassportEntry]:
    """Named texts of a passport.

    A row without a name of its own goes on with the text above; the cells of a small table inside
    (funding by years) stand on one line behind each other.
    """
    names = _name_column(grid)
    open_entry: PassportEntry | None = None
    for index in range(len(grid)):
        cells = [cell for cell in grid.own_cells(index) if cell.first >= names]
        if not cells or _is_heading(grid, cells):
            continue
        if cells[0].first > names:
            if open_entry is not None:
                text = f"{open_entry.text}\n{_line(cells)}".strip()
                open_entry = PassportEntry(open_entry.name, text, open_entry.source)
            continue
        if open_entry is not None:
            yield open_entry
        first = cells[1].first if len(cells) > 1 else names
        name = one_line(cells[0].text).rstrip(" :")
        open_entry = PassportEntry(name, _line(cells[1:]), grid.source(index, first))
    if open_entry is not None:
        yield open_entry


def _name_column(grid: Grid) -> int:
    """The first column, or the second where the first numbers the rows."""
    firsts = [cell.text for index in range(len(grid)) if (cell := grid.at(index, 0)) is not None]
    numbers = sum(is_number(text) or not text for text in firsts)
    return 1 if grid.width > 2 and numbers * 2 >= len(firsts) else 0


def _is_heading(grid: Grid, cells: list[Placed]) -> bool:
    """A row over the whole width, or one that heads the two columns."""
    if len(cells) == 1 and cells[0].span >= grid.width - 1 and grid.width > 1:
        return cells[0].first == 0 or cells[0].span == grid.width
    if len(cells) != 2:
        return False
    name, text = (heading_key(cell.text) for cell in cells)
    return bool(_HEADS_NAMES.match(name) and _HEADS_TEXTS.match(text))


def _line(cells: list[Placed]) -> str:
    return _BETWEEN.join(cell.text for cell in cells)


def passport_in_text(lines: Sequence[str]) -> list[PassportEntry]:
    """A passport written as «Наименование: …» lines under its heading; lists go on with them."""
    start = next((place for place, line in enumerate(lines) if _HEADING.match(line)), None)
    if start is None:
        return []
    entries: list[PassportEntry] = []
    for place, line in enumerate(lines[start + 1 :], start=start + 2):
        match = _LABELLED.match(line)
        if match and _PASSPORT.match(heading_key(match.group("name"))):
            source = Source(paragraph=place)
            entries.append(PassportEntry(match.group("name"), match.group("text"), source))
        elif entries and has_marker(line) and _goes_on(entries[-1].text, line):
            last = entries[-1]
            text = f"{last.text}\n{line}".strip()
            entries[-1] = PassportEntry(last.name, text, last.source)
        elif line and entries:
            break
    return entries if len(entries) >= _FEWEST_ESSENTIAL else []


def _goes_on(text: str, line: str) -> bool:
    """Whether a marked line is the first item behind a name, or one marked as the last item is."""
    last = text.split("\n")[-1]
    return not text or (has_marker(last) and _mark(last) == _mark(line))


def _mark(line: str) -> str:
    shown = _MARK.match(line)
    return re.sub(r"\w", "#", shown.group()) if shown else ""
