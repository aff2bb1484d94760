"""Which figures of a municipality's schools a report for publication hides."""

from collections.abc import Mapping

from assessments.domain.procedures import Procedure
from assessments.queries.analysis import results_of
from reports.domain import publication
from reports.domain.vpr_facts import YEARS_COMPARED
from schools.models import Municipality


def hidden_titles(municipality: Municipality, academic_year: int) -> Mapping[str, frozenset[str]]:
    """Titles of works by login of a school: of the year and the two before, any procedure."""
    span = range(academic_year - YEARS_COMPARED + 1, academic_year + 1)
    found = results_of(municipality, None, span)
    of_vpr = [one for one in found if one.work.procedure is Procedure.VPR]
    return publication.hidden_titles(found, publication.hidden_in_year(of_vpr, academic_year))
