"""Plans drawn at random in the ways that offices draw them are read as they were meant."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.office.reading import read_document
from roadmaps.parsing.plans import plan_of
from tests.unit.plans.making import Wide, word

HEADINGS = {
    "title": ("Мероприятие", "Наименование мероприятия", "Содержание работы", "Действия", "Меры"),
    "deadline_text": ("Срок", "Сроки исполнения", "Дата проведения", "Период", "Когда"),
    "responsible_text": ("Ответственный", "Исполнители", "Ответственные за исполнение", "Кто"),
    "deliverable": ("Результат", "Итоговый документ", "Продукт", "Форма отчётности"),
    "expected_outcome": ("Ожидаемый результат", "Планируемые результаты"),
    "indicator_text": ("Показатель реализации", "Индикатор"),
    "done_mark": ("Отметка о выполнении", "Выполнение"),
}
WORDS = {
    "title": (
        "Анализ результатов ВПР", "Семинар для учителей", "Итоговое совещание", "Дорожная карта",
        "Сроки и формы контроля: обсуждение", "Проверка документов школ за 2023 год",
        "Показатели качества: мониторинг", "Курсы",
    ),
    "deadline_text": (
        "май", "до 15.09.2024", "ежегодно", "сентябрь – октябрь 2024", "в течение года", "",
        "По мере необходимости", "I квартал 2025 года",
    ),
    "responsible_text": (
        "Отдел образования", "Лесной В.П.", "Руководители ОО", "Лесной В.П.\nРуководители ОО", "",
    ),
    "deliverable": ("Справка", "Приказ от 01.09.2024 № 5", "Протокол", "", "2 отчёта"),
    "expected_outcome": ("Рост качества знаний", "Снижение доли двоек на 5 %", ""),
    "indicator_text": ("не менее 60 %", "100% учителей", ""),
    "done_mark": ("Выполнено", ""),
}  # fmt: skip
NUMBERING = ("column", "title", "none")


@st.composite
def plans(draw):
    """Rows of a table, and what has to be read from them."""
    optional = ["deliverable", "expected_outcome", "indicator_text", "done_mark"]
    members = ["title", "deadline_text", "responsible_text"]
    members += [member for member in optional if draw(st.booleans())]
    members = draw(st.permutations(members))
    heads = [draw(st.sampled_from(HEADINGS[member])) for member in members]
    numbering = draw(st.sampled_from(NUMBERING))
    header = (["№ п/п"] if numbering == "column" else []) + heads
    rows = [header]
    if draw(st.booleans()):
        rows.append([str(place) for place in range(1, len(header) + 1)])
    expected = []
    for section in range(1, draw(st.integers(1, 3)) + 1):
        named = draw(st.booleans()) or section > 1
        if named:
            rows.append(Wide(f"{section}. Раздел о работе {section}"))
        for item in range(1, draw(st.integers(1, 3)) + 1):
            values = {member: draw(st.sampled_from(WORDS[member])) for member in members}
            number = f"{section}.{item}." if numbering != "none" else ""
            cells = dict(values)
            if numbering == "title":
                cells["title"] = f"{number} {cells['title']}"
            rows.append(
                ([number] if numbering == "column" else []) + [cells[member] for member in members]
            )
            title = f"Раздел о работе {section}" if named else None
            expected.append((title, number, values))
        if draw(st.integers(0, 3)) == 0:
            rows.append(header)
    return rows, expected


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(plans())
def test_any_drawing_of_a_plan_is_read(drawn):
    rows, expected = drawn
    draft = plan_of(read_document(word(rows)))
    names = {section.id: section.title for section in draft.sections}
    found = [
        (
            names.get(activity.section),
            activity.number,
            {member: getattr(activity, member) for member in expected[0][2]},
        )
        for activity in draft.activities
    ]
    assert found == expected


def test_a_row_of_words_like_headings_is_not_taken_for_a_header():
    header = ["Мероприятие", "Срок", "Ответственный", "Результат", "Отметка о выполнении"]
    row = ["Анализ результатов ВПР", "май", "Отдел образования", "", "Выполнено"]
    draft = plan_of(read_document(word([header, row, header])))
    assert [activity.deadline_text for activity in draft.activities] == ["май"]


def test_a_row_with_empty_cells_under_known_headings_is_no_header():
    header = ["Мероприятие", "Показатель реализации", "Результат", "Отметка о выполнении", "Срок"]
    row = ["Анализ результатов ВПР", "", "Рост качества знаний", "Выполнено", ""]
    draft = plan_of(read_document(word([header, row, header])))
    assert [activity.title for activity in draft.activities] == ["Анализ результатов ВПР"]
