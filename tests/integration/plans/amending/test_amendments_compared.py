"""An amendment beside the plan: what differs, reasons, the plan as it was on a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from roadmaps.actions.activities import add_activity, delete_activity
from roadmaps.domain.comparison.comparing import compare_known
from roadmaps.queries.edition_content import content_of, version_of
from roadmaps.queries.past import work_on
from tests.integration.plans.amending.conftest import (
    approve,
    begin,
    rewrite,
    row,
    words_of_docx,
)

pytestmark = pytest.mark.django_db
STANDING_PLAN = True


def test_comparison_by_ids_knows_rows_however_they_were_changed(world, plan, copy):
    old = version_of(content_of(plan))
    rewrite(row(copy, "1.1"), world.coordinator, title="Совсем другие слова", number="7")
    delete_activity(activity=row(copy, "1.2"), by=world.coordinator)
    add_activity(roadmap=copy, by=world.coordinator, section=None, title="Новое")
    found = compare_known(old, version_of(content_of(copy)))
    changes = [(str(pair.change), pair.item.title) for pair in found.rows]
    assert changes == [
        ("changed", "Совсем другие слова"),
        ("deleted", "Разбор итогов года"),
        ("same", "Посещение уроков"),
        ("added", "Новое"),
    ]
    assert found.rows[0].is_renumbered


def test_plan_is_shown_as_it_was_on_a_day(client, world, plan, copy):
    activity = row(plan, "1.1")
    begin(world, activity)
    rewrite(row(copy, "1.1"), world.coordinator, title="Новое название")
    approve(world, plan, copy)
    client.force_login(world.coordinator)
    address = f"/roadmaps/{plan.pk}/past/"
    assert "утверждённой редакции ещё не было" in client.get(f"{address}?on=2026-08-31").text
    before = client.get(f"{address}?on=2026-10-19")
    assert activity.title in before.text
    assert "приказ №\u00a0420" in before.text
    assert "Новое название" in client.get(f"{address}?on=2026-10-20").text
    assert client.get(f"{address}?on=вчера").status_code == 200
    assert work_on(world.coordinator, plan, date(2026, 10, 19))[activity.pk].accepted == 0
    stood = work_on(world.coordinator, plan, date(2026, 10, 20))[activity.pk]
    assert (stood.accepted, stood.accepted_on) == (1, date(2026, 10, 20))


def test_comparison_table_shows_both_texts_and_keeps_reasons(client, world, plan, copy):
    changed = row(plan, "1.1")
    rewrite(row(copy, "1.1"), world.coordinator, title="Самодиагностика ресурсов и кадров")
    delete_activity(activity=row(copy, "1.2"), by=world.coordinator)
    added = add_activity(roadmap=copy, by=world.coordinator, section=None, title="Новое")
    client.force_login(world.coordinator)
    address = f"/roadmaps/{plan.pk}/editions/comparison/"
    page = client.get(address)
    assert "<del><span" in page.text
    assert "Исключено" in page.text
    reasons = {f"reason rows.{changed.pk}": "Поручение", f"reason rows.{-added.pk}": "Новое дело"}
    for _ in range(2):
        assert client.post(address, reasons).status_code == 302
    assert AuditEvent.objects.filter(action="give reasons").count() == 1
    assert "Новое дело" in client.get(address).text
    texts = words_of_docx(client.get(f"/reports/plans/{plan.pk}/comparison.docx").content)
    assert "Самодиагностика ресурсов и кадров" in texts
    assert {"Исключено", "Поручение", "Новое дело"} <= texts
    client.force_login(world.head)
    assert client.get(f"/reports/plans/{plan.pk}/comparison.docx").status_code == 404
    assert client.get(address).status_code == 200
    assert "Самодиагностика ресурсов и кадров" not in client.get(address).text
    edition = approve(world, plan, copy)
    assert edition.reasons == {f"rows.{changed.pk}": "Поручение", f"rows.{added.pk}": "Новое дело"}
    assert "Новое дело" in client.get(f"{address}?old=1&new=2").text
    assert client.get(f"{address}?old=1&new=amendment").status_code == 404
    assert client.get(f"{address}?old=x&new=²").status_code == 404


def test_going_on_to_approve_keeps_the_reasons_that_were_typed(client, world, plan, copy):
    rewrite(row(copy, "1.1"), world.coordinator, title="Самодиагностика кадров")
    client.force_login(world.coordinator)
    address = f"/roadmaps/{plan.pk}/editions/comparison/"
    page = client.get(address)
    assert 'name="next" value="approve"' in page.text
    assert f'href="{reverse("roadmaps:amendment_approve", args=[plan.pk])}"' not in page.text
    reason = f"reason rows.{row(plan, '1.1').pk}"
    sent = {reason: "Поручение", "opened": page.context["opened"], "next": "approve"}
    answer = client.post(address, sent)
    assert answer.url == reverse("roadmaps:amendment_approve", args=[plan.pk])
    assert copy.reasons.get().text == "Поручение"
    stale = client.post(address, {**sent, reason: "Письмо"})
    assert stale.status_code == 409
    assert "Письмо</textarea>" in stale.text


def test_reason_of_another_person_is_not_written_over_unseen(client, world, plan, copy):
    """A page that was opened before posts the reasons of all lines, empty ones too."""
    rewrite(row(copy, "1.1"), world.coordinator, title="Самодиагностика кадров")
    rewrite(row(copy, "1.2"), world.coordinator, title="Разбор итогов")
    first, second = (f"reason rows.{row(plan, number).pk}" for number in ("1.1", "1.2"))
    client.force_login(world.coordinator)
    address = f"/roadmaps/{plan.pk}/editions/comparison/"
    opened = client.get(address).context["opened"]
    client.post(address, {first: "Письмо\r\nминистерства", second: "", "opened": opened})
    stale = {first: "", second: "Итоги года", "opened": opened}
    assert client.post(address, stale).status_code == 302
    subjects = dict(copy.reasons.values_list("subject", "text"))
    assert sorted(subjects.values()) == ["Итоги года", "Письмо\nминистерства"]
    answer = client.post(address, {**stale, first: "По итогам проверки"})
    assert answer.status_code == 409
    assert "По итогам проверки</textarea>" in answer.text
    assert "Итоги года</textarea>" in answer.text
    again = {first: "По итогам проверки", second: "Итоги года", "opened": answer.context["opened"]}
    assert client.post(address, again).status_code == 302
    assert copy.reasons.get(text="По итогам проверки").subject == first.partition(" ")[2]
