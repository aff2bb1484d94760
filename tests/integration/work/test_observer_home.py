"""What an observer of a region finds on the home page: counts by municipality, nobody's name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from roadmaps.models import Activity, Assignment, Occurrence, Party, Roadmap
from roadmaps.queries.observation import Region, region_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return timezone.localdate()


@pytest.fixture
def work(world, roadmap, make_activity, make_assignment, day):
    """One activity done by its rule; one that is late, waits, is postponed and is cancelled."""
    Roadmap.objects.update(in_force_from=day - timedelta(days=90))
    done = make_activity("Карта", dates=(), done_when="at_least", done_number=1)
    make_assignment(activity=done, due_on=day - timedelta(days=3), status="accepted")
    make_assignment(activity=done, school=world.other_school, due_on=day - timedelta(days=3))
    other = make_activity("Справка", dates=())
    soon = day + timedelta(days=20)
    make_assignment(
        activity=other, due_on=day - timedelta(days=9), status="submitted",
        submitted_at=timezone.now() - timedelta(days=5), rounds=1,
    )  # fmt: skip
    make_assignment(
        activity=other, school=world.branch, due_on=day - timedelta(days=9), own_due_on=soon,
        status="postponed",
    )  # fmt: skip
    make_assignment(activity=other, school=world.other_school, due_on=soon, status="cancelled")
    return roadmap


def line_of(world, day, place):
    return next(one for one in region_of(world.observer, day).lines if one.municipality == place)


def test_each_municipality_tells_its_plans_and_how_they_stand(world, work, day):
    line = line_of(world, day, world.office)
    assert line.plans == [work]
    assert line.done_words == "1 из 2"
    counts = line.progress
    assert (counts.total, counts.accepted, counts.overdue, counts.postponed) == (4, 1, 1, 1)
    assert (line.waiting, line.waiting_words) == (1, "дольше всего 5\u00a0дней")
    assert line.silent == 1


def test_municipality_without_a_plan_is_named(world, work, day):
    region = region_of(world.observer, day)
    assert str(world.other_office) in region.without_plans
    assert str(world.office) not in region.without_plans
    assert region.lines[0].municipality == world.office
    assert region.sentence.endswith(
        "1\u00a0действующий план, просрочено 1\u00a0поручение, 30 дней молчит 1\u00a0школа."
    )


def test_home_leads_to_the_lists_that_it_counts_and_names_nobody(client, world, work, day):
    person = Party.objects.create(municipality=world.office, name="Лесная А. П.", kind="person")
    activity = Activity.objects.create(roadmap=work, position=9, title="Приказ")
    occurrence = Occurrence.objects.create(activity=activity, due_on=day - timedelta(days=1))
    Assignment.objects.create(occurrence=occurrence, party=person)
    client.force_login(world.observer)
    page = client.get("/").text
    assert person.name not in page
    place = f"?municipality={world.office.pk}"
    for query in ("", "&amp;state=overdue", "&amp;state=review", "&amp;state=silent"):
        assert f"{place}{query}" in page
    listed = client.get(f"/assignments/all/{place}&state=overdue").text
    assert "Показано 2 из" in listed


def test_observer_only_reads(client, world, work):
    client.force_login(world.observer)
    one = Assignment.objects.filter(status="submitted").get()
    page = client.get(f"/assignments/{one.pk}/").text
    assert "Принять" not in page
    assert client.post(f"/assignments/{one.pk}/accept/").status_code in (403, 404)


def test_other_regions_are_not_observed(world, work, day):
    from schools.models import Municipality, Region

    far = Region.objects.create(code="97", name="Степной край")
    Municipality.objects.create(region=far, code="reg97_m001", name="Далёкий район")
    names = [str(line.municipality) for line in region_of(world.observer, day).lines]
    assert "Далёкий район" not in names


def test_what_municipalities_have_is_summed_under_them(client, world, work, day):
    region = region_of(world.observer, day)
    total = region.total
    assert total is not None
    assert total.done_words == "1 из 2"
    assert (total.progress.total, total.progress.accepted, total.progress.overdue) == (4, 1, 1)
    assert (total.waiting, total.silent) == (1, 1)
    client.force_login(world.observer)
    page = client.get("/").text
    assert "<td>Всего</td>" in page
    assert Region(region.lines[:1]).total is None
