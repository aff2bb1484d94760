"""The plan as a table: with keys and mouse, on a phone, without scripts, by two people at once."""

import re

import pytest
from playwright.sync_api import expect

from shnor_portal.demo.places import MAIL_DOMAIN, PASSWORD
from tests.e2e.test_accessibility import findings

pytestmark = pytest.mark.e2e

COORDINATOR, ADMINISTRATOR = f"coordinator@{MAIL_DOMAIN}", f"admin@{MAIL_DOMAIN}"
MAKE = """
from accounts.models import User
from roadmaps.actions.activities import add_activity
from roadmaps.actions.editing.sections import add_section
from roadmaps.domain.outline import OUTSIDE, Side, Target
from roadmaps.models import Roadmap
by = User.objects.get(email="{email}")
office = by.memberships.get().municipality
plan = Roadmap.objects.create(
    municipality=office, title="План для правки", first_year=2027, last_year=2027
)
for part, name in ((1, "Диагностика"), (2, "Помощь")):
    section = add_section(
        roadmap=plan, number=f"{{part}}.", title=name, kind="section",
        target=Target(Side.END, OUTSIDE), by=by,
    )
    for row in (1, 2):
        add_activity(
            roadmap=plan, by=by, section=section, number=f"{{part}}.{{row}}",
            title=f"Мероприятие {{part}}.{{row}}", deadline_text="май 2027 года",
            responsible_text="Методист", deliverable="Справка",
        )
print("PLAN", plan.pk)
"""
PASTE = """([text, page]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  data.setData("text/html", page);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def plan(portal):
    """A project with two sections of two rows; its address."""
    made = portal.manage("shell", "-v0", "-c", MAKE.format(email=COORDINATOR))
    return f"/roadmaps/{int(made.split('PLAN')[1])}/"


@pytest.fixture
def enter(visit, plan):
    """Somebody who looks at the plan."""

    def come(email=COORDINATOR, **how):
        visitor = visit(**how)
        visitor.sign_in(email, PASSWORD)
        visitor.open(plan)
        return visitor

    return come


def cell(page, number, column):
    """The cell of the row with this number; columns count from 0."""
    row = page.locator("tr[id^=activity-]").filter(has=page.locator(f"td:text-is('{number}')"))
    return row.locator("td").nth(column)


def order(page):
    """The numbers of the rows as they stand on the page."""
    return [
        re.sub(r"[^\d.]", "", one)
        for one in page.locator("tr[id^=activity-] > td:first-child").all_inner_texts()
    ]


def said(page):
    """The line at the foot of the window."""
    return page.locator("#plan-said")


def focus(page, number, column):
    """Put the focus on a cell as the mouse does."""
    cell(page, number, column).click(position={"x": 3, "y": 3})


def drag(page, handle, above):
    """Take a handle with the mouse and let it go over the upper edge of a cell."""
    box, place = handle.bounding_box(), above.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 9, box["y"] + 2, steps=3)
    page.mouse.move(place["x"] + 5, place["y"] + 3, steps=5)
    page.mouse.up()


def test_cells_are_edited_with_the_keyboard_alone(enter):
    page = enter().page
    focus(page, "1.1", 3)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("F2")
    page.keyboard.type(" и приказ")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    expect(cell(page, "1.1", 4)).to_have_text("Справка и приказ")
    expect(said(page)).to_contain_text("Изменена строка 1.1: итоговый документ")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("до 15 июня 2027 года")
    expect(page.locator(".cell-reading")).to_contain_text("не позднее 15 июня 2027")
    page.keyboard.press("Enter")
    expect(cell(page, "1.1", 2)).to_contain_text("не позднее 15 июня 2027")
    expect(cell(page, "1.2", 2)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(said(page)).to_contain_text("Отменено")
    expect(cell(page, "1.1", 2)).to_contain_text("май 2027 года")
    page.reload()
    expect(cell(page, "1.1", 4)).to_have_text("Справка и приказ")


def test_escape_leaves_the_cell_as_it_was(enter):
    page = enter().page
    focus(page, "1.1", 4)
    page.keyboard.press("Enter")
    page.keyboard.type("лишнее")
    page.keyboard.press("Escape")
    expect(cell(page, "1.1", 4)).to_have_text("Справка")
    expect(cell(page, "1.1", 4)).to_be_focused()
    expect(said(page)).to_be_empty()


def test_rows_and_sections_move_with_keys_and_mouse(enter):
    visitor = enter()
    page = visitor.page
    focus(page, "1.2", 1)
    page.keyboard.press("Alt+ArrowUp")
    expect(said(page)).to_contain_text("перед строкой 1.1")
    assert order(page) == ["1.2", "1.1", "2.1", "2.2"]
    page.keyboard.press("Alt+ArrowDown")
    expect(said(page)).to_contain_text("после строки 1.1")
    page.keyboard.press("Alt+ArrowDown")
    expect(said(page)).to_contain_text("в раздел")
    page.reload()
    assert order(page) == ["1.1", "1.2", "2.1", "2.2"]
    headings = page.locator("tr.table-section")
    expect(headings.nth(1).locator("xpath=following-sibling::tr[1]")).to_contain_text("1.2")
    cell(page, "2.2", 0).hover()
    drag(page, page.locator(".row-handle"), cell(page, "1.1", 1))
    expect(said(page)).to_contain_text("перед строкой 1.1")
    assert order(page)[0] == "2.2"
    headings.nth(1).locator("th").click(position={"x": 3, "y": 3})
    page.keyboard.press("Alt+ArrowUp")
    expect(said(page)).to_contain_text("Перемещён раздел")
    expect(headings.first).to_contain_text("Помощь")
    page.keyboard.press("Control+z")
    expect(headings.first).to_contain_text("Диагностика")


def test_row_is_inserted_and_deleted_from_its_menu(enter):
    visitor = enter()
    page = visitor.page
    focus(page, "1.1", 1)
    page.keyboard.press("Shift+F10")
    expect(page.get_by_role("menuitem", name="Вставить строку выше")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("Опрос учителей")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Добавлена строка «Опрос учителей»")
    new = page.locator("tr[id^=activity-]").nth(1)
    expect(new.locator("td").nth(2)).to_be_focused()
    assert findings(visitor.page) == []
    new.get_by_role("link", name="Строка…").click()
    assert findings(visitor.page) == []
    page.get_by_role("menuitem", name="Удалить строку").click()
    expect(said(page)).to_contain_text("Удалена строка")
    expect(page.locator("tr[id^=activity-]")).to_have_count(4)
    said(page).get_by_role("button", name="Отменить").click()
    expect(page.locator("tr[id^=activity-]")).to_have_count(5)


def test_rows_are_cut_and_put_elsewhere(enter):
    page = enter().page
    focus(page, "1.1", 1)
    page.keyboard.press("Shift+ArrowDown")
    expect(said(page)).to_contain_text("Выбрано строк: 2")
    page.keyboard.press("Control+x")
    expect(said(page)).to_contain_text("Вырезано строк: 2")
    focus(page, "2.1", 1)
    page.keyboard.press("Control+v")
    expect(said(page)).to_contain_text("после строки 1.1")
    assert order(page) == ["2.1", "1.1", "1.2", "2.2"]


def test_rows_from_excel_are_shown_then_inserted(enter):
    page = enter().page
    focus(page, "1.1", 1)
    rows = [("н1", "Совет", "июнь 2027 года", "Методист", "Акт"), ("н2", "Семинар", "", "", "")]
    table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    text = "\n".join("\t".join(row) for row in rows)
    page.evaluate(PASTE, [text, f"<table>{table}</table>"])
    expect(page.locator("h1")).to_have_text("Вставить строки")
    expect(page.locator(".state-sentence")).to_contain_text("2 строки встанут после строки «1.1")
    page.get_by_role("button", name="Вставить").click()
    expect(page.locator("#notices")).to_contain_text("Вставлено: 2 строки")
    expect(page.locator("tr[id^=activity-]").nth(2)).to_contain_text("Семинар")


def test_two_people_in_one_cell_lose_nothing(enter, plan):
    first, second = enter().page, enter(ADMINISTRATOR).page
    focus(second, "1.1", 4)
    second.keyboard.press("Enter")
    second.keyboard.press("Control+a")
    second.keyboard.type("Моё слово")
    focus(first, "1.1", 4)
    first.keyboard.press("Enter")
    first.keyboard.press("Control+a")
    first.keyboard.type("Чужое слово")
    first.keyboard.press("Enter")
    expect(said(first)).to_contain_text("Изменена строка 1.1")
    second.keyboard.press("Enter")
    box = second.locator(".cell-conflict")
    expect(box).to_contain_text("Чужое слово")
    expect(box).to_contain_text("Моё слово")
    box.get_by_role("button", name="Сохранить моё").click()
    expect(said(second)).to_contain_text("Изменена строка 1.1")
    first.reload()
    expect(cell(first, "1.1", 4)).to_have_text("Моё слово")


def test_change_that_the_line_did_not_carry_is_sent_again(enter):
    visitor = enter()
    page = visitor.page
    page.context.set_offline(True)
    focus(page, "1.1", 4)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("Без связи")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Не отправлено изменений: 1")
    expect(cell(page, "1.1", 4)).to_have_class(re.compile("cell-unsent"))
    page.context.set_offline(False)
    expect(said(page)).to_contain_text("Изменена строка 1.1")
    expect(cell(page, "1.1", 4)).not_to_have_class(re.compile("cell-unsent"))
    page.reload()
    expect(cell(page, "1.1", 4)).to_have_text("Без связи")


def test_change_typed_in_an_ended_session_is_sent_after_signing_in(enter):
    page = enter().page
    session = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    focus(page, "1.1", 4)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("После сеанса")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Сеанс закончился")
    page.context.add_cookies(session)
    page.get_by_role("button", name="Отправить сейчас").click()
    expect(said(page)).to_contain_text("Изменена строка 1.1")
    page.reload()
    expect(cell(page, "1.1", 4)).to_have_text("После сеанса")


def test_words_that_were_not_sent_are_not_sent_by_another_person(enter, plan):
    visitor = enter()
    page = visitor.page
    page.context.clear_cookies(name="sessionid")
    focus(page, "1.1", 4)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("Слова координатора")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Сеанс закончился")
    page.on("dialog", lambda dialog: dialog.accept())
    visitor.sign_in(ADMINISTRATOR, PASSWORD)
    visitor.open(plan)
    expect(cell(page, "1.1", 4)).to_have_text("Справка")
    page.wait_for_timeout(500)
    page.reload()
    expect(cell(page, "1.1", 4)).to_have_text("Справка")


def test_new_row_that_is_being_typed_stays_when_a_change_is_taken_back(enter):
    page = enter().page
    focus(page, "1.1", 4)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("Акт")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Изменена строка 1.1")
    focus(page, "1.2", 1)
    page.keyboard.press("Insert")
    page.keyboard.type("Сбор завучей")
    said(page).get_by_role("button", name="Отменить").click()
    expect(cell(page, "1.1", 4)).to_have_text("Справка")
    expect(page.locator("#row-new textarea")).to_have_value("Сбор завучей")
    page.locator("#row-new textarea").press("Enter")
    expect(page.locator("tr[id^=activity-]").nth(2)).to_contain_text("Сбор завучей")


def test_on_a_phone_rows_are_forms(enter):
    visitor = enter(phone=True)
    page = visitor.page
    assert findings(visitor.page) == []
    page.get_by_role("link", name="Строка… 1.2").click()
    page.get_by_role("button", name="На строку выше").click()
    expect(page.locator("#notices")).to_contain_text("Перемещена строка 1.2")
    assert order(page)[0] == "1.2"


def test_without_scripts_everything_has_a_page(enter):
    visitor = enter(scripts=False)
    page = visitor.page
    page.get_by_role("link", name="Строка… 1.1").click()
    look = page.get_by_label("В раздел")
    look.select_option(label="2. Помощь")
    page.get_by_role("button", name="Переместить в раздел").click()
    assert order(page) == ["1.2", "2.1", "2.2", "1.1"]
    page.get_by_role("link", name="Изменения").click()
    page.get_by_role("button", name="Отменить").first.click()
    expect(page.locator("#notices")).to_contain_text("Отменено")
    page.get_by_role("link", name="План", exact=True).click()
    page.get_by_role("link", name="Раздел… 1.").click()
    page.get_by_label("Название").fill("Обследование")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.locator("tr.table-section").first).to_contain_text("Обследование")
    page.get_by_role("link", name="Вставить строки из Word или Excel").click()
    page.get_by_label("Строки из Word или Excel").fill("Совет\nСеминар")
    page.get_by_role("button", name="Показать строки").click()
    page.get_by_role("button", name="Вставить").click()
    expect(page.locator("#notices")).to_contain_text("Вставлено: 2")


def test_pages_of_a_row_and_a_section_have_nothing_serious(enter, plan):
    visitor = enter()
    for link in ("Строка… 1.1", "Раздел… 1.", "Перенумеровать", "Изменения"):
        visitor.open(plan)
        target = visitor.page.get_by_role("link", name=link)
        visitor.open(f"{target.first.evaluate('(link) => new URL(link.href).pathname')}")
        assert findings(visitor.page) == []
