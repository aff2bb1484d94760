"""`python -m bench.country --schools 400 4000 --postgres`: the list of a whole country.

Each size has a database of its own, each measure a process of its own. Ends with 1 where a run and
the SQL statement find different schools.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from typing import Any

from bench.country import table
from bench.country.databases import places, server_seconds
from bench.country.runs import (
    MEASURES,
    QUESTIONS,
    WHOLE,
    Measures,
    Question,
    differences,
    plain_sql,
    results_read,
)
from bench.country.table import Answer, Size
from bench.measuring import Measured, in_child, set_up_installation

_SQL_TIMES = 5


def main(arguments: list[str] | None = None) -> int:
    """Measure all sizes on all databases and print a table."""
    asked = _asked(arguments)
    differ = False
    for place in places(with_postgres=asked.postgres):
        table.heading(place.title)
        sizes = []
        with place.empty(lambda folder, url: in_child(lambda: _migrate(folder, url))) as make:
            for schools in sorted(asked.schools):
                url = make()
                plain = in_child(lambda n=schools, u=url: _measure(n, u, asked.whole)).answer
                size = Size.of_plain(plain)
                sizes.append(size)
                differ = differ or any(answer.differ for answer in size.answers)
        table.growth(sizes)
    return 1 if differ else 0


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Перечень целой страны и один оператор SQL.")
    parser.add_argument("--schools", type=int, nargs="+", default=[400, 4_000], metavar="N")
    parser.add_argument(
        "--postgres", action="store_true", help="и на PostgreSQL, если местный сервер отвечает"
    )
    parser.add_argument(
        "--whole", action="store_true", help="только расчёт целиком, без чтения и выводов отдельно"
    )
    return parser.parse_args(arguments)


def _migrate(folder: str, url: str) -> None:
    set_up_installation(folder, url)
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    connection.close()


def _measure(schools: int, url: str, is_whole: bool) -> dict[str, Any]:  # noqa: FBT001
    """Make one country, measure it and say so; all measures as plain data."""
    with tempfile.TemporaryDirectory() as folder:
        set_up_installation(folder, url)
        made = in_child(lambda: _write(schools))
        size = Size(
            schools=schools,
            municipalities=made.answer["municipalities"],
            rows=made.answer["rows"],
            made=made,
            by_clock=in_child(_is_server_far).answer,
            answers=[],
        )
        table.country(size)
        for question in QUESTIONS:
            size.answers.append(_answer(question, MEASURES[-1:] if is_whole else MEASURES))
            table.answer(size, size.answers[-1])
        return size.plain()


def _write(schools: int) -> dict[str, int]:
    from bench.country.writing import tidy, write_country

    made = write_country(schools)
    tidy()
    return made


def _is_server_far() -> bool:
    from django.db import connection

    return connection.vendor == "postgresql" and not server_seconds()


def _answer(question: Question, measures: Measures) -> Answer:
    sql = in_child(lambda: _several(question), elsewhere=server_seconds)
    measured = {
        title: in_child(lambda m=measure: m(question), elsewhere=server_seconds)
        for title, measure in measures
    }
    run = measured[WHOLE]
    differ = in_child(lambda: differences(question, run.answer))
    return Answer(
        title=question.title,
        reads=question.reads,
        listed=sql.answer,
        results=in_child(lambda: results_read(question)).answer,
        sql=Measured(sql.seconds / _SQL_TIMES, sql.processor / _SQL_TIMES, sql.megabytes, None),
        parts=list(measured.items()),
        differ=len(differ.answer),
    )


def _several(question: Question) -> int:
    return [plain_sql(question) for _ in range(_SQL_TIMES)][-1]


if __name__ == "__main__":
    sys.exit(main())
