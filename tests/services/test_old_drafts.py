"""Drafts of files of results that an older portal kept whole: moved into pieces, and back.

On SQLite always; on PostgreSQL where DATABASE_URL names it. Too long for `make test`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.portal_process import PortalProcess
from tests.tables import empty_database

WALK = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from assessments.parsing.results_draft import unpacked

WHOLE, IN_PIECES = "0015_criteria_of_lists_in_full", "0018_drop_whole_drafts"


def walk(name):
    executor = MigrationExecutor(connection)
    return executor.migrate([("assessments", name)])


work = {"procedure": "vpr", "subject": "Математика", "grade": 5}
row = {**work, "academic_year": 2024, "school_code": "edu980001"}
issue = {"severity": "error", "text": "нет школы", "source": {"sheet": "Л", "cell": "A1"}}
draft = {
    "kinds": ["плоская таблица, старая"],
    "rows": [{**row, "participants": number} for number in range(600)],
    "facts": [{**row, "fact": "journal", "academic_year": 2025}],
    "references": [{**work, "kind": "marks", "name": "Край"}],
}
apps = walk(WHOLE).apps
region = apps.get_model("schools", "Region").objects.create(code="98", name="Озёрный край")
office = apps.get_model("schools", "Municipality").objects.create(
    region=region, code="reg98_m001", name="Приозёрный округ"
)
Old = apps.get_model("assessments", "ResultsImport")
kept = {"municipality_id": office.pk, "kind": "таблица"}
key = Old.objects.create(
    **kept, file_name="1", sha256="1", draft=draft, issues=[issue] * 300
).pk
empty = Old.objects.create(**kept, file_name="2", sha256="2", draft={}).pk

apps = walk(IN_PIECES).apps
New = apps.get_model("assessments", "ResultsImport")
pieces = list(New.objects.get(pk=key).pieces.order_by("number"))
assert [(one.number, one.holds, one.items) for one in pieces] == [
    (0, "facts", 256), (1, "facts", 256), (2, "facts", 89), (3, "references", 1),
    (4, "issues", 256), (5, "issues", 44),
], pieces
facts = [one for piece in pieces[:3] for one in unpacked(piece.content)]
assert facts == [*draft["rows"], *draft["facts"]]
assert New.objects.get(pk=key).contents == {
    "kinds": draft["kinds"], "rows": 602, "works": [["vpr", "Математика", 5]],
    "years": [2024, 2025], "errors": 300,
}
assert not New.objects.get(pk=empty).pieces.exists()

apps = walk(WHOLE).apps
Old = apps.get_model("assessments", "ResultsImport")
back = Old.objects.get(pk=key)
assert back.draft == draft
assert back.issues == [issue] * 300
assert Old.objects.get(pk=empty).issues == []
"""


@pytest.mark.django_db
def test_whole_drafts_become_pieces_and_whole_ones_again(tmp_path: Path) -> None:
    with empty_database(tmp_path) as url:
        PortalProcess(tmp_path, DATABASE_URL=url).manage("shell", "--no-imports", "-c", WALK)
