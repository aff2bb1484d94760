"""Columns of tables with one pupil a row, and cells under merged headers (DOMAIN.md 7.3–7.5)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assessments.parsing.cells import CellError, count_of, text_of
from assessments.parsing.columns import label_of, plain
from core.office.workbooks import CellValue, Sheet, address

# The order matters: «Отметка по журналу» is not the mark of the work.
_FIELDS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("appeal", r"состояни\w* апелляц|результат\w* апелляц"),
        ("new_mark", r"^(?:нов|измен|после апел)\w*.*(?:оценк|отметк)"),
        ("new_score", r"^(?:нов|измен|после апел)\w*.*балл"),
        ("current", r"^текущ"),
        ("journal", r"отметк\w* (?:по журналу|за предыд)|^otc$"),
        ("person", r"^(?:фамилия|имя|отчество|ф\.? ?и\.? ?о\.?\b.*|фамилия,? имя.*|участник)$"),
        ("document", r"^(?:серия|номер|серия документа|номер документа|снилс|дата рождения)$"),
        ("registration", r"регистрац|гос\.? номер|^код участника|^(?:номер|код) обучающ"),
        ("inner_code", r"^id$|^code$|^код$|^уникальн\w* код"),
        ("blank", r"^(?:№|номер|код) бланка"),
        ("ppe", r"ппэ|аудитор"),
        ("answers", r"(?:кратк|развернут)\w* (?:ответ|форм)|устн\w* (?:част|ответ)"),
        ("school_code", r"^код (?:оо|оу|школы|образоват)|^оо$|^оу$"),
        ("school", r"^школа$"),
        ("user", r"^user$|логин|^пользователь$"),
        ("school_name", r"^(?:краткое |полное )?на(?:звание|именование) (?:оо|оу|школы)"),
        ("municipality", r"^муниципал|^мсу$|^код мсу$|^код региона$|^регион$|^groups$"),
        ("klass", r"класс"),
        ("variant", r"^вариант|^var-\d$"),
        ("gender", r"^пол$|^gender$"),
        ("test", r"^тестов\w* балл|^итогов\w* балл|^балл по 100"),
        ("primary", r"^перв\w* балл|^(?:итого|всего) баллов$|^сумма баллов|^sum$|^общий балл"),
        ("mark", r"^отметка$|^оценка$|^итоговая (?:оценка|отметка)"),
        ("exam", r"^экзамен$"),
        ("number", r"^(?:№|n)(?: ?п ?/? ?п\.?)?$"),
    )
)  # fmt: skip
_EXPORTED_TASK = re.compile(r"^a-(\d{1,2}(?:[._]\d{1,2})?(?:[kк]\d{1,2})?)-grade$", re.IGNORECASE)
_SAYS_PUPILS = frozenset({"person", "registration", "blank", "ppe", "answers", "gender", "appeal"})
_NOT_ATTEMPTED = frozenset({"x", "х", "-", "–", "—", "н", "n"})
_RESULTS = frozenset({"primary", "test", "mark", "journal"})
_TASK_MASK = re.compile(r"[()+]")
_LEAST_FIELDS = 4
_FILLED = 3


@dataclass(frozen=True, slots=True)
class TaskColumn:
    """A task with its column and, where the header says it, its maximum."""

    number: str
    column: int
    max_score: int | None


@dataclass(frozen=True, slots=True)
class SinglesHeader:
    """The header of a table of pupils; a field reaches up to the next header's column."""

    sheet: Sheet
    row: int
    columns: dict[str, int]
    ends: dict[str, int]
    tasks: tuple[TaskColumn, ...]
    persons: tuple[int, ...]
    documents: tuple[int, ...]

    def value(self, field: str, row: int) -> CellValue:
        """The first filled cell under the header of `field`: merged headers are wider."""
        column = self.columns.get(field)
        if column is None:
            return None
        cells = self.sheet.rows[row]
        under = cells[column : self.ends[field]]
        return next((value for value in under if value is not None), None)

    def is_shifted(self, row: int) -> bool:
        """Whether a row has slipped under its header: a result is doubled or is no number."""
        cells = self.sheet.rows[row]
        for field in _RESULTS & self.columns.keys():
            under = cells[self.columns[field] : self.ends[field]]
            if sum(value is not None for value in under) > 1:
                return True
        return bool(_TASK_MASK.search(self.text("primary", row)))

    def text(self, field: str, row: int) -> str:
        """The cell under `field` as text."""
        return text_of(self.value(field, row))

    def count(self, field: str, row: int) -> int | None:
        """The whole number under `field`; None for nothing and for what is no such number."""
        try:
            return count_of(self.value(field, row))
        except CellError:
            return None

    def cell(self, field: str, row: int) -> str:
        """The A1 address under `field`; the row's first cell for an absent one."""
        return address(row, self.columns.get(field, 0))

    def task(self, task: TaskColumn, row: int) -> int | None:
        """Points for a task: 0 where it was not attempted, None where nothing is known."""
        cells = self.sheet.rows[row]
        value = cells[task.column] if task.column < len(cells) else None
        if isinstance(value, str) and value.lower() in _NOT_ATTEMPTED:
            return 0
        try:
            return count_of(value)
        except CellError:
            return None


@lru_cache(maxsize=4096)
def field_of(text: str) -> str | None:
    """What a column of a table of pupils holds; None for one that is not needed."""
    shown = plain(text)
    if not shown or len(shown) > 90:
        return None
    return next((name for name, pattern in _FIELDS if pattern.search(shown)), None)


def singles_header(sheet: Sheet, row: int) -> SinglesHeader | None:
    """The header in `row` of a table with one pupil a row; None where it is none."""
    texts = [text_of(value) if isinstance(value, str) else "" for value in sheet.rows[row]]
    if sum(bool(text) for text in texts) < _FILLED:
        return None
    found = [(column, field) for column, text in enumerate(texts) if (field := field_of(text))]
    fields = {field for _, field in found}
    tasks = _tasks(texts)
    results = {"primary", "test", "mark", "appeal"} & fields
    if not results or len(found) + bool(tasks) < _LEAST_FIELDS or not says_pupils(fields):
        return None
    filled = [column for column, text in enumerate(texts) if text]
    after = dict(zip(filled, [*filled[1:], len(texts) + 1], strict=True))
    columns: dict[str, int] = {}
    for column, field in found:
        columns.setdefault(field, column)
    return SinglesHeader(
        sheet, row, columns, {field: after[column] for field, column in columns.items()}, tasks,
        tuple(column for column, field in found if field == "person"),
        tuple(column for column, field in found if field == "document"),
    )  # fmt: skip


def says_pupils(fields: set[str]) -> bool:
    """Whether such columns describe single pupils."""
    if fields & _SAYS_PUPILS:
        return True
    return "variant" in fields and bool({"primary", "mark", "journal"} & fields)


def _tasks(texts: list[str]) -> tuple[TaskColumn, ...]:
    found: dict[str, TaskColumn] = {}
    for column, text in enumerate(texts):
        exported = _EXPORTED_TASK.match(text)
        label = (exported.group(1).replace("_", "."), None) if exported else label_of(text)
        if label:
            found.setdefault(label[0], TaskColumn(label[0], column, label[1]))
    return tuple(found.values())
