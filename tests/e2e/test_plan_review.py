"""The review of an imported plan with the keyboard alone, and a plan that is pasted."""

import re

import pytest
from playwright.sync_api import expect

from shnor_portal.demo.places import MAIL_DOMAIN, PASSWORD
from tests.e2e.test_accessibility import look_at
from tests.unit.plans import clipboard, making

pytestmark = pytest.mark.e2e

COORDINATOR = f"coordinator@{MAIL_DOMAIN}"
ROWS = [
    (*making.HEADER[:4], "Светофор"),
    ("1", "Разбор итогов", "когда-нибудь", "Методист", "красный"),
    ("2", "Семинар", "как-нибудь", "Руководители ОО", "жёлтый"),
    ("3", "Сбор", "", "Методист", "красный"),
    ("4", "Отчёт", "до 15.12.2027", "Методист", "зелёный"),
    ("5", "Выставка", "май 2027", "Методист", "жёлтый"),
]
PASTE = """([text, page]) => {
  const field = document.querySelector("[data-paste] textarea");
  field.focus();
  const data = new DataTransfer();
  data.setData("text/plain", text);
  data.setData("text/html", page);
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  if (field.dispatchEvent(event)) document.execCommand("insertText", false, text);
}"""


@pytest.fixture
def coordinator(visit):
    """The coordinator, signed in."""
    visitor = visit()
    visitor.sign_in(COORDINATOR, PASSWORD)
    return visitor


def paste(visitor, title):
    """Paste the plan with its clipboard's page and come to its review."""
    lines = (f"Дорожная карта «{title}» на 2027 год", "Цель: повысить результаты школ.")
    visitor.open("/roadmaps/import/")
    text, page = making.plain(ROWS, lines).decode(), clipboard.from_word(ROWS, lines).decode()
    visitor.page.evaluate(PASTE, [text, page])
    expect(visitor.page.locator("[data-paste-told]")).to_contain_text("вместе с таблицами")
    visitor.page.get_by_role("button", name="Прочитать вставленное").click()
    visitor.page.wait_for_url(re.compile(r"/roadmaps/import/\d+/"))


def focused(page):
    """The words of the row that has the focus."""
    return page.locator("[data-row]:focus")


def test_pasted_plan_is_kept_with_what_the_clipboard_held(coordinator):
    paste(coordinator, "Вставка")
    expect(coordinator.page.locator(".breadcrumbs")).to_contain_text(
        re.compile(r"Вставлено .*html")
    )
    expect(coordinator.page.locator("[data-line]")).to_have_count(5)


def test_doubtful_rows_are_settled_with_the_keyboard_alone(coordinator):
    page = coordinator.page
    paste(coordinator, "Клавиши")
    page.keyboard.press("j")
    expect(focused(page)).to_contain_text("Разбор итогов")
    page.keyboard.press("ArrowDown")
    expect(focused(page)).to_contain_text("Семинар")
    page.keyboard.press("k")
    page.keyboard.press("e")
    expect(page.locator("#row_title")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("до 1 марта 2027")
    page.keyboard.press("Control+Enter")
    expect(focused(page)).to_contain_text("Семинар")
    expect(page.locator("#review-left")).to_contain_text("Осталось 2 из 5")
    page.keyboard.press("Enter")
    expect(focused(page)).to_contain_text("Сбор")
    page.keyboard.press("Delete")
    expect(page.locator("h1")).to_contain_text("сомнительных нет")
    expect(page.locator("tr.draft-dropped")).to_have_count(1)
    expect(page.locator("[data-line]")).to_have_count(5)


def test_lines_of_the_table_hand_the_focus_on(coordinator):
    page = coordinator.page
    paste(coordinator, "Строки")
    page.locator("tr[data-row]", has_text="Отчёт").first.focus()
    page.keyboard.press("Enter")
    expect(focused(page)).to_contain_text("Выставка")
    page.keyboard.press("e")
    expect(page.locator("#row_title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(focused(page)).to_contain_text("Выставка")


@pytest.mark.parametrize(("phone", "width"), [(False, 1280), (True, 360)], ids=["desk", "phone"])
def test_review_and_its_forms_are_accessible(visit, phone, width):
    coordinator = visit(phone=phone)
    coordinator.sign_in(COORDINATOR, PASSWORD)
    paste(coordinator, f"Для всех, {width}")
    review = coordinator.page.url.removeprefix(coordinator.address)
    row = coordinator.page.locator("[data-line]").first.get_attribute("data-line")
    pages = (
        review,
        f"{review}?order=document",
        f"{review}?edit={row}",
        f"{review}columns/",
        f"{review}texts/goal/1/",
        "/roadmaps/headings/",
    )
    assert look_at(coordinator, pages, width) == {}


def test_rows_are_decided_without_scripts(visit):
    coordinator = visit(scripts=False)
    coordinator.sign_in(COORDINATOR, PASSWORD)
    page = coordinator.page
    coordinator.open("/roadmaps/import/")
    lines = ("Дорожная карта «Без скриптов» на 2027 год",)
    page.get_by_label("Вставить из Word или Excel").fill(making.plain(ROWS, lines).decode())
    page.get_by_role("button", name="Прочитать вставленное").click()
    page.wait_for_url(re.compile(r"/roadmaps/import/\d+/"))
    expect(page.locator("[data-line]")).to_have_count(5)
    page.get_by_role("button", name="Верно, дальше").first.click()
    expect(page.locator("#review-left")).to_contain_text("Осталось 2 из 5")
    line = page.locator("tr", has_text="Выставка")
    line.get_by_role("button", name="Пропустить").click()
    expect(page.locator("tr.draft-dropped")).to_contain_text("Выставка")
    page.get_by_role("link", name="Изменить столбцы").click()
    page.get_by_label("Светофор").select_option(label="не переносить")
    page.get_by_role("button", name="Прочитать заново").click()
    expect(page.locator(".notice").first).to_contain_text("Запомнено: «Светофор»")
    expect(page.locator("tr.draft-dropped")).to_contain_text("Выставка")
