"""A button pressed twice does its work once, without scripts and on a slow line too.

What goes through a state (assignments, imports) is proved beside its own tests; here are the forms
that make something new.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import Job
from assessments.models import ClassificationRun
from reports.models import Report
from roadmaps.models import Activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(scene, monkeypatch):
    monkeypatch.setattr("accounts.actions.jobs.send", lambda _: None)
    return scene


@pytest.fixture
def twice(client, scene):
    """Sends a form twice as the coordinator; where both answers lead."""
    client.force_login(scene.world.coordinator)

    def send(address: str, **data: object) -> list[str]:
        return [client.post(address, data).url for _ in range(2)]

    return send


def test_activity_is_added_once(scene, twice) -> None:
    address = reverse("roadmaps:activity_add", args=[scene.roadmap.pk])
    first, second = twice(address, title="Педсовет о плане", deadline_text="май")
    assert first == second
    assert Activity.objects.filter(title="Педсовет о плане").count() == 1


def test_another_row_of_the_same_title_is_a_row_of_its_own(client, scene, twice) -> None:
    address = reverse("roadmaps:activity_add", args=[scene.roadmap.pk])
    twice(address, title="Педсовет о плане", deadline_text="май")
    twice(address, title="Педсовет о плане", deadline_text="июнь")
    twice(address, title="Педсовет о плане", deadline_text="май")
    assert Activity.objects.filter(title="Педсовет о плане").count() == 3


def test_calculation_is_started_once(scene, twice) -> None:
    before = ClassificationRun.objects.count()
    form = {"place": scene.world.office.pk, "academic_year": 2024}
    first, second = twice(reverse("assessments:runs"), criteria="federal-30-2", **form)
    assert first == second
    assert ClassificationRun.objects.count() == before + 1
    twice(reverse("assessments:runs"), criteria="federal-30-2", threshold="40", **form)
    assert ClassificationRun.objects.count() == before + 2


def test_finished_calculation_can_be_made_again(scene, twice) -> None:
    form = {"place": scene.world.office.pk, "academic_year": 2024}
    first, _ = twice(reverse("assessments:runs"), criteria="federal-30-2", **form)
    Job.objects.filter(state="queued").update(state="done", finished_at=scene.run.finished_at)
    second, _ = twice(reverse("assessments:runs"), criteria="federal-30-2", **form)
    assert first != second


def test_report_is_asked_for_once(scene, twice) -> None:
    before = Report.objects.count()
    subject = f"{scene.world.office.pk}-{scene.roadmap.pk}"
    address = reverse("reports:new", args=["roadmap_progress"])
    first, second = twice(address, subject=subject, file_format="pdf")
    assert first == second
    assert Report.objects.count() == before + 1
