"""A day of the coordinator, and of a head on a phone, with scripts and without them.

What is done is looked for where the next person finds it: in the plan, at the school, in the list.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from shnor_portal.demo.people import head_address
from shnor_portal.demo.places import MAIL_DOMAIN, PASSWORD

pytestmark = pytest.mark.e2e

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
PLAN = "/roadmaps/1/"


@pytest.fixture(params=[False, True], ids=["desk", "phone"])
def coordinator(visit, scripts, request):
    """The coordinator at the office's computer, or on the way with a phone."""
    visitor = visit(phone=request.param, scripts=scripts)
    visitor.sign_in(f"coordinator@{MAIL_DOMAIN}", PASSWORD)
    return visitor


@pytest.fixture
def head(visit, scripts):
    """The head of a school with a phone; each of the two runs has a school of its own."""
    visitor = visit(phone=True, scripts=scripts)
    visitor.sign_in(head_address(1 if scripts else 2), PASSWORD)
    return visitor


def press(visitor, words, *, within=None):
    """Press the first button or link of that name."""
    place = within or visitor.page
    place.get_by_role("button", name=words).or_(place.get_by_role("link", name=words)).first.click()


# Each takes four of the sixteen that wait in the demonstration.
@pytest.mark.parametrize(
    ("coordinator", "scripts"),
    [(False, True), (False, False), (True, False)],
    ids=["desk, scripts", "desk, no scripts", "phone, no scripts"],
    indirect=["coordinator"],
)
def test_coordinator_judges_what_came_in_since_yesterday(coordinator, scripts):
    page = coordinator.page
    press(coordinator, re.compile("^Проверить"))
    expect(page.get_by_role("heading", name="Проверка")).to_be_visible()
    accepted = page.url.removeprefix(coordinator.address)
    press(coordinator, "Принять")
    coordinator.open(accepted)
    expect(page.get_by_text("принято").first).to_be_visible()

    coordinator.open("/review/")
    ticks = page.locator("input[name=assignment]")
    number = ticks.count()
    ticks.nth(0).check()
    ticks.nth(1).check()
    press(coordinator, "Принять отмеченные")
    press(coordinator, re.compile("^Принять"))
    coordinator.open("/review/")
    expect(ticks).to_have_count(number - 2)

    ticks.first.check()
    press(coordinator, "Вернуть отмеченные")
    page.get_by_label("Причина возврата").select_option(label="не за тот период")
    press(coordinator, re.compile("^Вернуть"))
    coordinator.open("/review/")
    expect(ticks).to_have_count(number - 3)


@SCRIPTS
def test_coordinator_changes_the_plan_and_takes_it_back(coordinator, scripts):
    page = coordinator.page
    title = f"Выездная консультация {'утром' if scripts else 'вечером'}"
    coordinator.open(f"{PLAN}activities/add/")
    page.get_by_label("Раздел", exact=True).select_option(label="3. Адресная методическая помощь")
    page.locator("[name=title]").fill(title)
    page.locator("[name=deadline_text]").fill("до 30 декабря, ежегодно")
    if not scripts:
        press(coordinator, "Показать чтение")
    expect(page.locator("#reading")).to_contain_text("30 декабря")
    page.locator("[name=responsible_text]").fill("Методический центр")
    press(coordinator, "Сохранить")

    coordinator.open(PLAN)
    row = page.locator("tr").filter(has_text=title)
    expect(row).to_contain_text("не позднее 30 декабря")
    press(coordinator, re.compile("^Строка"), within=row)
    page.get_by_text(re.compile(r"^(На строку выше|Поднять)")).first.click()
    page.wait_for_load_state("networkidle")
    coordinator.open(PLAN)
    titles = page.locator(".plan-table tbody tr").all_inner_texts()
    moved = next(place for place, text in enumerate(titles) if title in text)
    assert "Повышение квалификации" in titles[moved + 1]

    coordinator.open(f"{PLAN}changes/")
    for _ in ("the move", "the row"):
        press(coordinator, re.compile("^Отменить"))
    coordinator.open(PLAN)
    expect(page.get_by_text(title)).to_have_count(0)


@SCRIPTS
def test_coordinator_shares_a_filter_of_the_plan_and_takes_it_away(coordinator, scripts):
    page = coordinator.page
    name = f"Просроченное, {'со скриптами' if scripts else 'без скриптов'}"
    coordinator.open(PLAN)
    page.get_by_label("Состояние").select_option(label="просрочено")
    press(coordinator, "Показать")
    expect(page.locator(".plan-table tbody tr:not(.table-section)").first).to_contain_text(
        "просрочено"
    )
    coordinator.open(f"{PLAN}filters/?state=overdue")
    page.get_by_label("Название отбора").fill(name)
    page.get_by_label("Показывать всем, кто видит план").check()
    press(coordinator, "Сохранить отбор")
    coordinator.open(PLAN)
    expect(page.get_by_text(name).first).to_be_attached()

    coordinator.open(f"{PLAN}filters/?state=overdue")
    press(coordinator, re.compile("Убрать"), within=page.locator("tr").filter(has_text=name))
    coordinator.open(PLAN)
    expect(page.get_by_text(name)).to_have_count(0)


@SCRIPTS
def test_coordinator_moves_the_exam_and_sees_what_moves_with_it(coordinator, scripts):
    page = coordinator.page
    coordinator.open("/roadmaps/calendar/events/2/")
    ends = page.get_by_label("Окончание")
    moved = date.fromisoformat(ends.input_value()) + timedelta(days=7)
    ends.fill(moved.isoformat())
    press(coordinator, "Сохранить")
    expect(page.get_by_text("Анализ результатов ВПР").first).to_be_visible()
    press(coordinator, "Перенести")
    coordinator.open("/roadmaps/calendar/events/2/")
    expect(page.get_by_label("Окончание")).to_have_value(moved.isoformat())


@SCRIPTS
@pytest.mark.parametrize("coordinator", [False], ids=["desk"], indirect=True)
def test_coordinator_says_in_the_matrix_that_work_does_not_concern_a_school(coordinator, scripts):
    page = coordinator.page
    coordinator.open(f"{PLAN}matrix/")
    row = page.locator("tr").filter(has_text="Родниковская НОШ")
    row.locator("input[name=school]").check()
    page.locator("input[name=activity]").nth(3 if scripts else 7).check()
    press(coordinator, re.compile("^Решить для отмеченных"))
    page.get_by_label("Не относится к этим школам").check()
    page.get_by_label("Причина").select_option(label="Таких классов в школе нет")
    press(coordinator, re.compile("^Решить для"))
    coordinator.open(f"{PLAN}matrix/?state=cancelled")
    expect(page.locator("tr").filter(has_text="Родниковская НОШ")).to_have_count(1)


@SCRIPTS
def test_head_sees_what_to_do_and_does_it_in_two_clicks(head, scripts):
    page = head.page
    expect(page.get_by_role("heading", name="Сделать сейчас")).to_be_visible()
    press(head, re.compile("Отметить выполнение|Исправить"))
    title = page.locator("h1").inner_text()
    page.get_by_label("Что сделано").fill("Проведено, протокол в школе.")
    press(head, "Отметить выполнение")
    expect(page.locator("tr, li, article").filter(has_text=title).first).to_be_visible()
    expect(page.get_by_text("на проверке").first).to_be_visible()


@SCRIPTS
def test_head_asks_for_another_date_and_the_office_agrees(head, visit, scripts):
    page = head.page
    head.open("/assignments/?state=open")
    page.get_by_role("link", name=re.compile("^Отметить выполнение")).last.click()
    expect(page.get_by_label("Что сделано")).to_be_visible()
    address = page.url.removeprefix(head.address)
    wished = timezone.localdate() + timedelta(days=700 if scripts else 710)
    page.get_by_text("Попросить другой срок").click()
    page.locator("[name=ask-wished_on]").fill(wished.isoformat())
    page.locator("[name=ask-reason]").fill("Ремонт спортзала до конца месяца.")
    press(head, "Отправить просьбу")
    head.open(address)
    expect(page.get_by_text("Ремонт спортзала").first).to_be_visible()

    office = visit(scripts=scripts)
    office.sign_in(f"coordinator@{MAIL_DOMAIN}", PASSWORD)
    office.open("/review/dates/")
    line = office.page.locator("li, article, tr").filter(has_text="Ремонт спортзала").last
    press(office, re.compile("^Ответить"), within=line)
    office.page.get_by_role("button", name=re.compile("Согласовать|Назначить")).first.click()
    head.open(address)
    expect(page.get_by_text(f"{wished:%d.%m.%Y}").first).to_be_visible()


@SCRIPTS
def test_head_puts_the_dates_into_the_phone_and_chooses_letters(head, scripts):
    page = head.page
    head.open("/me/calendar/")
    press(head, "Получить адрес")
    text = page.locator(".main").inner_text() + str(page.locator(".main").inner_html())
    assert re.search(r"/calendar/[\w.:-]+\.ics", text)
    head.open("/me/letters/")
    page.get_by_label("Раз в неделю").check()
    press(head, "Сохранить")
    head.open("/me/letters/")
    expect(page.get_by_label("Раз в неделю")).to_be_checked()
