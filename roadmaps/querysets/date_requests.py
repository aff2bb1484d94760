"""Reads of requests for another date."""

from __future__ import annotations

from roadmaps.domain.work import OPEN_STATUSES
from roadmaps.querysets.work import OfAssignmentQuerySet


class DateRequestQuerySet(OfAssignmentQuerySet):
    """Requests for another date."""

    def waiting(self) -> DateRequestQuerySet:
        """Not yet answered, of work that is still owed under a plan in force.

        Of work that was handed in or cancelled meanwhile nobody needs another date.
        """
        return self.filter(
            state="open",
            assignment__status__in=[status.value for status in OPEN_STATUSES],
            assignment__occurrence__activity__roadmap__status="in_force",
        )
