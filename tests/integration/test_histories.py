"""«История» of objects and the journal of an office: who, when, what, «было → стало», in words."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.actions.audit import record
from accounts.actions.letters import forget_texts, send_again
from accounts.models import AuditEvent, OutgoingLetter
from roadmaps.actions.calendars.events import add_series
from roadmaps.actions.editing.rows import move_row
from roadmaps.actions.occurrences import sync_occurrences
from roadmaps.actions.parties import edit_party
from roadmaps.actions.work import postpone, return_for_rework, submit
from roadmaps.domain.calendars.series import SeriesKind
from roadmaps.domain.outline import Side, Target
from roadmaps.domain.returning import ReturnReason
from roadmaps.models import Activity, Assignment, Occurrence, Party, Roadmap, Section
from schools.actions.register import import_register
from schools.parsing.register import read_register
from tests.conftest import World

pytestmark = pytest.mark.django_db

YEAR = timezone.localdate().year
# Names of files, programs and addresses are words too; other Latin letters would be codes.
TYPED = re.compile(
    r"[\w.-]+\.(?:docx|pdf|csv|xlsx|jpe?g|png|txt)|\S+@\S+|https?://\S+|Excel|Word|PDF"
)
CODE = re.compile(r"[A-Za-z]{2,}|\d{4}-\d\d-\d\d|[{}\[\]]|\b(?:None|True|False)\b")


@pytest.fixture
def plan(world: World) -> Roadmap:
    """In force, with one activity that two schools owe."""
    made = Roadmap.objects.create(
        municipality=world.office, title="Дорожная карта", first_year=YEAR, last_year=YEAR + 1,
        status="in_force",
    )  # fmt: skip
    activity = Activity.objects.create(
        roadmap=made, position=1, number="1.1", title="Самодиагностика", deadline_text="май"
    )
    occurrence = Occurrence.objects.create(activity=activity, due_on=date(YEAR + 1, 5, 31))
    for school in (world.school, world.other_school):
        Assignment.objects.create(occurrence=occurrence, school=school)
    return made


@pytest.fixture
def activity(plan: Roadmap) -> Activity:
    return plan.activities.select_related("roadmap__municipality").get()


def work_of(school: Any) -> Assignment:
    related = "occurrence__activity__roadmap__municipality"
    return Assignment.objects.select_related(related, "school", "party").get(school=school)


def page(person: Any, route: str, *args: Any, **query: Any) -> str:
    """The text of a page as somebody sees it, without tags."""
    client = Client()
    client.force_login(person)
    response = client.get(reverse(route, args=args), query)
    assert response.status_code == 200
    html = response.text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html[html.index("<h1>") :]))


def rows(person: Any, route: str, *args: Any, **query: Any) -> list[tuple[Any, ...]]:
    """The workbook of a page: its heading, the header and the rows."""
    client = Client()
    client.force_login(person)
    content = client.get(reverse(route, args=args), query).content
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def done_by(world: World, school: Any, head: Any) -> None:
    """One school hands in and gets its work back."""
    work, now = work_of(school), timezone.now()
    submit(assignment=work, note=f"Сделано: {school}", by=head, at=now)
    return_for_rework(
        assignment=work, comment="Допишите раздел", by=world.coordinator, at=now,
        reason=ReturnReason.INCOMPLETE,
    )  # fmt: skip


# What is told


def test_the_office_sees_an_activity_with_the_work_of_all_schools(
    world: World, plan: Roadmap, activity: Activity
) -> None:
    done_by(world, world.school, world.head)
    done_by(world, world.other_school, world.other_head)

    text = page(world.coordinator, "roadmaps:activity_history", plan.pk, activity.pk)
    assert "Поручение: возвращено на доработку" in text
    assert "Причина: не полностью" in text
    assert "Комментарий: Допишите раздел" in text
    assert "Школа № 1" in text.replace("\u00a0", " ")
    assert "Школа № 2" in text.replace("\u00a0", " ")


def test_a_head_sees_of_an_activity_what_concerns_the_own_school(
    world: World, plan: Roadmap, activity: Activity
) -> None:
    done_by(world, world.school, world.head)
    done_by(world, world.other_school, world.other_head)
    for action, summary in (("set audience", "Решено о школах"), ("amend activity", "По приказу")):
        record(by=world.coordinator, action=action, subject=activity, summary=summary)

    text = page(world.head, "roadmaps:activity_history", plan.pk, activity.pk)
    assert "Сделано: Школа № 1" in text.replace("\u00a0", " ")
    assert "Школа № 2" not in text.replace("\u00a0", " ")
    assert "По приказу" in text
    assert "Решено о школах" not in text


def test_moved_dates_are_told_before_and_after(
    world: World, plan: Roadmap, activity: Activity
) -> None:
    activity.deadline_text = f"до 30 июня {YEAR + 1} года"
    activity.save()
    postponed = work_of(world.school)
    postpone(
        assignment=postponed, due_on=date(YEAR + 1, 6, 15), comment="Ремонт",
        by=world.coordinator, at=timezone.now(),
    )  # fmt: skip
    sync_occurrences(activity=activity, by=world.coordinator)

    (event,) = AuditEvent.objects.filter(action="move dates")
    assert event.changes[0]["before"].startswith(f"31.05.{YEAR + 1}")
    assert "30.06." in event.changes[0]["after"]
    assert "Перенесены контрольные даты" in page(
        world.head, "roadmaps:activity_history", plan.pk, activity.pk
    )


def test_a_moved_row_tells_where_it_stood_and_where_it_stands(
    world: World, plan: Roadmap, activity: Activity
) -> None:
    last = Activity.objects.create(roadmap=plan, position=2, number="1.2", title="Анализ")
    move_row(activity=activity, by=world.coordinator, target=Target(Side.AFTER, last.pk))
    text = page(world.coordinator, "roadmaps:activity_history", plan.pk, activity.pk)
    assert "Место: в начале →, стало: после строки 1.2" in text


def test_codes_are_told_in_words(world: World) -> None:
    party = Party.objects.create(municipality=world.office, name="Методисты", kind="post")
    edit_party(
        party=party, by=world.coordinator, name="Методисты", kind="group", fans_out="schools",
        user=None,
    )  # fmt: skip
    text = page(world.coordinator, "roadmaps:party_history", party.pk)
    assert "Вид: должность →, стало: группа" in text
    assert "Поручать: каждой школе" in text


def test_a_register_tells_each_school_what_it_changed(world: World) -> None:
    content = "Логин;Наименование;Код ОГЭ\nedu980001;Школа № 1;12\nedu980009;Школа № 9;19\n"
    import_register(
        register=read_register(content.encode()), only=world.office.code,
        by=world.administrator,
    )  # fmt: skip
    assert "Код ОГЭ: 12" in page(world.head, "school_history", world.school.login)
    assert "добавлена" in page(world.coordinator, "school_history", "edu980009")
    journal = page(world.administrator, "journal")
    assert "Загружен реестр" in journal
    assert "Школа добавлена" not in journal, "the register's own event says how many"


def test_nothing_that_the_actions_write_shows_a_code(db: Any) -> None:
    """What the whole scene has done, word for word: no English, no dates of machines, no JSON."""
    from tests.scene import build_scene

    people = {str(person) for person in build_scene().world.people.values()}
    shown = {
        f"{event.action}: {text}"
        for event in AuditEvent.objects.all()
        for text in (
            event.summary,
            event.subject_title,
            *(value for change in event.changes for value in change.values()),
        )
        if CODE.search(TYPED.sub("", text)) and not people & set(text.split())
    }
    assert shown == set()
    assert not AuditEvent.objects.filter(summary="").exists()


# What is asked for


def test_a_history_is_filtered_by_who_what_and_when(
    world: World, plan: Roadmap, activity: Activity
) -> None:
    done_by(world, world.school, world.head)
    AuditEvent.objects.filter(action="submit assignment").update(
        at=timezone.now() - timedelta(days=40)
    )
    for number in range(10):
        record(by=world.executor, action="edit activity", subject=activity, summary=f"№ {number}")
    asked = ("roadmaps:activity_history", plan.pk, activity.pk)

    by_head = page(world.coordinator, *asked, who=world.head.pk)
    assert "Показано 1 из 12" in by_head
    assert "отправлено на проверку" in by_head
    returned = page(world.coordinator, *asked, action="return assignment")
    assert "Показано 1 из 12: поручение: возвращено на доработку." in returned
    old = page(world.coordinator, *asked, until=f"{timezone.localdate() - timedelta(days=30)}")
    assert "Показано 1 из 12" in old
    wrong = page(world.coordinator, *asked, who="999999")
    assert "12 записей" in wrong


def test_the_workbook_has_a_row_for_each_value(
    world: World, plan: Roadmap, activity: Activity
) -> None:
    done_by(world, world.school, world.head)
    found = rows(
        world.coordinator, "roadmaps:activity_history_workbook", plan.pk, activity.pk,
        action="return assignment",
    )  # fmt: skip
    assert found[0][0] == (
        "История: 1.1 Самодиагностика. Отбор: поручение: возвращено на доработку"
    )
    told = [(row[2], row[5], row[6], row[7]) for row in found if row[1] == str(world.coordinator)]
    assert told == [
        ("Поручение: возвращено на доработку", "причина", None, "не полностью"),
        ("Поручение: возвращено на доработку", "комментарий", None, "Допишите раздел"),
    ]


def test_an_event_without_an_object_of_ones_own_has_no_link(world: World, plan: Roadmap) -> None:
    section = Section.objects.create(roadmap=plan, position=1, number="1.", title="Раздел")
    record(
        by=world.coordinator, action="add section", subject=section, summary="Добавлен раздел",
        municipality_id=world.office.pk,
    )  # fmt: skip
    client = Client()
    client.force_login(world.administrator)
    address = reverse("roadmaps:roadmap", args=[plan.pk])
    assert f'href="{address}"' in client.get(reverse("journal")).text
    section.delete()
    response = client.get(reverse("journal")).text
    assert "1. Раздел" in response
    assert f'href="{address}"' not in response


# The journal


def test_the_journal_holds_the_own_municipality_alone(world: World) -> None:
    add_series(
        municipality=world.office, by=world.coordinator, kind=SeriesKind.OWN, name="План КПК"
    )
    add_series(
        municipality=world.other_office, by=world.stranger, kind=SeriesKind.OWN, name="План соседа"
    )
    text = page(world.administrator, "journal")
    assert "План КПК" in text
    assert "План соседа" not in text


def test_what_is_told_of_the_plan_too_stands_in_the_journal_once(
    world: World, plan: Roadmap, activity: Activity
) -> None:
    for subject in (activity, plan):
        record(
            by=world.coordinator, action="delete activity", subject=subject,
            summary="Удалено мероприятие: 1.1", municipality_id=world.office.pk,
        )  # fmt: skip
    text = page(world.administrator, "journal")
    assert text.count("Удалено мероприятие: 1.1") == 1


def test_the_journal_is_filtered_by_words_and_by_kind_of_object(world: World) -> None:
    for number in range(11):
        party = Party.objects.create(municipality=world.office, name=f"Кто {number}", kind="post")
        record(
            by=world.coordinator, action="edit party", subject=party, summary="Изменён",
            municipality_id=world.office.pk,
        )  # fmt: skip
    add_series(
        municipality=world.office, by=world.coordinator, kind=SeriesKind.OWN, name="План КПК"
    )
    found = page(world.administrator, "journal", search="кпк", kind="roadmaps.eventseries")
    assert "Показано 1 из 12: со словами «кпк», события календаря." in found
    assert "Показано 11 из 12" in page(world.administrator, "journal", kind="roadmaps.party")


def test_an_account_is_told_by_the_office_that_keeps_it(world: World) -> None:
    for place, words in ((world.office, "Здесь"), (world.other_office, "У соседей")):
        record(
            by=world.administrator, action="appoint", subject=world.head, summary=words,
            municipality_id=place.pk,
        )  # fmt: skip
    text = page(world.administrator, "person_history", world.head.pk)
    assert "Здесь" in text
    assert "У соседей" not in text


# How long letters are kept


def old_letter(world: World, days: int, **values: Any) -> OutgoingLetter:
    written = timezone.now() - timedelta(days=days)
    sent = {"state": "sent", "sent_at": written}
    return OutgoingLetter.objects.create(
        key=f"{days}:{values}", kind="digest", to=world.head, to_name="Глава", email="h@d.org",
        municipality_id=world.office.pk, subject="Просрочено 2", body="Здравствуйте.",
        unsubscribe_path="/letters/stop/x/", created_at=written, **{**sent, **values},
    )  # fmt: skip


def test_old_letters_lose_their_text_and_nothing_else(world: World, settings: Any) -> None:
    settings.LETTER_TEXT_DAYS = 30
    old, young = old_letter(world, 31), old_letter(world, 29)
    waiting = old_letter(world, 32, state="waiting", sent_at=None)

    assert forget_texts() == 1
    assert forget_texts() == 0
    old.refresh_from_db()
    assert (old.body, old.unsubscribe_path) == ("", "")
    assert (old.to_name, old.subject, old.state) == ("Глава", "Просрочено 2", "sent")
    for kept in (young, waiting):
        kept.refresh_from_db()
        assert kept.body == "Здравствуйте."
    text = page(world.administrator, "letter", old.pk).replace("\u00a0", " ")
    assert "Текст удалён: портал хранит тексты писем 30 дней." in text


def test_with_no_days_set_texts_stay(world: World, settings: Any) -> None:
    settings.LETTER_TEXT_DAYS = 0
    old_letter(world, 5000)
    assert forget_texts() == 0


def test_a_letter_without_its_text_is_not_sent_again(world: World, settings: Any) -> None:
    settings.LETTER_TEXT_DAYS = 30
    failed = old_letter(world, 31, state="failed", sent_at=None)
    forget_texts()
    failed.refresh_from_db()
    assert not send_again(letter=failed, by=world.administrator)
    assert "Отправить ещё раз" not in page(world.administrator, "letter", failed.pk)
