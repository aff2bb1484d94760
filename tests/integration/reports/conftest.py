"""Results, a list and a plan in force, small enough to count by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

HEAD = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n"
ROWS = (
    "2024/25;5;Русский язык;edu980001;10;3;3;3;1\n"
    "2024/25;5;Математика;edu980001;20;9;5;5;1\n"
    "2024/25;5;Математика;edu980002;10;2;3;3;2\n"
    "2023/24;5;Математика;edu980001;20;4;6;6;4\n"
)
NOW = datetime(2025, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def results(world):
    """Results of ВПР of two years, confirmed."""
    from assessments.actions.importing import confirm_import, draft_import

    draft = draft_import(
        municipality=world.office, content=(HEAD + ROWS).encode(), file_name="r.csv",
        by=world.coordinator,
    )  # fmt: skip
    return confirm_import(results_import=draft, by=world.coordinator, calculate=False)


@pytest.fixture
def run(world, results):
    """The list of 2024/25: school 1 is in it, school 2 at risk, the branch has no data."""
    from assessments.actions.classifying import carry_out_run, create_run
    from assessments.domain.criteria import shipped

    made = create_run(
        municipality=world.office, academic_year=2024, criteria=shipped("federal-30-2"),
        by=world.coordinator,
    )  # fmt: skip
    return carry_out_run(made.pk)


@pytest.fixture
def roadmap(world):
    """A plan in force: one activity for two schools, one for a methodist, one without work."""
    from roadmaps.models import (
        Activity,
        Assignment,
        Evidence,
        Occurrence,
        Party,
        Roadmap,
        Section,
    )

    plan = Roadmap.objects.create(
        municipality=world.office, title="План поддержки школ", first_year=2025, last_year=2026,
        status="in_force", order_number="420", order_date=date(2025, 1, 21),
    )  # fmt: skip
    section = Section.objects.create(roadmap=plan, position=1, number="1.", title="Раздел")

    def activity(position, number, title, in_section):
        return Activity.objects.create(
            roadmap=plan, position=position, number=number, title=title,
            section=in_section, deadline_text="до 1 ноября 2025 года",
        )  # fmt: skip

    order = activity(1, "1.1", "Приказ о школьной команде", section)
    review = activity(2, "1.2", "Методический совет", section)
    activity(3, "2", "Без поручений", None)
    past = Occurrence.objects.create(activity=order, due_on=date(2025, 11, 1))
    ahead = Occurrence.objects.create(activity=review, due_on=date(2025, 12, 1))
    done = Assignment.objects.create(
        occurrence=past, school=world.school, status="accepted", accepted_at=NOW
    )
    Assignment.objects.create(occurrence=past, school=world.other_school)
    Assignment.objects.create(
        occurrence=past, school=world.branch, status="postponed", own_due_on=date(2025, 12, 15)
    )
    methodist = Party.objects.create(municipality=world.office, name="Методист", kind="post")
    Assignment.objects.create(occurrence=ahead, party=methodist)
    for number, removed in ((1, None), (2, NOW)):
        Evidence.objects.create(
            assignment=done, file=f"{number}.pdf", file_name=f"{number}.pdf", size=1,
            content_type="application/pdf", sha256=f"{number}" * 64, removed_at=removed,
        )  # fmt: skip
    return plan


@pytest.fixture
def ask(world):
    """`ask(kind, format, by=…, **parameters)`: a report that was asked for."""
    from reports.actions import request_report
    from reports.domain.kinds import Parameters, ReportFormat, ReportKind

    def ask(kind, file_format="pdf", *, by=None, municipality=None, at=NOW, **parameters):
        return request_report(
            kind=ReportKind(kind), file_format=ReportFormat(file_format),
            municipality=municipality or world.office, parameters=Parameters(**parameters),
            by=by or world.coordinator, at=at,
        )  # fmt: skip

    return ask
