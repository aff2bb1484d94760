"""Questions about a plan: where each is answered, «так и задумано», the filter, the copy."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.amending.opening import open_amendment
from roadmaps.actions.completeness import ask_again, intend
from roadmaps.actions.links import set_goals
from roadmaps.domain.completeness import Gap
from roadmaps.models import ActivityIndicator, ActivityRisk, IntendedGap
from roadmaps.queries.completeness import open_kinds, question_groups
from roadmaps.queries.coverage import goal_choices
from schools.domain.risks import RiskFactor

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(scene):
    scene.intended_gap.delete()
    AuditEvent.objects.filter(action="intend gap").delete()
    return scene


@pytest.fixture
def by(scene):
    return scene.world.coordinator


def subjects(roadmap, gap: Gap) -> set[int]:
    groups = question_groups(roadmap, is_editable=True)
    return {line.question.subject for one in groups if one.gap is gap for line in one.lines}


def test_question_leads_to_the_field_that_answers_it(scene, by, client) -> None:
    activity = scene.bare_activity
    type(activity).objects.filter(pk=activity.pk).update(responsible_text="", deliverable="")
    groups = {one.gap: one for one in question_groups(scene.roadmap, is_editable=True)}
    (line,) = groups[Gap.NO_RESPONSIBLE].lines
    assert line.url.endswith(f"/activities/{activity.pk}/edit/#row_responsible_text")
    client.force_login(by)
    page = client.get(line.url.partition("#")[0])
    assert 'id="row_responsible_text"' in page.text
    assert 'id="row_deliverable"' in page.text


def test_every_address_of_a_question_opens(scene, by, client) -> None:
    client.force_login(by)
    scene.roadmap.indicators.update(unit="")
    for is_editable in (True, False):
        for group in question_groups(scene.roadmap, is_editable=is_editable):
            for line in group.lines:
                assert client.get(line.url.partition("#")[0]).status_code == 200, line.url


def test_answered_question_is_kept_with_its_reason_and_not_asked(scene, by) -> None:
    asked = subjects(scene.roadmap, Gap.NO_PURPOSE)
    one = min(asked)
    for _ in range(2):
        intend(
            roadmap=scene.roadmap, by=by, gap=Gap.NO_PURPOSE, subjects=[one], reason="Разовое дело"
        )
    assert subjects(scene.roadmap, Gap.NO_PURPOSE) == asked - {one}
    answer = IntendedGap.objects.get()
    assert (answer.reason, answer.answered_by_name) == ("Разовое дело", str(by))
    assert AuditEvent.objects.filter(action="intend gap").count() == 1
    for _ in range(2):
        ask_again(roadmap=scene.roadmap, by=by, answer_id=answer.pk)
    assert subjects(scene.roadmap, Gap.NO_PURPOSE) == asked


def test_answer_needs_a_reason_and_a_question(scene, by) -> None:
    one = min(subjects(scene.roadmap, Gap.NO_PURPOSE))
    with pytest.raises(NotPossible, match="почему"):
        intend(roadmap=scene.roadmap, by=by, gap=Gap.NO_PURPOSE, subjects=[one], reason=" ")
    with pytest.raises(NotPossible):
        intend(roadmap=scene.roadmap, by=by, gap=Gap.NO_PURPOSE, subjects=[], reason="Так")
    assert not intend(roadmap=scene.roadmap, by=by, gap=Gap.TWICE, subjects=[one], reason="Так")
    with pytest.raises(Refusal):
        intend(
            roadmap=scene.roadmap, by=scene.world.head, gap=Gap.NO_PURPOSE, subjects=[one],
            reason="Так",
        )  # fmt: skip


def test_answer_holds_in_the_copy_of_an_amendment(scene, by) -> None:
    plan = scene.act
    row = plan.activities.get()
    type(row).objects.filter(pk=row.pk).update(responsible_text="")
    copy = open_amendment(roadmap=plan, by=by)
    assert subjects(copy, Gap.NO_RESPONSIBLE) == {row.pk}
    intend(roadmap=copy, by=by, gap=Gap.NO_RESPONSIBLE, subjects=[row.pk], reason="По приказу")
    assert not subjects(copy, Gap.NO_RESPONSIBLE)
    assert IntendedGap.objects.get().roadmap == plan


def test_plan_says_how_many_questions_are_open_and_schools_do_not_see_it(scene, by, client) -> None:
    address = reverse("roadmaps:completeness", args=[scene.roadmap.pk])
    client.force_login(by)
    page = client.get(reverse("roadmaps:roadmap", args=[scene.roadmap.pk]))
    assert open_kinds(scene.roadmap) == page.context["questions"] > 0
    assert address in page.text
    client.force_login(scene.world.head)
    assert address not in client.get(reverse("roadmaps:roadmap", args=[scene.roadmap.pk])).text


def test_table_is_filtered_by_what_rows_lack(scene, by, client) -> None:
    activity = scene.bare_activity
    type(activity).objects.filter(pk=activity.pk).update(responsible_text="")
    client.force_login(by)
    address = reverse("roadmaps:roadmap", args=[scene.roadmap.pk])
    page = client.get(address, {"lacks": "no_responsible"})
    assert page.context["page"].shown == 1
    assert "без ответственного" in page.context["shown"]


def test_expected_outcome_stands_in_the_table_beside_the_document(scene, by, client) -> None:
    client.force_login(by)
    address = reverse("roadmaps:roadmap", args=[scene.roadmap.pk])
    assert "ожидаемый результат" not in client.get(address).text
    activity = scene.bare_activity
    type(activity).objects.filter(pk=activity.pk).update(
        deliverable="Протокол", expected_outcome="Школы знают свои дефициты"
    )
    page = client.get(address).text
    assert "Итоговый документ и ожидаемый результат" in page
    assert "Школы знают свои дефициты" in page


def test_activity_is_linked_to_risks_and_indicators_from_its_own_page(scene, by, client) -> None:
    client.force_login(by)
    activity, target = scene.activity, scene.indicator
    address = reverse("roadmaps:activity_goals", args=[scene.roadmap.pk, activity.pk])
    sent = {"goal": ["staff", str(target.pk)], "shown": ["staff", "parents", str(target.pk)]}
    for _ in range(2):
        client.post(address, sent)
    assert list(ActivityRisk.objects.values_list("factor", flat=True)) == ["staff"]
    assert ActivityIndicator.objects.get().indicator == target
    page = client.get(reverse("roadmaps:activity", args=[scene.roadmap.pk, activity.pk])).text
    assert target.name in page
    assert "дефицит педагогических кадров" in page


def test_goal_that_the_form_did_not_show_stays(scene, by) -> None:
    activity = scene.activity
    staff, parents = RiskFactor.STAFF, RiskFactor.PARENTS
    set_goals(activity=activity, by=by, goals=[staff], shown=[staff])
    assert set_goals(activity=activity, by=by, goals=[], shown=[parents]) == 0
    assert goal_choices(activity)[0].goal is staff


def test_links_of_a_copy_are_refused_because_approval_would_lose_them(scene, by) -> None:
    copy = open_amendment(roadmap=scene.act, by=by)
    with pytest.raises(Refusal, match="самого плана"):
        set_goals(
            activity=copy.activities.get(), by=by, goals=[RiskFactor.STAFF],
            shown=[RiskFactor.STAFF],
        )  # fmt: skip
