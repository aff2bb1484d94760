"""Passports of programmes: tables of names and texts."""

import re

from roadmaps.parsing.grids import Grid
from roadmaps.parsing.wording import heading_key

_PASSPORT = re.compile(
    r"^(?:полное |краткое |основн\w* |целев\w* |ответственн\w* |систем\w* )?"
    r"(?:наименование|цел[ьи]|задач|срок|этап|разработчик|исполнител|соисполнител|участник|"
    r"заказчик|координатор|ожидаем|планируем|основани|показател|индикатор|механизм|контрол|"
    r"финанс|объем|источник|нормативн|правов|руководител|куратор|адресат|групп|географ|"
    r"назначение|актуальность|методологическ|приоритет|направлени|мероприяти|структур|программ)"
)
_LONGEST_NAME = 150
_LONGEST_NUMBER = 4
_FEWEST = 3


def is_passport(grid: Grid) -> bool:
    """Two columns of which the first names what the second tells."""
    named = filled = 0
    for index in range(len(grid)):
        cells = grid.own_cells(index)
        cells = cells[-2:] if len(cells) == 3 and len(cells[0].text) <= _LONGEST_NUMBER else cells
        if len(cells) != 2 or len(cells[0].text) > _LONGEST_NAME:
            continue
        filled += 1
        named += bool(_PASSPORT.match(heading_key(cells[0].text)))
    return named >= _FEWEST and named >= filled / 2 and filled >= len(grid) / 2
