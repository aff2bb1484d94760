"""Responsible parties: corrected by the office, their work follows."""

from __future__ import annotations

import pytest

from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.parties import edit_party
from roadmaps.models import Assignment, Party

pytestmark = pytest.mark.django_db
STANDING_PLAN = True


@pytest.fixture
def heads(world, roadmap) -> Party:
    """The group that the small plan means by «руководители ОО»."""
    return Party.objects.get(municipality=world.office, fans_out="schools")


def edit(party: Party, by, **changes: object) -> Party:
    values = {name: getattr(party, name) for name in ("name", "kind", "fans_out", "user")}
    return edit_party(party=party, by=by, **{**values, **changes})


def test_group_that_means_no_school_owes_once(world, activity, heads) -> None:
    edit(heads, world.coordinator, fans_out="")
    assert Assignment.objects.get(occurrence__activity=activity).party == heads


def test_started_work_of_schools_stays(world, activity, heads) -> None:
    started = Assignment.objects.filter(occurrence__activity=activity).first()
    Assignment.objects.filter(pk=started.pk).update(status="in_progress")
    edit(heads, world.coordinator, fans_out="")
    left = Assignment.objects.filter(occurrence__activity=activity, school__isnull=False)
    assert [one.pk for one in left] == [started.pk]


def test_name_of_another_party_is_refused(world, heads) -> None:
    with pytest.raises(NotPossible, match="Методист округа"):
        edit(heads, world.coordinator, name="методист  округа.")


@pytest.mark.parametrize("who", ["executor", "head", "curator", "observer", "stranger"])
def test_only_editors_change_parties(world, heads, who: str) -> None:
    with pytest.raises(Refusal):
        edit(heads, getattr(world, who), name="Другие")


def test_person_of_the_office_is_fixed_on_the_page(client, world, roadmap) -> None:
    party = Party.objects.get(name="Методист округа")
    client.force_login(world.coordinator)
    page = client.get(f"/roadmaps/parties/{party.pk}/").content.decode()
    assert "executor" in page
    assert "stranger" not in page
    fields = {"name": party.name, "kind": "post", "fans_out": "", "user": world.executor.pk}
    assert client.post(f"/roadmaps/parties/{party.pk}/", fields).status_code == 302
    party.refresh_from_db()
    assert party.user == world.executor
    assert "executor" in client.get("/roadmaps/parties/").content.decode()


def test_person_behind_every_school_makes_no_sense(client, world, heads) -> None:
    client.force_login(world.coordinator)
    fields = {
        "name": heads.name,
        "kind": "group",
        "fans_out": "schools",
        "user": world.executor.pk,
    }
    answer = client.post(f"/roadmaps/parties/{heads.pk}/", fields)
    assert answer.status_code == 422
    assert "Поручения школ выполняют школы" in answer.content.decode()


def test_pages_of_parties_are_for_editors(client, world, heads) -> None:
    for who, status in (("executor", 403), ("observer", 403), ("head", 404), ("stranger", 404)):
        client.force_login(getattr(world, who))
        assert client.get(f"/roadmaps/parties/{heads.pk}/").status_code == status, who
    client.force_login(world.head)
    assert client.get("/roadmaps/parties/").status_code == 403
    client.force_login(world.stranger)
    assert heads.name not in client.get("/roadmaps/parties/").content.decode()


def test_more_parties_cost_no_more_queries(client, world, heads, count_queries) -> None:
    client.force_login(world.coordinator)
    few = count_queries(lambda: client.get("/roadmaps/parties/"))
    Party.objects.bulk_create(
        Party(municipality=world.office, name=f"Методист {n}", kind="post") for n in range(30)
    )
    assert count_queries(lambda: client.get("/roadmaps/parties/")) == few


def test_form_of_a_party_does_not_undo_what_another_person_changed(client, world, heads) -> None:
    client.force_login(world.coordinator)
    address = f"/roadmaps/parties/{heads.pk}/"
    page = client.get(address)
    sent = {"name": heads.name, "kind": "group", "fans_out": "", "user": ""}
    sent["opened"] = page.context["form"]["opened"].value()
    edit(heads, world.administrator, name="Директора школ")
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "сейчас это Директора школ, группа" in answer.text
    assert Party.objects.get(pk=heads.pk).fans_out == "schools"
    again = {**sent, "name": "Директора школ", "opened": answer.context["form"]["opened"].value()}
    assert client.post(address, again).status_code == 302
    kept = Party.objects.get(pk=heads.pk)
    assert (kept.name, kept.fans_out) == ("Директора школ", "")
