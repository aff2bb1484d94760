"""An installation amid the replaced migrations walks on to the same tables as a new one.

On SQLite always; on PostgreSQL where DATABASE_URL names it. Too long for `make test`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.portal_process import PortalProcess
from tests.tables import empty_database, own_tables, reached, tables_of

# What an installation of the middle of the history has, with a figure that 0008 of schools moves.
WALK_HALF_WAY = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

executor = MigrationExecutor(connection)
executor.loader.replace_migrations = False
executor.loader.build_graph()
half = [
    ("accounts", "0002_outgoing_letters"),
    ("schools", "0007_partnerships"),
    ("assessments", "0005_approved_lists"),
    ("roadmaps", "0020_requests_for_another_date"),
    ("reports", "0002_roadmap_annex"),
]
apps = executor.migrate(half).apps
region = apps.get_model("schools", "Region").objects.create(code="98", name="Озёрный край")
office = apps.get_model("schools", "Municipality").objects.create(
    region=region, code="reg98_m001", name="Приозёрный округ"
)
school = apps.get_model("schools", "School").objects.create(
    municipality=office, login="edu980001", name="Школа № 1"
)
apps.get_model("schools", "SchoolContext").objects.create(
    school=school, academic_year=2024, pupils=412
)
"""


@pytest.mark.django_db
def test_an_installation_from_the_middle_of_the_history_arrives_where_new_ones_begin(
    tmp_path: Path,
) -> None:
    with empty_database(tmp_path) as url:
        portal = PortalProcess(tmp_path, DATABASE_URL=url)
        portal.manage("shell", "--no-imports", "-c", WALK_HALF_WAY)
        portal.manage("migrate", "--no-input", "--verbosity", "0")
        with reached(url) as old:
            walked, new = tables_of(old), tables_of(connection)
            with old.cursor() as cursor:
                cursor.execute("SELECT field, number FROM schools_contextvalue")
                figures = [(field, int(number)) for field, number in cursor.fetchall()]
    assert figures == [("pupils", 412)]
    assert walked.keys() == new.keys() == own_tables()
    for table, facts in new.items():
        assert walked[table] == facts, table
