"""Plans far larger than any real one: they slow nobody down and block no page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.office.errors import UnreadableFileError
from roadmaps.actions.imports import decide_row
from roadmaps.models import PlanImport, RowState
from roadmaps.parsing.extent import MOST_ROWS
from roadmaps.parsing.plans import read_plan
from roadmaps.queries.drafts import draft_lines, open_drafts, review_of
from tests.integration.plans.conftest import ROWS, plan_document
from tests.unit.plans import making

pytestmark = pytest.mark.django_db


def test_list_of_drafts_does_not_carry_their_documents(world, draft) -> None:
    """Grouping by a draft of megabytes, once per row, has filled a whole disk."""
    draft()
    with CaptureQueriesContext(connection) as queries:
        listed = list(open_drafts(world.coordinator))
    assert [one.row_count for one in listed] == [3]
    sql = queries[-1]["sql"]
    assert '"draft"' not in sql
    assert "GROUP BY" not in sql


def test_list_of_drafts_says_the_numbers_of_their_reviews(client, world, draft) -> None:
    plan_import = draft(plan_document([*ROWS, ("2.2", "Сбор", "когда-нибудь", "Методист", "")]))
    doubtful = review_of(plan_import).doubtful
    with CaptureQueriesContext(connection) as queries:
        [line] = draft_lines(world.coordinator)
    assert (line.rows, line.doubtful) == (4, len(doubtful)) == (4, 1)
    # The drafts, their rows, the school years of their offices; who the person is was known.
    assert len(queries) == 3
    assert "draft" in line.plan_import.get_deferred_fields()
    client.force_login(world.coordinator)
    page = client.get(f"/roadmaps/import/{plan_import.pk}/").text
    assert "1\u00a0строка ещё не проверена; её можно исправить и потом." in page
    decide_row(row=doubtful[0].row, by=world.coordinator, state=RowState.ACCEPTED)
    assert draft_lines(world.coordinator)[0].doubtful == 0
    assert "ещё не проверен" not in client.get(f"/roadmaps/import/{plan_import.pk}/").text


def test_table_longer_than_any_plan_is_refused_before_it_is_read() -> None:
    lines = [(str(number), "Сто рублей", "2027") for number in range(MOST_ROWS + 1)]
    with pytest.raises(UnreadableFileError, match="бывает в плане") as refused:
        read_plan(making.workbook(lines), "Смета.xlsx")
    assert "разделите на части" in str(refused.value)
    assert not PlanImport.objects.exists()


def test_header_of_a_plan_is_no_row_of_it() -> None:
    heads = [making.HEADER, ("1", "2", "3", "4", "5")]
    lines = [(str(number), "Семинар", "май 2027", "ЦРО", "") for number in range(MOST_ROWS)]
    assert len(read_plan(making.workbook([*heads, *lines]), "План.xlsx").activities) == MOST_ROWS
    longer = making.workbook([*heads, *lines, ("9999", "Семинар", "май 2027", "ЦРО", "")])
    with pytest.raises(UnreadableFileError, match="2001\u00a0строка"):
        read_plan(longer, "План.xlsx")


@pytest.mark.parametrize("labelled", [True, False])
def test_list_longer_than_any_plan_is_refused_too(labelled) -> None:
    labels = "Срок: май 2027\nОтветственный: ЦРО\n"
    items = [
        f"{number // 90 + 1}.{number % 90 + 1}. Семинар\n{labels if labelled or number < 9 else ''}"
        for number in range(MOST_ROWS + 1)
    ]
    text = "План работы на 2027 год\n" + "".join(items)
    with pytest.raises(UnreadableFileError, match="больше 2000 пунктов"):
        read_plan(text.encode(), "План.txt")
