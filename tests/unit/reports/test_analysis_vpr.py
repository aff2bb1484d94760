"""The analysis of ВПР from plain facts; every number here is counted by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules import Category
from assessments.domain.subjects import MATHEMATICS, RUSSIAN
from reports.domain.analysis_vpr import SMALL_NOTE, compose
from reports.domain.classification_list import ListFacts
from reports.domain.classification_list import compose as compose_list
from reports.domain.display import cell_text
from reports.domain.document import Annex, Number, NumberedList, Paragraph, RowKind
from reports.domain.office import Office
from reports.domain.run_facts import Ground, RunFacts, SchoolVerdict
from reports.domain.vpr_facts import VprFacts
from reports.domain.vpr_grounds import reason_alone
from reports.domain.vpr_objectivity import BiasFacts, MarkedWork

DAY = date(2025, 11, 21)
OFFICE = Office("Управление образования", "Сосновский округ", "Сосновского округа", "пгт. Сосновка")
SCHOOLS = {"edu980001": "Школа № 1", "edu980002": "Школа № 2", "edu980003": "Школа № 3"}
RU5 = Work(Procedure.VPR, RUSSIAN, 5)
MA5 = Work(Procedure.VPR, MATHEMATICS, 5)


def result(school, marks, *, work=RU5, year=2024):
    counts = MarkCounts(*marks)
    return Result(f"edu98000{school}", work, year, counts.total, counts)


def facts(*results, run=None, year=2024):
    return VprFacts(year, SCHOOLS, tuple(results), run)


def tables(document):
    return {table.name: table for table in document.tables()}


def shown(row):
    return [cell_text(cell) for cell in row.cells]


def lists(document):
    return [block.items for block in document.blocks if isinstance(block, NumberedList)]


def paragraphs(document):
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_measures_of_a_school_and_of_the_municipality():
    # 4 + 6 + 6 + 4 of twenty; 1 + 2 + 1 + 1 of five. Together 5, 8, 7, 5 of twenty-five.
    made = compose(facts(result(1, (4, 6, 6, 4)), result(2, (1, 2, 1, 1))), OFFICE, DAY)
    rows = tables(made)[RUSSIAN].rows
    assert shown(rows[1]) == [
        "Школа №\u00a01", "20", "20,0", "30,0", "30,0", "20,0", "80,0", "50,0", "53,2", "3,50",
    ]  # fmt: skip
    assert shown(rows[2])[1:3] == ["5*", "20,0"]
    assert rows[3].kind is RowKind.TOTAL
    assert shown(rows[3])[1:] == [
        "25", "20,0", "32,0", "28,0", "20,0", "80,0", "48,0", "52,6", "3,48",
    ]  # fmt: skip
    assert tables(made)[RUSSIAN].notes == (SMALL_NOTE,)


def test_municipality_is_weighted_by_participants_not_by_schools():
    # 1 of 90 and 9 of 10: ten of a hundred, although the schools' mean is 45.6 %.
    made = compose(facts(result(1, (1, 89, 0, 0)), result(2, (9, 1, 0, 0))), OFFICE, DAY)
    assert shown(tables(made)["Муниципалитет"].rows[1])[3] == "10,0"


def test_schools_without_results_are_named_and_have_no_row():
    made = compose(facts(result(1, (4, 6, 6, 4))), OFFICE, DAY)
    assert "Нет результатов за год: Школа № 2, Школа № 3." in paragraphs(made)
    assert len(tables(made)[RUSSIAN].rows) == 3


def test_change_is_in_points_against_the_year_before():
    made = compose(
        facts(
            result(1, (2, 8, 6, 4), year=2022),
            result(1, (3, 7, 6, 4), year=2023),
            result(1, (5, 5, 8, 2)),
        ),
        OFFICE,
        DAY,
    )
    assert shown(tables(made)["Динамика"].rows[0]) == [
        "Русский язык, 5\u00a0кл.", "20", "10,0", "50,0", "20", "15,0", "50,0", "20", "25,0",
        "50,0", "+10,0", "0,0",
    ]  # fmt: skip
    said = lists(made)[0]
    assert any("выросла в 1, снизилась в 0" in sentence for sentence in said)
    assert any(sentence.startswith("Отрицательная динамика") for sentence in said)


def test_growth_just_under_ten_points_is_no_negative_trend():
    made = compose(
        facts(result(1, (10, 90, 0, 0), year=2023), result(1, (199, 801, 0, 0))), OFFICE, DAY
    )
    assert not any("Отрицательная динамика" in sentence for sentence in lists(made)[0])


def test_missing_year_is_no_data_and_never_zero():
    made = compose(
        facts(
            result(1, (2, 8, 6, 4), year=2022),
            result(1, (2, 8, 6, 4), year=2023, work=MA5),
            result(1, (2, 8, 6, 4), work=MA5),
            result(1, (5, 5, 8, 2)),
        ),
        OFFICE,
        DAY,
    )
    row = shown(tables(made)["Динамика"].rows[0])
    assert row[4:7] == ["нет данных"] * 3
    assert row[-2:] == ["нет данных"] * 2


def test_first_year_has_nothing_to_be_compared_with():
    made = compose(facts(result(1, (4, 6, 6, 4))), OFFICE, DAY)
    assert "Результатов за годы до 2024/25 нет: сравнить не с чем." in paragraphs(made)


def test_small_groups_are_not_judged():
    made = compose(facts(result(1, (0, 9, 0, 0), year=2023), result(1, (9, 0, 0, 0))), OFFICE, DAY)
    said = " ".join(lists(made)[0])
    assert "выросла" not in said
    assert "меньше чем десятью участниками" in said
    assert len(lists(made)) == 1


def test_school_differs_only_beyond_its_interval():
    # 40 of 100 against 50 of 300; 5 of 100 below it; 1 of 5 cannot be told from it.
    made = compose(
        facts(
            result(1, (40, 60, 0, 0)),
            result(2, (5, 95, 0, 0)),
            result(3, (1, 4, 0, 0)),
            result(3, (4, 91, 0, 0), work=MA5),
        ),
        OFFICE,
        DAY,
    )
    rows = {row.cells[0]: shown(row) for row in tables(made)["Школы"].rows}
    assert rows["Школа № 1"][-1] == "«2» больше"
    assert rows["Школа № 2"][-1] == "«2» меньше"
    assert rows["Школа № 1"][3:5] == ["30,9", "49,8"]
    assert "у 1: Школа № 1 (40,0\u00a0%)" in " ".join(lists(made)[0])


def verdict(school, category, *grounds, reason="В зоне риска: доля близка к порогу."):
    return SchoolVerdict(f"edu98000{school}", category, reason, grounds)


def ground(low, participants, *, met=True):
    return Ground(RU5, 2024, participants, low, "30", met)


def test_grounds_of_the_list_come_from_the_run():
    run = RunFacts(
        "«федеральные 30/2», версия 1",
        date(2025, 11, 20),
        (
            verdict(1, Category.LOW_RESULTS, ground(3, 10), ground(1, 30, met=False)),
            verdict(2, Category.AT_RISK),
            verdict(3, Category.NO_DATA),
        ),
    )
    made = compose(facts(result(1, (3, 7, 0, 0)), run=run), OFFICE, DAY)
    rows = tables(made)["Перечень"].rows
    assert shown(rows[0]) == ["Школа №\u00a01"]
    assert shown(rows[1])[1:] == ["2024/25", "10", "3", "30,0", "30"]
    assert len(rows) == 2
    assert tables(made)["Зона риска"].rows[0].cells == ("Школа № 2", "Доля близка к порогу.")
    words = next(text for text in paragraphs(made) if "федеральные 30/2" in text)
    assert "из 2\u00a0школ с данными в перечне 1, в зоне риска 1. Нет данных по 1" in words


def test_share_is_not_rounded_up_to_a_threshold_it_does_not_reach():
    # 2996 of 10000 is 29.96 %: «30,0» beside a limit of 30 would lie.
    run = RunFacts(
        "«федеральные 30/2», версия 1",
        DAY,
        (verdict(1, Category.LOW_RESULTS, ground(2996, 10_000)),),
    )
    made = compose(facts(result(1, (3, 7, 0, 0)), run=run), OFFICE, DAY)
    assert shown(tables(made)["Перечень"].rows[1])[4] == "29,96"


def test_without_a_run_the_document_says_so():
    made = compose(facts(result(1, (3, 7, 0, 0))), OFFICE, DAY)
    assert any("в портале не рассчитан" in text for text in paragraphs(made))


def test_table_per_subject_stands_in_the_annex():
    made = compose(facts(result(1, (3, 7, 0, 0)), result(1, (3, 7, 0, 0), work=MA5)), OFFICE, DAY)
    place = next(i for i, block in enumerate(made.blocks) if isinstance(block, Annex))
    assert [table.name for table in made.blocks[place + 1 :]] == [RUSSIAN, MATHEMATICS]


def test_raw_values_are_exact_for_the_workbook():
    made = compose(facts(result(1, (1, 2, 0, 0))), OFFICE, DAY)
    cell = tables(made)["Муниципалитет"].rows[1].cells[3]
    assert cell == Number(Decimal("33.3333333333"), 1)


@pytest.mark.parametrize(
    ("reason", "alone"),
    [
        ("В зоне риска: доля выросла.", "Доля выросла."),
        ("В перечне: низкие результаты.", "Низкие результаты."),
        ("Нет данных: нет результатов.", "Нет данных: нет результатов."),
    ],
)
def test_category_is_not_said_twice(reason, alone):
    assert reason_alone(reason) == alone


def test_list_tells_new_schools_from_those_that_stay_and_those_that_left():
    run = RunFacts(
        "«федеральные 30/2», версия 1",
        DAY,
        (
            verdict(1, Category.LOW_RESULTS, ground(4, 10)),
            verdict(2, Category.LOW_RESULTS, ground(5, 10)),
            verdict(3, Category.AT_RISK),
        ),
    )
    before = RunFacts(
        "«федеральные 30/2», версия 1",
        DAY,
        (verdict(1, Category.LOW_RESULTS), verdict(3, Category.LOW_RESULTS)),
    )
    curators = {"edu980001": "А. Б. Кедрова"}
    made = compose_list(ListFacts(2024, run, before, SCHOOLS, curators), OFFICE, DAY)
    rows = tables(made)["Перечень"].rows
    assert shown(rows[0]) == [
        "1", "Школа №\u00a01", "edu980001",
        "ВПР, русский язык, 5\u00a0класс: 4 из 10 (40,0\u00a0%)", "повторно", "А. Б. Кедрова",
    ]  # fmt: skip
    assert [shown(row)[4] for row in rows] == ["повторно", "впервые"]
    assert shown(tables(made)["Зона риска"].rows[0])[4] == "зона риска"
    assert [row.cells[2] for row in tables(made)["Исключены"].rows] == ["edu980003"]
    assert not made.registered


def test_without_the_year_before_nobody_is_called_new():
    run = RunFacts(
        "«федеральные 30/2», версия 1", DAY, (verdict(1, Category.LOW_RESULTS, ground(4, 10)),)
    )
    made = compose_list(ListFacts(2024, run, None, SCHOOLS, {}), OFFICE, DAY)
    assert shown(tables(made)["Перечень"].rows[0])[4:] == ["—", "—"]
    assert "Исключены" not in tables(made)


def test_signs_of_bias_have_a_section_of_their_own_only_where_there_is_anything_to_say():
    marked = MarkedWork(SCHOOLS["edu980001"], RU5, "по списку", "полученный список")
    bias = BiasFacts("Признаки есть у 1 из 3 школ, индекс объективности 66,7.", (marked,))
    known = replace(facts(result(1, (4, 6, 6, 4))), bias=bias)

    made = compose(known, OFFICE, DAY)

    assert [shown(row) for row in tables(made)["Признаки"].rows] == [
        ["Школа №\u00a01", "русский язык, 5\u00a0класс", "по списку", "полученный список"]
    ]
    assert bias.sentence in paragraphs(made)
    assert "нарушен" not in " ".join(paragraphs(made)).lower()
    assert "Признаки" not in tables(compose(facts(result(1, (4, 6, 6, 4))), OFFICE, DAY))
