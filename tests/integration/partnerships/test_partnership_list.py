"""The annex to an order: agreed partnerships of one academic year."""

from datetime import date

import pytest

from reports import builders
from reports.builders.request import Request
from reports.domain.document import NOTHING, Number
from reports.domain.kinds import NothingToReport, Parameters, ReportKind
from schools.actions.partnerships import PartnershipFacts, enter_partnership, move_partnership
from schools.domain.partnerships import Move

pytestmark = pytest.mark.django_db


def enter(world, *moves, **facts):
    made = enter_partnership(
        school=world.school, facts=PartnershipFacts(partner=world.other_school, **facts),
        by=world.coordinator,
    )  # fmt: skip
    for move, on in moves:
        made = move_partnership(
            partnership=made, move=move, on=on, by=world.coordinator, reason="Ремонт"
        )
    return made


def asked(world, year):
    return Request(
        ReportKind.PARTNERSHIP_LIST, world.office, Parameters(academic_year=year), date(2025, 10, 1)
    )


def rows(world, year):
    (table,) = builders.build(asked(world, year)).tables()
    return [row.cells for row in table.rows]


def test_agreed_partnerships_of_the_year_are_listed(world):
    enter(
        world, (Move.START, date(2024, 9, 15)), (Move.STOP, date(2025, 2, 1)),
        subjects=("Математика",), agreement_number="5", agreement_date=date(2024, 9, 10),
    )  # fmt: skip
    enter(
        world, (Move.START, date(2025, 9, 1)), teacher_name="Лугова Ирина Павловна",
        teacher_post="учитель физики",
    )  # fmt: skip
    enter(world, subjects=("Химия",))
    assert rows(world, 2024) == [
        (
            Number(1), "Школа № 1", "Школа № 2", "Математика", "№\xa05 от 10.09.2024",
            "15.09.2024 –\xa001.02.2025",
        )
    ]  # fmt: skip
    assert rows(world, 2025) == [
        (
            Number(1), "Школа № 1", "Лугова Ирина Павловна, учитель физики (Школа № 2)",
            "все предметы", NOTHING, "с\xa001.09.2025",
        )
    ]  # fmt: skip
    years = [one.parameters.academic_year for one in builders.choices(
        ReportKind.PARTNERSHIP_LIST, world.office
    )]  # fmt: skip
    assert years[-2:] == [2025, 2024]
    assert builders.choices(ReportKind.PARTNERSHIP_LIST, world.other_office) == []


def test_year_without_agreed_partnerships_says_what_to_do(world):
    enter(world)
    with pytest.raises(NothingToReport, match="согласованных партнёрств нет"):
        builders.title(asked(world, 2025))
