"""Approved editions: frozen for every writer of words, open for the work."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEvent
from core.office.errors import UnreadableFileError
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.activities import add_activity, delete_activity, edit_activity, values_of
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.actions.order_scans import attach_scan, read_scan
from roadmaps.actions.plans import move_plan, start_due_plans
from roadmaps.actions.reimport import apply_difference
from roadmaps.domain.plan_states import PlanMove
from roadmaps.jobs import start_plans
from roadmaps.models import Edition, Roadmap
from roadmaps.queries.difference_lines import compared
from roadmaps.queries.edition_content import content_of
from tests.integration.plans.conftest import ROWS, TODAY, plan_document
from tests.scene.documents import PDF

pytestmark = pytest.mark.django_db
STANDING_PLAN = True

ORDER = Order("420", date(2026, 9, 1), date(2026, 9, 1))


@pytest.fixture
def frozen(world, roadmap):
    """The small plan, approved."""
    approve_plan(roadmap=roadmap, by=world.coordinator, order=ORDER)
    roadmap.refresh_from_db()
    return roadmap


def row_of(plan, number: str):
    return plan.activities.select_related("roadmap__municipality").get(number=number)


def edit(activity, by, **changes: str):
    opened = values_of(activity)
    return edit_activity(activity=activity, by=by, expected=opened, **{**opened, **changes})


def test_approval_freezes_every_word_of_the_plan(world, frozen):
    edition = frozen.editions.get()
    assert (edition.number, frozen.edition_number, frozen.status) == (1, 1, "in_force")
    assert edition.content == json.loads(json.dumps(content_of(frozen)))
    assert edition.is_intact
    titles = [row["title"] for row in edition.content["activities"]]
    assert titles == ["Самодиагностика ресурсов школы", "Разбор итогов года", "Посещение уроков"]
    assert frozen.order_number == "420"
    assert AuditEvent.objects.filter(action="approve plan").count() == 1


def test_approving_twice_makes_one_edition_and_another_order_none(world, frozen):
    again = approve_plan(roadmap=frozen, by=world.administrator, order=ORDER)
    assert again == frozen.editions.get()
    other = Order("421", date(2026, 9, 2), date(2026, 9, 2))
    with pytest.raises(NotPossible, match="внесите изменение"):
        approve_plan(roadmap=frozen, by=world.coordinator, order=other)
    assert Edition.objects.count() == 1


def test_edition_that_was_changed_in_the_database_is_told(client, world, frozen):
    client.force_login(world.head)
    address = f"/roadmaps/{frozen.pk}/editions/1/"
    assert "Контрольная сумма не сходится" not in client.get(address).text
    content = {**frozen.editions.get().content, "goal": "Другая цель"}
    Edition.objects.update(content=content)
    assert "Контрольная сумма не сходится" in client.get(address).text


def test_edition_is_never_saved_again(frozen):
    edition = frozen.editions.get()
    edition.order_number = "999"
    with pytest.raises(ValueError, match="never changed"):
        edition.save()


def _edit_title(world, plan):
    edit(row_of(plan, "1.1"), world.coordinator, title="Другое")


def _edit_deadline(world, plan):
    edit(row_of(plan, "1.1"), world.coordinator, deadline_text="Ноябрь 2026 года")


def _add(world, plan):
    add_activity(roadmap=plan, by=world.coordinator, section=None, title="Новое")


def _delete(world, plan):
    delete_activity(activity=row_of(plan, "1.2"), by=world.coordinator)


@pytest.mark.parametrize("write", [_edit_title, _edit_deadline, _add, _delete])
def test_words_of_an_approved_plan_are_refused_with_the_way_to_change_them(world, frozen, write):
    before = content_of(frozen)
    with pytest.raises(Refusal, match="Внести изменение"):
        write(world, frozen)
    assert content_of(frozen) == before


def test_document_is_not_applied_to_an_approved_plan(world, roadmap, draft):
    changed = draft(plan_document([*ROWS, ("2.2", "Совет", "май 2027", "Методист", "Акт")]))
    approve_plan(roadmap=roadmap, by=world.coordinator, order=ORDER)
    difference = compared(changed, roadmap).difference
    with pytest.raises(Refusal, match="Внести изменение"):
        apply_difference(
            plan_import=changed, by=world.coordinator,
            keys=[line.key for line in difference.lines], shown=difference.digests,
        )  # fmt: skip
    changed.refresh_from_db()
    assert (changed.state, roadmap.activities.count()) == ("draft", 3)


def test_reading_of_a_deadline_stays_free(world, frozen):
    activity = row_of(frozen, "2.1")
    edit(activity, world.coordinator, deadline_choice="до 15 марта 2027 года")
    activity.refresh_from_db()
    assert activity.deadline_text == "По графику"
    assert activity.occurrences.get().due_on == date(2027, 3, 15)


def test_page_of_a_row_offers_the_reading_alone(client, world, frozen):
    client.force_login(world.coordinator)
    activity = row_of(frozen, "2.1")
    address = f"/roadmaps/{frozen.pk}/activities/{activity.pk}/edit/"
    page = client.get(address)
    assert "Слова плана утверждены приказом" in page.text
    assert page.context["form"].fields["title"].disabled
    opened = page.context["form"]["opened"].value()
    answer = client.post(
        address,
        {"title": "Взлом", "deadline_own": "до 15 марта 2027 года", "opened": opened},
    )
    assert answer.status_code == 302
    activity.refresh_from_db()
    assert (activity.title, activity.deadline_choice) == (
        "Посещение уроков",
        "до 15 марта 2027 года",
    )


def test_plan_put_in_force_without_an_order_stays_editable(world, roadmap):
    edit(row_of(roadmap, "1.1"), world.coordinator, title="Самодиагностика")
    assert row_of(roadmap, "1.1").title == "Самодиагностика"
    assert not Edition.objects.exists()


def test_plan_that_starts_late_keeps_the_day_of_its_order(world, roadmap):
    day = date(2026, 1, 12)
    Roadmap.objects.update(status="approved", in_force_from=day)
    start_plans()
    roadmap.refresh_from_db()
    assert (roadmap.status, roadmap.in_force_from) == ("in_force", day)


@pytest.mark.parametrize("status", ["draft", "agreed", "closed"])
def test_only_approved_plans_start_by_themselves(world, roadmap, status):
    Roadmap.objects.update(status=status, in_force_from=date(2026, 1, 12))
    assert start_due_plans(today=TODAY) == 0
    roadmap.refresh_from_db()
    assert roadmap.status == status


@pytest.mark.parametrize("status", ["draft", "agreed"])
@pytest.mark.parametrize("who", ["head", "curator"])
def test_schools_see_a_plan_from_its_approval_on(world, roadmap, status, who):
    Roadmap.objects.update(status=status)
    assert roadmap not in Roadmap.objects.visible_to(world.people[who])
    assert roadmap in Roadmap.objects.visible_to(world.executor)
    Roadmap.objects.update(status="approved")
    assert roadmap in Roadmap.objects.visible_to(world.people[who])


@pytest.mark.parametrize("who", ["curator", "executor", "head", "observer", "stranger"])
@pytest.mark.parametrize("move", PlanMove)
def test_only_editors_move_a_plan(world, roadmap, who, move):
    with pytest.raises(Refusal):
        move_plan(roadmap=roadmap, by=world.people[who], move=move)
    roadmap.refresh_from_db()
    assert roadmap.status == "in_force"


@pytest.mark.parametrize("who", ["coordinator", "administrator"])
def test_editors_lead_a_plan_from_project_to_end_and_back(client, world, roadmap, who):
    Roadmap.objects.update(status="draft")
    client.force_login(world.people[who])
    way = [("agree", "agreed"), ("revise", "draft"), ("agree", "agreed"), ("agree", "agreed"),
           ("enter_force", "in_force"), ("revise", "in_force"), ("close", "closed"),
           ("agree", "closed"), ("reopen", "in_force")]  # fmt: skip
    for move, expected in way:
        assert client.post(f"/roadmaps/{roadmap.pk}/state/", {"move": move}).status_code == 302
        roadmap.refresh_from_db()
        assert roadmap.status == expected, move
        assert client.get(f"/roadmaps/{roadmap.pk}/state/").status_code == 200


def test_approval_form_keeps_what_was_typed_and_says_what_is_wrong(client, world, roadmap):
    client.force_login(world.coordinator)
    address = f"/roadmaps/{roadmap.pk}/approve/"
    wrong = {"order_number": "420", "order_date": "2026-09-01", "in_force_from": "2026-08-01"}
    answer = client.post(address, wrong)
    assert answer.status_code == 422
    assert "не может действовать раньше приказа" in answer.text
    assert 'value="420"' in answer.text
    wrong = {"order_number": "420", "order_date": "2027-09-01"}
    assert "будущим днём" in client.post(address, wrong).text
    scan = SimpleUploadedFile("Приказ.pdf", b"not a scan at all")
    wrong = {"order_number": "420", "order_date": "2026-09-01", "scan": scan}
    assert "PDF или снимок" in client.post(address, wrong).text
    assert not Edition.objects.exists()


def test_scan_is_kept_with_its_digest_and_given_back(client, world, roadmap):
    client.force_login(world.coordinator)
    scan = SimpleUploadedFile("Приказ № 420.pdf", PDF)
    sent = {"order_number": "420", "order_date": "2026-09-01", "scan": scan}
    client.post(f"/roadmaps/{roadmap.pk}/approve/", sent)
    edition = roadmap.editions.get()
    assert edition.scan_sha256 == read_scan(PDF, "x.pdf").sha256
    assert "Приказ" not in edition.scan.name
    client.force_login(world.head)
    answer = client.get(f"/roadmaps/{roadmap.pk}/editions/1/order/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"


def test_scan_may_come_later_once(world, frozen):
    edition = frozen.editions.get()
    scan = read_scan(PDF, "Приказ.pdf")
    for _ in range(2):
        attach_scan(edition=edition, by=world.coordinator, scan=scan)
    other = read_scan(PDF + b"\n", "Другой.pdf")
    with pytest.raises(NotPossible, match="уже приложен"):
        attach_scan(edition=edition, by=world.coordinator, scan=other)
    edition.refresh_from_db()
    assert edition.scan_name == "Приказ.pdf"
    assert edition.is_intact
    assert AuditEvent.objects.filter(action="attach order").count() == 1


@pytest.mark.parametrize("content", [b"PK\x03\x04 zip", b"Word", b"%PDF-"])
def test_only_whole_scans_are_taken(content):
    with pytest.raises(UnreadableFileError):
        read_scan(content, "Приказ.pdf")


def test_nothing_is_frozen_where_the_trail_cannot_be_written(world, roadmap, monkeypatch):
    def broken(**_):
        raise RuntimeError("no trail")

    monkeypatch.setattr("roadmaps.actions.plans.record", broken)
    with pytest.raises(RuntimeError):
        approve_plan(roadmap=roadmap, by=world.coordinator, order=ORDER)
    roadmap.refresh_from_db()
    assert (roadmap.edition_number, roadmap.order_number) == (0, "")
    assert not Edition.objects.exists()


def test_list_of_editions_costs_the_same_however_many(client, world, frozen):
    client.force_login(world.coordinator)
    address = f"/roadmaps/{frozen.pk}/editions/"

    def cost() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = cost()
    edition = frozen.editions.get()
    for number in range(2, 12):
        edition.pk, edition.number, edition._state.adding = None, number, True
        edition.save()
    assert cost() == few
