"""A small plan in force, and hands to make work from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

TODAY = date(2026, 10, 22)
NOW = datetime(2026, 10, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def today() -> date:
    """The day on which the tests take place."""
    return TODAY


@pytest.fixture
def now() -> datetime:
    """The moment at which the tests take place."""
    return NOW


@pytest.fixture
def roadmap(world):
    """A plan of the office at home, in force."""
    from roadmaps.models import Roadmap

    return Roadmap.objects.create(
        municipality=world.office,
        title="План поддержки школ",
        first_year=2026,
        last_year=2027,
        status="in_force",
    )


@pytest.fixture
def school_heads(world):
    """The group that means every school."""
    from roadmaps.models import Party

    return Party.objects.create(
        municipality=world.office, name="Руководители ОО", kind="group", fans_out="schools"
    )


@pytest.fixture
def methodist(world):
    """A post of the office that the executor holds."""
    from roadmaps.models import Party

    return Party.objects.create(
        municipality=world.office, name="Методист", kind="post", user=world.executor
    )


@pytest.fixture
def make_activity(roadmap) -> Callable[..., object]:
    """`make_activity(title, parties=…, dates=…)`: an activity with its dates, not given out."""
    from roadmaps.models import Activity, ActivityParty, Occurrence

    def make(title="Приказ о школьной команде", *, parties=(), dates=(date(2026, 10, 30),), **more):
        position = Activity.objects.count() + 1
        fields = {"roadmap": roadmap, "number": f"1.{position}", **more}
        activity = Activity.objects.create(title=title, position=position, **fields)
        for index, party in enumerate(parties):
            ActivityParty.objects.create(activity=activity, party=party, position=index)
        for due_on in dates:
            Occurrence.objects.create(activity=activity, due_on=due_on)
        return activity

    return make


@pytest.fixture
def make_assignment(make_activity, world) -> Callable[..., object]:
    """`make_assignment(school=…, due_on=…, status=…)`: one assignment as it stands in the table."""
    from roadmaps.models import Assignment, Occurrence

    def make(*, school=None, party=None, due_on=date(2026, 10, 30), activity=None, **fields):
        if activity is None:
            activity = make_activity(dates=())
        occurrence, _ = Occurrence.objects.get_or_create(activity=activity, due_on=due_on)
        if school is None and party is None:
            school = world.school
        if fields.get("status") == "accepted":
            fields.setdefault("accepted_at", NOW)
        if fields.get("status") == "submitted":
            fields.setdefault("submitted_at", NOW)
            fields.setdefault("rounds", 1)
        return Assignment.objects.create(
            occurrence=occurrence, school=school, party=party, **fields
        )

    return make


@pytest.fixture
def as_person(client, world) -> Callable[[str], object]:
    """`as_person(name)`: a browser in which that person has signed in."""

    def sign_in(name):
        client.force_login(world.people[name])
        return client

    return sign_in


@pytest.fixture
def submitted(make_assignment, world) -> Callable[..., object]:
    """`submitted(…)`: an assignment that the head has just handed in."""
    from django.utils import timezone

    from roadmaps.actions.work import submit

    def make(**fields):
        assignment = make_assignment(**fields)
        submit(assignment=assignment, note="Приказ издан", by=world.head, at=timezone.now())
        return assignment

    return make
