"""Which figures of a municipality's schools a report for publication hides."""

from collections.abc import Iterator

from assessments.domain.procedures import Procedure, Work
from assessments.models import ClassificationRun
from assessments.queries.analysis import results_of
from reports.domain import publication
from reports.domain.vpr_facts import YEARS_COMPARED
from schools.models import Municipality


def hidden_titles(municipality: Municipality, run: ClassificationRun) -> publication.Hidden:
    """Of the year of a list and the two before, any procedure, and of what it was made from."""
    academic_year = run.academic_year
    span = range(academic_year - YEARS_COMPARED + 1, academic_year + 1)
    found = results_of(municipality, None, span)
    of_vpr = [one for one in found if one.work.procedure is Procedure.VPR]
    of_year = publication.hidden_in_year(of_vpr, academic_year)
    return publication.hidden_titles(found, of_year, _judged(run))


def _judged(run: ClassificationRun) -> Iterator[publication.Group]:
    """Every group that the calculation has looked at."""
    for login, findings in run.verdicts.values_list("school__login", "findings"):
        for one in findings:
            if one.get("procedure") and one.get("participants"):
                work = Work(Procedure(one["procedure"]), one["subject"], one["grade"])
                yield login, work, one["participants"]
