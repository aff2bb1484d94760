"""What passes to another person, what ends, what stays, and what stands against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roadmaps.domain.handing_over import passing
from roadmaps.domain.handing_over.act import (
    Act,
    ActOffice,
    ActPerson,
    acts_of_tasks,
    as_data,
    from_data,
    recorded_tasks,
)
from roadmaps.domain.handing_over.passing import Fate, lines_of, reasons_against, warnings_of
from roadmaps.domain.handing_over.seal import seal_of
from roadmaps.domain.handing_over.values import (
    Decision,
    Holdings,
    Named,
    Receiver,
    Roles,
    Share,
    Task,
)
from roadmaps.domain.handing_over.wording import letter_to_receiver, summary_of
from roadmaps.domain.work import Status
from schools.domain.roles import Role

DAY = date(2026, 11, 25)
SCHOOL, BRANCH, PARTY = 7, 8, 3
OFFICE_TASK = Task(1, "План", "1.1", "Семинар", "Методист", "ноябрь", date(2026, 11, 1),
                   Status.ASSIGNED, party=PARTY)  # fmt: skip
SCHOOL_TASK = Task(2, "План", "1.2", "Карта", "Школа № 7", "декабрь", date(2026, 12, 20),
                   Status.SUBMITTED, submitted_on=DAY, school=SCHOOL)  # fmt: skip
EXECUTOR = Receiver(Roles(frozenset({Role.EXECUTOR})))
COORDINATOR = Receiver(Roles(frozenset({Role.COORDINATOR})))


def holdings(**changed) -> Holdings:
    """An executor with one party and one piece of work, except for what is given."""
    usual = {
        "roles": Roles(frozenset({Role.EXECUTOR})),
        "parties": (Named(PARTY, "Методист"),),
        "tasks": (OFFICE_TASK,),
    }
    return Holdings(**{**usual, **changed})


def head() -> Holdings:
    """The head of a school with a branch."""
    return Holdings(
        roles=Roles(frozenset({Role.SCHOOL_HEAD}), heads=frozenset({SCHOOL, BRANCH})),
        headed=(Named(SCHOOL, "Школа № 7"),),
        tasks=(SCHOOL_TASK,),
    )


def curator() -> Holdings:
    """The curator of the same school."""
    return Holdings(
        roles=Roles(frozenset({Role.CURATOR}), supports=frozenset({SCHOOL, BRANCH})),
        supported=(Named(SCHOOL, "Школа № 7"),),
        to_review=(SCHOOL_TASK,),
    )


@pytest.mark.parametrize(
    ("held", "receiver", "reason"),
    [
        (holdings(), Receiver(Roles(frozenset({Role.CURATOR}))), passing.NEEDS_OFFICE),
        (head(), EXECUTOR, passing.NEEDS_HEAD),
        (curator(), EXECUTOR, passing.NEEDS_CURATOR),
        (holdings(roles=Roles(frozenset({Role.COORDINATOR}))), EXECUTOR, passing.NEEDS_REVIEWER),
    ],
)
def test_receiver_must_have_the_role_already(held, receiver, reason) -> None:
    assert reasons_against(held, Decision(), receiver) == (reason,)


def test_nobody_leads_a_school_and_checks_it() -> None:
    roles = frozenset({Role.CURATOR, Role.SCHOOL_HEAD})
    checks = Receiver(Roles(roles, supports=frozenset({SCHOOL})))
    leads = Receiver(Roles(roles, heads=frozenset({BRANCH})))
    assert "принимал бы свою же работу: Школа № 7" in reasons_against(head(), Decision(), checks)[0]
    assert "принимал бы свою же работу" in reasons_against(curator(), Decision(), leads)[0]


def test_work_that_nobody_could_accept_does_not_pass() -> None:
    alone = replace(COORDINATOR, is_only_reviewer=True)
    assert reasons_against(holdings(), Decision(), COORDINATOR) == ()
    assert reasons_against(holdings(), Decision(), alone) == (passing.ONLY_REVIEWER,)


def test_reviewer_who_takes_over_submitted_work_is_told_that_another_accepts_it() -> None:
    held = holdings(tasks=(replace(OFFICE_TASK, status=Status.SUBMITTED),))
    assert "Принять их сможет только другой сотрудник" in warnings_of(
        held, Decision(), COORDINATOR
    )[0]  # fmt: skip
    assert warnings_of(held, Decision(), EXECUTOR) == ()


def test_name_in_the_plan_stays_and_is_told() -> None:
    held = holdings(parties=(Named(PARTY, "Кузнецова А. В.", is_person=True),))
    assert "«Кузнецова А. В.»" in warnings_of(held, Decision(), EXECUTOR)[0]


def test_roles_do_not_end_while_work_is_left_behind() -> None:
    held = holdings(roles=Roles(frozenset({Role.COORDINATOR})))
    part = Decision(frozenset({Share.REVIEW}), ends_roles=True)
    assert reasons_against(held, part, COORDINATOR) == (passing.WORK_LEFT_BEHIND,)
    assert reasons_against(held, replace(part, ends_roles=False), COORDINATOR) == ()


def test_nothing_chosen_is_nothing_to_do() -> None:
    assert reasons_against(holdings(), Decision(frozenset()), EXECUTOR) == (passing.NOTHING_CHOSEN,)


def test_each_thing_has_its_fate() -> None:
    held = holdings(own_filters=2, shared_filters=1, feeds=(None,), unfinished_uploads=1)
    found = {line.what: line.fate for line in lines_of(held, Decision(ends_roles=True))}
    assert found == {
        "Поручения управления: Методист; не закончено 1\u00a0поручение": Fate.PASSES,
        "Роль прежнего сотрудника: исполнитель": Fate.ENDS,
        "Календарь в телефоне: 1\u00a0адрес": Fate.ENDS,
        "История: кто что сдал, принял, вернул и приложил": Fate.STAYS,
        "Сохранённые для себя: 2\u00a0отбора": Fate.STAYS,
        "Показанные всем: 1\u00a0отбор": Fate.STAYS,
        "Недогруженное и снимки: 1\u00a0файл": Fate.STAYS,
    }


def test_part_that_was_not_chosen_is_left() -> None:
    held = replace(curator(), parties=(Named(PARTY, "Методист"),), tasks=(OFFICE_TASK,))
    decision = Decision(frozenset({Share.SUPPORT}))
    left = [line.what for line in lines_of(held, decision) if line.fate is Fate.LEFT]
    own, to_review = recorded_tasks(held, decision, DAY)
    assert left == ["Поручения управления: Методист"]
    assert (own, [task.id for task in to_review]) == ((), [SCHOOL_TASK.id])


def test_calendars_end_with_what_they_show() -> None:
    feeds = (None, SCHOOL)
    held = replace(curator(), feeds=feeds)
    assert passing.ending_feeds(held, Decision()) == feeds
    assert passing.ending_feeds(replace(held, has_roles_elsewhere=True), Decision()) == (SCHOOL,)
    in_office = replace(held.roles, roles=frozenset({Role.CURATOR, Role.EXECUTOR}))
    assert passing.ending_feeds(replace(held, roles=in_office), Decision()) == ()


def test_tasks_stand_by_plan_and_late_ones_first() -> None:
    returned = replace(
        OFFICE_TASK, id=5, status=Status.RETURNED, due_on=None, comment="Нет подписи",
        asked_for=date(2026, 12, 5),
    )  # fmt: skip
    rows = acts_of_tasks([SCHOOL_TASK, returned, OFFICE_TASK], DAY)
    assert [row.standing for row in rows] == ["overdue", "returned", "submitted"]
    assert rows[1].left == "исправить: Нет подписи; ждёт решения о сроке до\u00a005.12.2026"
    assert rows[2].left == "проверить, сдано\u00a025.11.2026"


def act() -> Act:
    """A recorded hand-over."""
    return Act(
        office=ActOffice("Управление образования", "Приозёрный округ"),
        day=DAY,
        former=ActPerson("Лесная Анна Петровна", "исполнитель"),
        receiver=ActPerson("Дубов Павел Андреевич", "исполнитель"),
        made_by="Лугова Т. В.",
        reason="перевод",
        tasks=acts_of_tasks([replace(OFFICE_TASK, documents=("Справка.pdf",))], DAY),
        lines=lines_of(holdings(), Decision()),
    )


def test_record_gives_the_same_act_back() -> None:
    assert from_data(as_data(act())) == act()


def test_letter_names_what_is_late() -> None:
    letter = letter_to_receiver(act(), "/act", "/work", "/review")
    assert summary_of(act()) == "1\u00a0поручение (просрочено 1)"
    assert "— 1.1 Семинар, срок 01.11.2026" in letter.body
    assert "/review" not in letter.body
    assert ".." not in letter.body


def sealed(held: Holdings, **changed) -> str:
    """The seal of a preview for the executor."""
    said = {"receiver_id": 1, "former_acts": 0, **changed}
    return seal_of(held, Decision(), EXECUTOR, **said)


def test_seal_tells_every_change_of_the_person_s_work() -> None:
    moved = replace(OFFICE_TASK, status=Status.SUBMITTED)
    assert sealed(holdings()) == sealed(holdings())
    assert sealed(holdings(tasks=(moved,))) != sealed(holdings())
    assert sealed(holdings(), receiver_id=2) != sealed(holdings())
    assert sealed(holdings(), former_acts=1) != sealed(holdings())


def test_seal_does_not_mind_what_the_whole_office_reviews() -> None:
    assert sealed(holdings(to_review=(SCHOOL_TASK,))) == sealed(holdings())
    assert sealed(replace(curator(), to_review=())) != sealed(curator())
