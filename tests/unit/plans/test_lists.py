"""Plans without any table: lists of every drawing with times and doers in the words."""

import docx
import pytest

from core.office.reading import UnreadableFileError, read_document
from roadmaps.parsing.edges import at_edge
from roadmaps.parsing.labels import take_apart
from roadmaps.parsing.numbers import Numbered, split_number
from roadmaps.parsing.plans import plan_of
from tests.unit.plans.making import saved

TITLE = ("План работы", "по поддержке школ округа на 2026 год")


def plan(*lines: str, bold: tuple[str, ...] = ()):
    document = docx.Document()
    for line in (*TITLE, "", *lines):
        document.add_paragraph().add_run(line).bold = line in bold
    return plan_of(read_document(saved(document)))


def rows_of(found):
    names = {section.id: section.title for section in found.sections}
    return [
        (names.get(a.section), a.number, a.title, a.deadline_text, a.responsible_text)
        for a in found.activities
    ]


@pytest.mark.parametrize(
    ("text", "title", "time", "doer"),
    [
        ("Сбор данных. Срок: до 20.11.2026. Ответственный: Отдел.", "Сбор данных",
         "до 20.11.2026", "Отдел"),
        ("Сбор данных (срок – май 2026 г., ответственные – директора школ).", "Сбор данных",
         "май 2026 г.", "директора школ"),
        ("Сбор данных; срок исполнения: май; исполнитель: Лесной В.П.;", "Сбор данных", "май",
         "Лесной В.П."),
        ("Сбор данных (срок – май; отв. – Лесной В.П.).", "Сбор данных", "май", "Лесной В.П."),
        ("Сбор данных, до 20 мая 2026 г. – ответственный Лесной В.П.", "Сбор данных",
         "до 20 мая 2026 г.", "Лесной В.П."),
        ("Сбор данных (очно); Когда: в мае; Кто: методист", "Сбор данных (очно)", "в мае",
         "методист"),
        ("Знакомство – сентябрь 2026 г. (отв. методист).", "Знакомство", "сентябрь 2026 г.",
         "методист"),
        ("Уроки – ноябрь 2026 г., май 2027 г. (отв. Лесной В.П.).", "Уроки",
         "ноябрь 2026 г., май 2027 г.", "Лесной В.П."),
        ("Провести анализ в срок до 15.09.2026 (ответственные – методисты ИМЦ)",
         "Провести анализ", "в срок до 15.09.2026", "методисты ИМЦ"),
        ("Сверка, до 20 мая, отв. методисты", "Сверка", "до 20 мая", "методисты"),
        ("До 15 мая 2026 г. провести анализ. Ответственный – Лесной В.П.", "Провести анализ",
         "До 15 мая 2026 г.", "Лесной В.П."),
        ("Назначить, ответственный за питание", "Назначить, ответственный за питание", None, None),
        ("Показатели качества: обсуждение", "Показатели качества: обсуждение", None, None),
        ("Приказ ответственным за питание", "Приказ ответственным за питание", None, None),
    ],
)  # fmt: skip
def test_labels_in_many_forms(text, title, time, doer):
    found = take_apart(text)
    if time is None:
        assert found.title == title or not found.texts.get("deadline_text")
        return
    assert found.title.rstrip(".") == title
    assert found.texts == {"deadline_text": time, "responsible_text": doer}


def test_bullets_under_loud_headings():
    found = plan(
        "РАБОТА С КАДРАМИ",
        "• Курсы; срок: май; исполнитель: ЦРО;",
        "• Семинар; срок: июнь; исполнитель: ЦРО;",
        "Работа с учениками",
        "- Олимпиада; срок: март; исполнитель: школы;",
        bold=("Работа с учениками",),
    )
    assert rows_of(found) == [
        ("РАБОТА С КАДРАМИ", "", "Курсы", "май", "ЦРО"),
        ("РАБОТА С КАДРАМИ", "", "Семинар", "июнь", "ЦРО"),
        ("Работа с учениками", "", "Олимпиада", "март", "школы"),
    ]


def test_lettered_items_carry_the_words_that_lead_them_in():
    found = plan(
        "1. Методика",
        "1.1. Методические дни:",
        "а) в школе № 3 – срок: октябрь, отв.: методист;",
        "б) в школе № 5 – срок: ноябрь, отв.: методист.",
        "1.2. Семинар",
        "а) для завучей;",
        "б) для директоров.",
        "Срок: май",
        "Ответственный: ЦРО",
    )
    assert rows_of(found) == [
        ("Методика", "а)", "Методические дни: в школе № 3", "октябрь", "методист"),
        ("Методика", "б)", "Методические дни: в школе № 5", "ноябрь", "методист"),
        ("Методика", "1.2.", "Семинар\nа) для завучей\nб) для директоров", "май", "ЦРО"),
    ]


def test_deeper_numbers_make_sections_and_shallower_ones_leave_them():
    found = plan(
        "1. Методика",
        "1.1. Семинары",
        "1.1.1. Математика. Срок: март. Ответственный: РМО",
        "1.2. Итоги. Срок: декабрь. Ответственный: отдел",
        "1.3. Награждение лучших",
    )
    assert rows_of(found) == [
        ("Семинары", "1.1.1.", "Математика", "март", "РМО"),
        ("Методика", "1.2.", "Итоги", "декабрь", "отдел"),
        ("Методика", "1.3.", "Награждение лучших", "", ""),
    ]
    assert any("Награждение" in issue.text for issue in found.issues)


def test_a_stamp_above_the_title_heads_no_section():
    document = docx.Document()
    lines = ("УТВЕРЖДЕНО", "приказом отдела", *TITLE, "1. Сбор. Срок: май. Ответственный: отдел")
    for line in (*lines, "2. Анализ. Срок: июнь. Ответственный: отдел"):
        document.add_paragraph(line)
    assert plan_of(read_document(saved(document))).sections == ()


def test_a_list_without_any_label_is_read_where_most_items_tell_a_time():
    found = plan(
        "I. Диагностика",
        "1. Знакомство с коллективом – сентябрь 2026 г.",
        "2. Сверка данных (до 1 октября, методист).",
        "II. Методика",
        "3. Посещение уроков – ноябрь 2026 г., декабрь 2026 г.;",
        "4. До 15 декабря подготовить отчёт.",
        "5. Круглый стол «Итоги года – 2026».",
        bold=("I. Диагностика", "II. Методика"),
    )
    assert rows_of(found) == [
        ("Диагностика", "1.", "Знакомство с коллективом", "сентябрь 2026 г.", ""),
        ("Диагностика", "2.", "Сверка данных", "до 1 октября", "методист"),
        ("Методика", "3.", "Посещение уроков", "ноябрь 2026 г., декабрь 2026 г.", ""),
        ("Методика", "4.", "Подготовить отчёт", "До 15 декабря", ""),
        ("Методика", "5.", "Круглый стол «Итоги года – 2026»", "", ""),
    ]


def test_a_numbered_heading_right_under_the_title_is_a_section_and_not_its_end():
    document = docx.Document()
    lines = (*TITLE, "I. Организационные дела", "1. Сбор – май 2026 г. (отв. методист).")
    for line in (*lines, "2. Анализ – июнь 2026 г. (отв. директор школы)."):
        document.add_paragraph(line)
    found = plan_of(read_document(saved(document)))
    assert found.title == " ".join(TITLE)
    assert [row[0] for row in rows_of(found)] == ["Организационные дела"] * 2


def test_a_list_in_which_few_items_tell_a_time_is_none():
    with pytest.raises(UnreadableFileError):
        plan(
            "1. Школа работает с 1960 года.",
            "2. Педагоги обучены, 2024 год.",
            "3. Учеников 300.",
            "4. Кабинетов 20.",
            "5. Кружков 12, май.",
        )


@pytest.mark.parametrize(
    "text",
    [
        "ВПР – март, анализ – июнь",
        "Подготовка к 1 сентября",
        "Анализ за 2024 год",
        "Обучение педагогов 5-9 классов",
        "В 5 классах провести уроки",
    ],
)
def test_words_that_only_look_like_a_time_stay_in_the_title(text):
    assert at_edge(text) is None


def test_labelled_lines_make_cards():
    found = plan(
        "Мероприятие: Курсы учителей",
        "Срок: май",
        "Ответственный: ЦРО",
        "Мероприятие: Семинар",
        "Срок: июнь",
        "Ответственный: ЦРО",
    )
    assert [row[2:] for row in rows_of(found)] == [
        ("Курсы учителей", "май", "ЦРО"),
        ("Семинар", "июнь", "ЦРО"),
    ]


def test_an_item_with_both_labels_is_as_sure_as_a_row_of_a_table():
    found = plan(
        "1. Курсы. Срок: май 2026. Ответственный: ЦРО.",
        "2. Семинар. Срок: июнь 2026.",
        "3. Сверка. Ответственный: ЦРО.",
    )
    assert [a.confidence for a in found.activities] == [0.95, 0.7, 0.7]


@pytest.mark.parametrize(
    "heads", [("Раздел I. Анализ", "Раздел II. Кадры"), ("I. Анализ", "II. Кадры")]
)
def test_named_and_roman_headings_stand_above_items_that_count_through(heads):
    found = plan(
        heads[0],
        "1. Сверка.", "Срок: май 2026", "Отв.: ЦРО",
        "2. Отчёт.", "Срок: июнь 2026", "Отв.: ЦРО",
        heads[1],
        "3. Курсы.", "Сроки проведения: 15 марта, 20 апреля", "Ответственные: ЦРО",
        bold=heads,
    )  # fmt: skip
    assert rows_of(found) == [
        ("Анализ", "1.", "Сверка", "май 2026", "ЦРО"),
        ("Анализ", "2.", "Отчёт", "июнь 2026", "ЦРО"),
        ("Кадры", "3.", "Курсы", "15 марта, 20 апреля", "ЦРО"),
    ]


def test_items_of_a_list_are_counted_beyond_ninety_nine():
    found = plan(*(f"{n}. Сбор {n}. Срок: май 2026. Ответственный: ЦРО" for n in range(95, 106)))
    assert [row[1] for row in rows_of(found)] == [f"{n}." for n in range(95, 106)]
    below = plan(*(f"{n}. Сбор {n}\nСрок: май 2026\nОтветственный: ЦРО" for n in range(98, 103)))
    assert [row[2] for row in rows_of(below)] == [f"Сбор {n}" for n in range(98, 103)]


def test_sums_are_no_numbers_of_items():
    assert split_number("250.000 рублей на курсы") == Numbered("", "250.000 рублей на курсы")
