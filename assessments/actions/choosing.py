"""Which school of the register a school of a file is: what a person decides."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from assessments.actions.versions import locked_office
from assessments.models import ResultsImport
from assessments.permissions import require_decision
from assessments.queries.import_plans import shown_school
from assessments.queries.written_schools import written_schools
from core.values.wording import counted
from schools.actions.names import remember_name
from schools.models import School


@transaction.atomic
def choose_schools(
    *,
    results_import: ResultsImport,
    choices: Mapping[str, int | None],
    undecided: Collection[str],
    remember: Collection[str],
    by: User,
) -> ResultsImport:
    """Keep `choices` (a written school: its key, or None to leave its rows out).

    Those in `undecided` are recognised by the portal again; those in `remember` keep their school
    in files to come. What the file does not name, and schools of others, are passed over.
    """
    locked = locked_office(results_import)
    require_decision(by, locked)
    named = written_schools(locked)
    schools = School.objects.filter(municipality=locked.municipality).in_bulk(
        [pk for pk in choices.values() if pk is not None]
    )
    taken = {
        written: pk
        for written, pk in choices.items()
        if written in named and (pk is None or pk in schools)
    }
    kept = {one: pk for one, pk in locked.decisions.items() if one not in undecided}
    locked.decisions = {**kept, **taken}
    locked.save(update_fields=["decisions"])
    for written, pk in taken.items():
        row = named[written]
        name = row.school_code or row.school_name
        if pk is not None and name and written in remember:
            remember_name(school=schools[pk], written=name, by=by)
    words = counted(len(taken), "школа", "школы", "школ")
    record(
        by=by, action="choose schools of results", subject=locked,
        municipality_id=locked.municipality_id, summary=f"Решено, какие школы в файле: {words}",
        changes={
            shown_school(named[one]): ("", _words(schools, pk)) for one, pk in taken.items()
        },
    )  # fmt: skip
    return locked


def _words(schools: Mapping[int, School], pk: int | None) -> str:
    return "не загружать" if pk is None else schools[pk].name
