"""The lists of ШНОР of the last two years, approved by fictional orders."""

from collections.abc import Iterable
from datetime import date

from accounts.models import User
from assessments.actions.lists import approve_list, draft_list, set_details, set_entry
from assessments.domain.approved_lists import DEFAULT_TARGET
from assessments.domain.rules import Category
from assessments.models import ClassificationRun
from assessments.queries.classification import latest_run
from schools.models import Municipality, School
from shnor_portal.demo.clock import happening_on

ORDERS = (("214", "02-11/187"), ("231", "02-11/203"))
"""Numbers of the office's orders and of the region's letters that they rest on."""
LETTER_DAY, ORDER_DAY = (9, 16), (10, 7)
"""Month and day after the year of the list."""
BY_LETTER = "По письму региона: школа просит об адресной поддержке, вакансии учителей математики."


def approve_lists(
    municipality: Municipality, years: Iterable[int], *, by: User, today: date
) -> None:
    """A list for each year; in the first one the office adds a school against the calculation.

    Drafted after the region's letter and approved in October; both today where the year has only
    just ended.
    """
    runs = [run for year in years if (run := latest_run(municipality, year)) is not None]
    for number, (run, (order, letter)) in enumerate(zip(runs, ORDERS, strict=True)):
        written, signed = (
            min(date(run.academic_year + 1, *day), today) for day in (LETTER_DAY, ORDER_DAY)
        )
        with happening_on(written):
            made = draft_list(run=run, by=by)
            set_details(
                approved_list=made, target=DEFAULT_TARGET, letter_number=letter,
                letter_date=written, by=by,
            )  # fmt: skip
            if number == 0 and (school := _recovering(run, runs[-1])) is not None:
                set_entry(
                    approved_list=made, school=school, category=Category.LOW_RESULTS,
                    reason=BY_LETTER, by=by,
                )  # fmt: skip
        with happening_on(signed):
            approve_list(approved_list=made, order_number=order, order_date=signed, by=by)


def _recovering(first: ClassificationRun, last: ClassificationRun) -> School | None:
    """A school at risk by the first calculation and out of danger by the last one."""
    better = last.verdicts.filter(category=Category.NONE).values("school")
    found = first.verdicts.filter(category=Category.AT_RISK, school__in=better)
    verdict = found.select_related("school").order_by("school__name", "pk").first()
    return verdict.school if verdict else None
