"""The progress report from plain facts; every number here is counted by hand."""

from dataclasses import replace
from datetime import date

import pytest

from reports.domain.document import NOTHING, Number, NumberedList, Paragraph, Table
from reports.domain.office import Office
from reports.domain.plan_names import of_roadmap
from reports.domain.progress_facts import (
    ActivityFacts,
    Bucket,
    Duty,
    RoadmapFacts,
    SectionFacts,
    Tally,
)
from reports.domain.roadmap_progress import compose
from roadmaps.domain.rollup import Enough, RollUp
from roadmaps.domain.work import Status

TODAY = date(2025, 11, 21)
PAST, AHEAD = date(2025, 11, 1), date(2025, 12, 1)
OFFICE = Office("Управление образования", "Сосновский округ", "Сосновского округа")


TEXT_WIDTH_MM = 165
DATE_MM = 22
"""«10.02.2026» in the size of tables with its margins."""


def duty(status, due_on=PAST, doer="Школа № 1", *, is_school=True, planned_on=None, evidence=0):
    return Duty(doer, is_school, status, due_on, planned_on or due_on, evidence)


def roadmap(*activities, sections=None):
    sections = sections or (SectionFacts("1. Раздел", tuple(activities)),)
    return RoadmapFacts("План поддержки", "2025–2026", "420", date(2025, 1, 21), tuple(sections))


def tables(document):
    return {table.name: table for table in document.tables()}


def column(table: Table, index: int):
    return [
        cell.value if isinstance(cell := row.cells[index], Number) else cell for row in table.rows
    ]


@pytest.mark.parametrize(
    ("status", "due_on", "expected"),
    [
        (Status.ASSIGNED, PAST, Bucket.OVERDUE),
        (Status.IN_PROGRESS, PAST, Bucket.OVERDUE),
        (Status.RETURNED, PAST, Bucket.OVERDUE),
        (Status.POSTPONED, PAST, Bucket.OVERDUE),
        (Status.ASSIGNED, TODAY, Bucket.AHEAD),
        (Status.IN_PROGRESS, AHEAD, Bucket.AHEAD),
        (Status.RETURNED, AHEAD, Bucket.RETURNED),
        (Status.POSTPONED, AHEAD, Bucket.POSTPONED),
        (Status.POSTPONED, None, Bucket.POSTPONED),
        (Status.ASSIGNED, None, Bucket.NO_DATE),
        (Status.SUBMITTED, PAST, Bucket.SUBMITTED),
        (Status.ACCEPTED, PAST, Bucket.ACCEPTED),
        (Status.CANCELLED, PAST, Bucket.CANCELLED),
    ],
)
def test_each_duty_stands_in_one_bucket(status, due_on, expected):
    assert duty(status, due_on).bucket(TODAY) is expected


def test_cancelled_duties_leave_the_total():
    tally = Tally.of([duty(Status.ACCEPTED), duty(Status.CANCELLED), duty(Status.ASSIGNED)], TODAY)
    assert (tally.total, tally[Bucket.CANCELLED]) == (2, 1)
    assert tally.share(Bucket.ACCEPTED) == 50


@pytest.mark.parametrize(
    ("duties", "word"),
    [
        ((), "поручений нет"),
        ((duty(Status.CANCELLED),), "отменено"),
        ((duty(Status.ACCEPTED), duty(Status.CANCELLED)), "выполнено"),
        ((duty(Status.ACCEPTED), duty(Status.ASSIGNED)), "просрочено"),
        ((duty(Status.ACCEPTED), duty(Status.POSTPONED, AHEAD)), "перенесено"),
        ((duty(Status.SUBMITTED), duty(Status.ASSIGNED, AHEAD)), "на проверке"),
        ((duty(Status.ASSIGNED, None),), "ждёт даты"),
    ],
)
def test_activity_is_named_by_the_worst_of_its_duties(duties, word):
    assert ActivityFacts("1.1", "Приказ", "", duties).state(TODAY) == word


def test_totals_tell_schools_from_the_office():
    facts = roadmap(
        ActivityFacts(
            "1.1", "Приказ", "до 1 ноября",
            (
                duty(Status.ACCEPTED),
                duty(Status.ASSIGNED, doer="Школа № 2"),
                duty(Status.POSTPONED, AHEAD, "Школа № 3", planned_on=PAST),
                duty(Status.ACCEPTED, doer="Методист", is_school=False),
            ),
        )
    )  # fmt: skip
    totals = tables(compose(facts, OFFICE, TODAY))["Итоги"]
    rows = {row.cells[0]: row.cells[1:] for row in totals.rows}
    assert rows["принято"][:3] == (Number(1), Number(1), Number(2))
    assert rows["принято"][3].value == 50
    assert rows["просрочено"][:3] == (Number(1), Number(0), Number(1))
    assert rows["перенесено на новый срок"][:3] == (Number(1), Number(0), Number(1))
    assert rows["Всего в действии"][:3] == (Number(3), Number(1), Number(4))


def test_postponed_and_overdue_are_told_apart():
    facts = roadmap(
        ActivityFacts(
            "1.1", "Приказ", "",
            (
                duty(Status.ASSIGNED, doer="Школа № 10"),
                duty(Status.ASSIGNED, doer="Школа № 2"),
                replace(duty(Status.POSTPONED, AHEAD, "Школа № 3", planned_on=PAST), moves=1),
            ),
        )
    )  # fmt: skip
    made = tables(compose(facts, OFFICE, TODAY))
    assert made["Просрочено"].rows[0].cells == (
        "1.1 Приказ", "Школа № 2, Школа № 10", PAST, Number(20), NOTHING,
    )  # fmt: skip
    assert made["Перенесено"].rows[0].cells == (
        "1.1 Приказ", "Школа № 3", PAST, AHEAD, Number(1), Number(30),
    )  # fmt: skip


def test_columns_of_dates_are_wide_enough_for_a_date():
    late = duty(Status.ASSIGNED)
    moved = replace(duty(Status.POSTPONED, AHEAD, "Школа № 3", planned_on=PAST), moves=1)
    made = tables(
        compose(roadmap(ActivityFacts("1.1", "Приказ", "", (late, moved))), OFFICE, TODAY)
    )

    for name in ("Просрочено", "Перенесено"):
        table = made[name]
        total = sum(column.width for column in table.columns)
        for column_of_table, cell in zip(table.columns, table.rows[0].cells, strict=True):
            if isinstance(cell, date):
                assert TEXT_WIDTH_MM * column_of_table.width / total >= DATE_MM


def test_without_delays_the_report_says_so():
    facts = roadmap(ActivityFacts("1.1", "Приказ", "", (duty(Status.ACCEPTED),)))
    document = compose(facts, OFFICE, TODAY)
    said = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "Просроченных поручений на 21\u00a0ноября 2025\u00a0г. нет." in said
    assert "Поручений, перенесённых на новый срок, нет." in said


def test_schools_stand_by_share_of_accepted():
    facts = roadmap(
        ActivityFacts(
            "1.1", "Приказ", "",
            (
                duty(Status.ASSIGNED, AHEAD, "Школа № 10"),
                duty(Status.ACCEPTED, doer="Школа № 2", evidence=2),
                duty(Status.ASSIGNED, AHEAD, "Школа № 9"),
            ),
        )
    )  # fmt: skip
    schools = tables(compose(facts, OFFICE, TODAY))["Школы"]
    assert column(schools, 0) == ["Школа № 2", "Школа № 9", "Школа № 10"]
    assert column(schools, 6) == [2, 0, 0]
    assert column(schools, 7) == [100, 0, 0]


def test_conclusions_say_their_figures():
    facts = roadmap(
        ActivityFacts(
            "1.1", "Приказ", "",
            (duty(Status.ACCEPTED, evidence=1), duty(Status.ACCEPTED, doer="Школа № 2")),
        ),
        ActivityFacts("1.2", "Мониторинг", "", (duty(Status.ASSIGNED),)),
    )  # fmt: skip
    document = compose(facts, OFFICE, TODAY)
    lists = [block.items for block in document.blocks if isinstance(block, NumberedList)]
    assert lists[0] == (
        "Из 3\u00a0поручений приняты 2 (66,7\u00a0%).",
        "1\u00a0поручение просрочено (33,3\u00a0%) по 1\u00a0мероприятию.",
        "Из 2\u00a0школ просроченное есть у 1: Школа № 1 (1).",
        "К поручениям приложено 1\u00a0подтверждающий документ; принято без документов — 1.",
    )
    assert lists[1] == (
        "Руководителям школ завершить просроченные поручения и сдать их на проверку: Школа № 1.",
    )


def test_plan_without_duties_is_not_judged():
    document = compose(roadmap(ActivityFacts("1", "Приказ", "", ())), OFFICE, TODAY)
    lists = [block.items for block in document.blocks if isinstance(block, NumberedList)]
    assert lists == [("Поручений по дорожной карте пока нет: ход выполнения оценить нельзя.",)]
    assert tables(document)["Разделы"].rows[0].cells[-1] is NOTHING


def test_requisites_of_the_order_are_named():
    document = compose(roadmap(ActivityFacts("1", "Приказ", "", ())), OFFICE, TODAY)
    first = next(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert "утверждённая приказом от 21\u00a0января 2025\u00a0г. № 420" in first
    assert document.organisation == ("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "СОСНОВСКОГО ОКРУГА")


def test_tables_are_numbered_in_their_order():
    sections = tuple(
        SectionFacts(f"{n}. Раздел", (ActivityFacts("1", "Приказ", "", (duty(Status.ASSIGNED),)),))
        for n in (1, 2)
    )
    document = compose(roadmap(sections=sections), OFFICE, TODAY)
    captions = [block.caption for block in document.blocks if isinstance(block, Table)]
    assert [caption.split(".")[0] for caption in captions] == [
        f"Таблица {number}" for number in range(1, len(captions) + 1)
    ]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("План поддержки", "дорожной карты «План поддержки»"),
        ("План «Шаг вперёд»", "дорожной карты «План „Шаг вперёд“»"),
        ("Дорожная карта по поддержке школ", "дорожной карты по поддержке школ"),
        ("Дорожная карта «500+»", "дорожной карты «Дорожная карта „500+“»"),
        ("ДОРОЖНАЯ КАРТА", "дорожной карты"),
    ],
)
def test_title_is_declined_with_its_own_words(title, words):
    assert of_roadmap(title) == words


def test_enough_schools_make_an_activity_done_in_the_report():
    rule = RollUp(Enough.SHARE, 50)
    duties = (duty(Status.ACCEPTED), duty(Status.ASSIGNED, doer="Школа № 2"))
    some = ActivityFacts("1.1", "Приказ", "", duties, rule)
    assert some.state(TODAY) == "выполнено"
    assert ActivityFacts("1.1", "Приказ", "", duties).state(TODAY) == "просрочено"
    office = duty(Status.ASSIGNED, doer="Методист", is_school=False)
    assert ActivityFacts("1.1", "Приказ", "", (*duties, office), rule).state(TODAY) == "просрочено"
    document = compose(roadmap(some), OFFICE, TODAY)
    assert (
        tables(document)["Мероприятия"].rows[-1].cells[3] == "выполнено: 1 из 2\u00a0школ, нужно 1"
    )
    assert "полностью выполнено 1." in document.blocks[1].text


def test_each_date_of_an_activity_is_held_against_the_rule_by_itself():
    rule = RollUp(Enough.AT_LEAST, 1)
    done = replace(duty(Status.ACCEPTED), occasion=1)
    owed = replace(duty(Status.ASSIGNED, AHEAD), occasion=2)
    assert ActivityFacts("1.1", "Приказ", "", (done, owed), rule).state(TODAY) == "в работе"
    late = replace(duty(Status.ASSIGNED, doer="Школа № 2"), occasion=1)
    assert ActivityFacts("1.1", "Приказ", "", (done, late), rule).state(TODAY) == "выполнено"


def test_moved_date_that_has_passed_is_overdue_and_its_moves_are_told():
    moved = replace(duty(Status.POSTPONED, PAST, planned_on=date(2025, 10, 1)), moves=2)
    made = tables(compose(roadmap(ActivityFacts("1", "Приказ", "", (moved,))), OFFICE, TODAY))
    assert made["Просрочено"].rows[0].cells[3:] == (Number(20), Number(2))
    assert "Перенесено" not in made


def test_waits_returns_and_moves_are_summed_by_school():
    first = replace(
        duty(Status.ACCEPTED, AHEAD, planned_on=PAST), returns=1, moves=1, waited_for_doer=5,
        waited_for_office=2,
    )  # fmt: skip
    second = replace(duty(Status.SUBMITTED), returns=1, waited_for_doer=1, waited_for_office=7)
    office = replace(duty(Status.ACCEPTED, doer="Методист", is_school=False), returns=3)
    silent = duty(Status.ASSIGNED, doer="Школа № 2")
    activity = ActivityFacts("1", "Приказ", "", (first, second, office, silent))
    (row,) = tables(compose(roadmap(activity), OFFICE, TODAY))["Ожидание"].rows
    assert row.cells == ("Школа № 1", *(Number(value) for value in (2, 1, 30, 6, 9)))
