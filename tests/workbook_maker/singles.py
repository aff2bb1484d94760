"""Files with single pupils (DOMAIN.md 7.3–7.5). The pupils are made up."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.workbook_maker.books import head, xlsx

F1_HEAD = [
    "ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант",
    "1 (2б)", "2 (1б)", "3 (1б)", "Первичный балл", "Отметка", "Отметка по журналу",
]  # fmt: skip
SECTION = "СОШ № 7(edu990007) | Кол-во участников: {}"
SURNAMES = ("Лесная", "Озёрный", "Сосновская", "Береговой", "Полевая", "Ручьёв")
OGE_HEAD = [
    "№", "Код ОО", None, "Класс", "Код ППЭ", "Аудитория", "Фамилия", None, "Имя", "Отчество",
    "Серия", "Номер", "Задания с кратким ответом", "Задания с развёрнутым ответом",
    "Первичный балл", None, "Оценка",
]  # fmt: skip
EGE_HEAD = [
    "№", "Код МСУ", "Код ОО", "Класс", "Код ППЭ", "Аудитория", "Фамилия", "Имя", "Отчество",
    "Задания с кратким ответом", "Задания с развёрнутым ответом", "Первичный балл",
    "Тестовый балл",
]  # fmt: skip


def f1(pupils: Iterable[Sequence[Any]], *, promised: int | None = None, maximum: int = 4) -> bytes:
    """Ф1: (tasks…, primary, mark, journal) of each pupil of one school."""
    rows = [list(pupil) for pupil in pupils]
    above = head(
        "Индивидуальные результаты", work="ВПР 2026 Русский язык 4 класс", subject="Русский язык",
        date="20.04.2026", maximum=maximum,
    )  # fmt: skip
    above[-1] = [None, None, "Уровень сложности задания", None, None, None, "Б", "П", "Б"]
    section = [[SECTION.format(promised)]] if promised is not None else []
    first = ["edu990007", "Сосновый район", "СОШ № 7"]
    lines = [[*first, 40000 + number, 1, 1, *row] for number, row in enumerate(rows, 1)]
    return xlsx({"РУ 4 Индивидуальные результаты": [*above, F1_HEAD, *section, *lines]})


def person(number: int) -> list[str]:
    """Surname, name, patronymic of a made-up pupil."""
    surname = SURNAMES[number % len(SURNAMES)]
    return [f"{surname}{'-' * bool(number // 6)}{'А' * (number // 6)}", "Мария", "Петровна"]


def oge_block(
    pupils: Iterable[tuple[Any, Any, Any]],
    *,
    subject: str = "12 - Обществознание 2026.06.05",
    first: int = 0,
) -> list[list[Any]]:
    """A protocol: (code of school, primary score, mark) of each pupil."""
    rows: list[list[Any]] = [
        ["Протокол проверки результатов ОГЭ"], ["20 - Приозёрная область"], [subject], [], OGE_HEAD,
    ]  # fmt: skip
    for number, (code, primary, mark) in enumerate(pupils, first + 1):
        surname, name, patronymic = person(number)
        rows.append(
            [
                number, code, None, "9А", 201, 12, None, surname, name, patronymic, "0000",
                f"{number:06d}", "+-2", "1(2)2(3)", None, primary, mark,
            ]
        )  # fmt: skip
    return rows


def ege_block(
    pupils: Iterable[tuple[Any, Any]], *, subject: str = "01 - Русский язык 2026.06.04"
) -> list[list[Any]]:
    """A protocol: (code of school, test score) of each pupil."""
    rows: list[list[Any]] = [["Протокол проверки результатов ЕГЭ"], [subject], EGE_HEAD]
    for number, (code, score) in enumerate(pupils, 1):
        rows.append(
            [number, 112, code, "11А", 201, 12, *person(number), "+-2", "1(2)", 30, score]
        )  # fmt: skip
    return rows


def protocol(*blocks: list[list[Any]], sheet: str = "Протокол Лесной") -> bytes:
    """Blocks one under another on one sheet."""
    return xlsx({sheet: [row for block in blocks for row in [*block, []]]})


def form(pupils: Iterable[Sequence[Any]], *, login: str = "edu990007") -> bytes:
    """The form of a school: (tasks…, journal, primary) of each pupil."""
    first = [
        "Код участника", "Вариант", "1 (2б)", "2 (2б)", "Порядковый номер класса",
        "Отметка за предыдущий триместр/ четверть/полугодие", "Итого баллов",
    ]  # fmt: skip
    rows = []
    for number, (one, two, journal, primary) in enumerate(pupils, 40001):
        rows.append([number, 1, one, two, 1, journal, primary])
    title = ["Форма сбора результатов Математика 4 класс ВПР 2022"]
    return xlsx({"Протокол": [title, first, *rows], "Служебный": [["Логин", login]]})
