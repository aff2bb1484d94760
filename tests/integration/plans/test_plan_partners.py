"""Partners that a plan names: looked up, shown with what there is already, taken over once."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from core.web.refusals import Refusal
from roadmaps.actions.plan_partners import CHANGED, GONE, PartnerChoice, take_partners
from roadmaps.models import PlanPartnership, Roadmap
from roadmaps.queries.plan_partners import plan_partners
from schools.actions.partnerships import PartnershipFacts, enter_partnership
from schools.models import Partnership, School

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world: Any) -> Roadmap:
    """A plan of two years that names no partners yet."""
    made: Roadmap = Roadmap.objects.create(
        municipality=world.office, title="Поддержка школ", first_year=2026, last_year=2027,
        status="in_force",
    )  # fmt: skip
    return made


def named(plan: Roadmap, school: str, partner: str, **more: Any) -> PlanPartnership:
    given = {"partner_kind": "school", "scope": "", **more}
    return PlanPartnership.objects.create(
        roadmap=plan, position=plan.partnerships.count() + 1, school=school, partner=partner,
        **given,
    )  # fmt: skip


def sent(plan: Roadmap, **more: str) -> dict[str, str]:
    """What the page sends when everything is left as it is shown, but ticked."""
    fields = {}
    for line in plan_partners(plan).lines:
        start = f"partner{line.item.pk}"
        fields |= {
            f"{start}-take": "on",
            f"{start}-school": str(line.school.school.pk if line.school.school else ""),
            f"{start}-partner": str(line.partner.school.pk if line.partner.school else ""),
            f"{start}-teacher_name": line.words.teacher,
            f"{start}-teacher_post": line.words.post,
            f"{start}-seen": line.mark,
        }
    return fields | more


def address(plan: Roadmap) -> str:
    return reverse("roadmaps:partners", args=[plan.pk])


def test_plan_leads_there_and_partners_are_entered_as_proposed(client, world, plan):
    named(plan, "Школа №1", "МБОУ «Школа № 2»", scope="математика")
    client.force_login(world.coordinator)
    assert address(plan) in client.get(reverse("roadmaps:roadmap", args=[plan.pk])).text
    assert "checked" in client.get(address(plan)).text
    page = client.post(address(plan), sent(plan), follow=True).text
    made = Partnership.objects.get()
    assert (made.school, made.partner, made.state) == (
        world.school, world.other_school, "proposed",
    )  # fmt: skip
    assert (made.subjects, made.scope) == ("Математика", "")
    assert "По плану «Поддержка школ»" in made.grounds
    assert "Предложено: 1\xa0партнёрство" in page
    assert "Уже в наставничестве: 1" in page
    assert AuditEvent.objects.filter(action="enter partnership", subject_id=made.pk).exists()


def test_the_same_sent_again_is_not_entered_twice(client, world, plan):
    named(plan, "Школа № 1", "Школа № 2", scope="Математика")
    client.force_login(world.coordinator)
    given = sent(plan)
    client.post(address(plan), given)
    again = client.post(address(plan), given)
    assert again.status_code == 422
    assert "Такое партнёрство уже есть в наставничестве (предложено)" in again.text
    assert Partnership.objects.count() == 1


def test_register_in_other_words_is_found_and_other_subjects_are_offered(client, world, plan):
    facts = PartnershipFacts(
        partner=world.other_school, subjects=("Математика",), scope="Открытые уроки"
    )
    enter_partnership(school=world.school, facts=facts, by=world.coordinator)
    named(plan, "Школа № 1", "Школа № 2", scope="Математика, физика")
    named(plan, "Школа № 1", "Школа № 2", scope="Физика")
    doubled, new = plan_partners(plan).lines
    assert doubled.twin is not None
    assert new.twin is None
    client.force_login(world.coordinator)
    page = client.get(address(plan)).text
    assert "У этих школ уже есть партнёрство" in page
    assert "checked" not in page


def test_unknown_school_is_chosen_by_a_person_and_what_was_typed_stays(client, world, plan):
    pair = named(
        plan, "Заречная школа", "Рябинина Вера Николаевна, учитель физики, Школа № 2",
        partner_kind="teacher",
    )  # fmt: skip
    client.force_login(world.coordinator)
    assert "Школа не узнана" in client.get(address(plan)).text
    start = f"partner{pair.pk}"
    answer = client.post(
        address(plan), sent(plan, **{f"{start}-teacher_post": "учитель физики и астрономии"})
    )
    assert answer.status_code == 422
    assert "Выберите школу." in answer.text
    assert "учитель физики и астрономии" in answer.text
    client.post(address(plan), sent(plan, **{f"{start}-school": str(world.school.pk)}))
    made = Partnership.objects.get()
    assert (made.school, made.partner) == (world.school, world.other_school)
    assert (made.teacher_name, made.teacher_post) == ("Рябинина Вера Николаевна", "учитель физики")


def test_closed_school_is_not_offered(world, plan):
    School.objects.filter(pk=world.other_school.pk).update(closed_on="2025-09-01")
    named(plan, "Школа № 1", "Школа № 2")
    (line,) = plan_partners(plan).lines
    assert line.partner.school is None


def test_nothing_ticked_and_lines_that_are_gone_are_told(client, world, plan):
    pair = named(plan, "Школа № 1", "Школа № 2")
    client.force_login(world.coordinator)
    given = sent(plan)
    unticked = {name: value for name, value in given.items() if not name.endswith("-take")}
    assert "Ничего не отмечено" in client.post(address(plan), unticked, follow=True).text
    pair.delete()
    assert "тем временем удалили" in client.post(address(plan), given, follow=True).text
    assert not Partnership.objects.exists()


def test_words_changed_meanwhile_enter_nothing_and_keep_no_other_back(world, plan):
    first, second = named(plan, "Школа № 1", "Школа № 2"), named(plan, "Школа № 2", "Школа № 1")
    marks = {line.item.pk: line.mark for line in plan_partners(plan).lines}
    PlanPartnership.objects.filter(pk=first.pk).update(scope="Химия")

    def choice(key: int, school: School, partner: School) -> PartnerChoice:
        return PartnerChoice(key=key, seen=marks.get(key, ""), school=school, partner=partner)

    choices = [
        choice(first.pk, world.school, world.other_school),
        choice(second.pk, world.other_school, world.school),
        choice(0, world.school, world.other_school),
    ]
    taken = take_partners(roadmap=plan, choices=choices, by=world.coordinator)
    assert [str(one) for one in taken.made] == ["Школа № 2 — Школа № 1"]
    assert taken.refused == {first.pk: CHANGED, 0: GONE}


def test_curator_reads_the_plan_but_takes_nothing(client, world, plan):
    named(plan, "Школа № 1", "Школа № 2")
    client.force_login(world.curator)
    assert address(plan) not in client.get(reverse("roadmaps:roadmap", args=[plan.pk])).text
    with pytest.raises(Refusal):
        take_partners(roadmap=plan, choices=[], by=world.curator)


def test_typical_roadmap_has_no_partners_to_take(client, world):
    template = Roadmap.objects.create(
        municipality=world.office, title="Типовая", first_year=2026, last_year=2026,
        is_template=True,
    )  # fmt: skip
    client.force_login(world.coordinator)
    assert client.get(address(template)).url == reverse("roadmaps:roadmap", args=[template.pk])
