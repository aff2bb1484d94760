"""The sheet of grounds: what it says of a school, who gets it, the sheets of a whole list."""

from datetime import date

import pytest
from django.urls import reverse

from assessments.models import Verdict
from reports import builders
from reports.builders.school_grounds import build_sheet
from reports.domain.display import cell_text
from reports.domain.document import Annex, Document, Paragraph, Signature
from reports.domain.kinds import NothingToReport, Parameters, ReportKind
from tests.integration.assessments.list_cast import approved

pytestmark = pytest.mark.django_db

DAY = date(2025, 11, 21)


def sheet(run, school) -> Document:
    return build_sheet(Verdict.objects.get(run=run, school=school), DAY)


def said(document: Document) -> str:
    return " ".join(
        block.text for block in document.blocks if isinstance(block, Paragraph)
    ).replace("\u00a0", " ")


def rows(document: Document) -> list[list[str]]:
    return [[cell_text(cell) for cell in row.cells] for row in document.tables()[0].rows]


def of_list(world) -> Document:
    return builders.build(
        builders.Request(
            ReportKind.SCHOOL_GROUNDS, world.office, Parameters(academic_year=2024), DAY,
            world.coordinator,
        )
    )  # fmt: skip


def test_the_sheet_names_grounds_distance_sources_and_the_year_before(world, run):
    document = sheet(run, world.school)

    mathematics = next(row for row in rows(document) if "математика" in row[0])
    assert mathematics[1:6] == ["20", "9", "45,0*", "4\u00a0ученика", "20,0 (4\u00a0из\u00a020)"]
    assert mathematics[6:] == ["нет данных", "[1] E3"]
    words = said(document)
    assert "если бы порог не преодолели: ВПР, русский язык, 5 класс — не больше 2 из 10" in words
    assert f"критерии «федеральные 30/2», версия 1, расчёт № {run.pk}" in words


def test_the_sheet_says_what_the_order_says(world, run):
    approved(world, run)

    assert "По перечню (приказ № 12 от 05.10.2025): " in said(sheet(run, world.school))


def test_a_school_at_risk_reads_what_would_bring_it_in(world, run):
    """One procedure alone cannot make two low ones: the sheet names no number then."""
    words = said(sheet(run, world.other_school))

    assert words.startswith("Школа № 2 В зоне риска")
    assert "Школа была бы в перечне" not in words


def test_the_sheets_of_a_list_lie_on_pages_of_their_own_and_the_head_signs(world, run):
    world.office.head_name = "О. И. Озёрная"
    world.office.save()

    document = of_list(world)

    assert [one.title for one in document.blocks if isinstance(one, Annex)] == ["Школа № 1"]
    assert [one.name for one in document.blocks if isinstance(one, Signature)] == ["О. И. Озёрная"]


def test_a_year_without_a_list_is_told(world):
    with pytest.raises(NothingToReport, match="за 2024/25 учебный год школ нет"):
        of_list(world)


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_head_takes_the_own_sheet_and_no_other(world, run, client, ending):
    client.force_login(world.head)
    own = client.get(reverse(f"reports:grounds_{ending}", args=[run.pk, world.school.login]))
    other = client.get(
        reverse(f"reports:grounds_{ending}", args=[run.pk, world.other_school.login])
    )

    assert (own.status_code, other.status_code) == (200, 404)
    assert own["Content-Disposition"].startswith("attachment")
    page = client.get(reverse("assessments:verdict", args=[run.pk, world.school.login]))
    assert reverse(f"reports:grounds_{ending}", args=[run.pk, world.school.login]) in (
        page.content.decode()
    )
