"""Plans far larger than any real one: they slow nobody down and block no page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.office.errors import UnreadableFileError
from roadmaps.models import PlanImport
from roadmaps.parsing.plans import MOST_ROWS, read_plan
from roadmaps.queries.drafts import open_drafts
from tests.unit.plans import making

pytestmark = pytest.mark.django_db


def test_list_of_drafts_does_not_carry_their_documents(world, draft) -> None:
    """Grouping by a draft of megabytes, once per row, has filled a whole disk."""
    draft()
    with CaptureQueriesContext(connection) as queries:
        listed = list(open_drafts(world.coordinator))
    assert [(one.row_count, one.unseen_count) for one in listed] == [(3, 3)]
    sql = queries[-1]["sql"]
    assert '"draft"' not in sql
    assert "GROUP BY" not in sql


def test_table_longer_than_any_plan_is_refused_before_it_is_read() -> None:
    lines = [(str(number), "Сто рублей", "2027") for number in range(MOST_ROWS + 1)]
    with pytest.raises(UnreadableFileError, match="бывает в плане") as refused:
        read_plan(making.workbook(lines), "Смета.xlsx")
    assert "Проверьте, тот ли файл выбран" in str(refused.value)
    assert not PlanImport.objects.exists()
