"""Figures typed by hand in a real browser: a block from Excel, sums at once, keys of a table."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from shnor_portal.demo.places import MAIL_DOMAIN, PASSWORD
from tests.e2e.test_accessibility import findings

pytestmark = pytest.mark.e2e

FIELDS = "tbody tr:nth-child({}) .cell-input"
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def table(visit):
    """The table of a work that nobody has figures of."""

    def open_table(max_score="", procedure="vpr", **how):
        visitor = visit(**how)
        visitor.sign_in(f"coordinator@{MAIL_DOMAIN}", PASSWORD)
        query = {
            "municipality": 1, "academic_year": 2026, "procedure": procedure, "subject": "История",
            "grade": 7, "attempt": "first", "max_score": max_score,
        }  # fmt: skip
        visitor.open(f"/assessments/entry/?{urlencode(query)}")
        return visitor.page

    return open_table


def field(page, row, column):
    return page.locator(FIELDS.format(row)).nth(column)


def values(page, row):
    return page.locator(FIELDS.format(row)).evaluate_all("all => all.map(one => one.value)")


def paste(page, row, column, text):
    field(page, row, column).focus()
    page.evaluate(PASTE, text)


def live(page, kind, row=None):
    place = "tfoot" if row is None else f"tbody tr:nth-child({row})"
    return page.locator(f"{place} [data-live={kind}]")


def test_a_block_from_excel_fills_cells_to_the_right_and_below(table):
    page = table()
    paste(page, 2, 0, "1\u00a0020\t\u2009500 \t510\t–\t10\r\n9\t2\t4\t3\t1\r\n")

    assert values(page, 2) == ["1020", "500", "510", "", "10"]
    assert values(page, 3) == ["9", "2", "4", "3", "1"]
    assert values(page, 1) == [""] * 5
    expect(live(page, "sum", 2)).to_have_text("1020")
    expect(live(page, "sum", 3)).to_have_text("10лишних 1")
    expect(live(page, "share", 3)).to_have_text("20,0")
    expect(page.get_by_text("Не сходится строк: 1.")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("button", name="Отменить вставку").click()
    assert values(page, 3) == [""] * 5
    expect(page.get_by_text("Не сходится строк")).to_be_hidden()


def test_what_does_not_fit_or_is_no_number_is_said(table):
    page = table()
    rows = page.locator("tbody tr").count()
    paste(page, rows, 4, "3\t4\nдва")

    expect(page.locator("[data-grid-said]")).to_contain_text("Не поместилось: 2.")
    paste(page, 1, 0, "Школа\t4")
    expect(page.locator("[data-grid-said]")).to_contain_text("Не понято: 1.")
    expect(live(page, "sum", 1)).to_contain_text("не число")
    page.keyboard.press("Control+z")
    assert values(page, 1) == [""] * 5


def test_sums_follow_the_typing_and_stand_under_the_table(table):
    page = table()
    for column, text in enumerate(["10", "3", "3", "3"]):
        field(page, 1, column).fill(text)
    expect(live(page, "sum", 1)).to_have_text("9не хватает 1")
    field(page, 1, 4).fill("1")
    expect(live(page, "sum", 1)).to_have_text("10")
    for column, text in enumerate(["", "1", "2", "3", "4"]):
        field(page, 4, column).fill(text)

    expect(page.locator("tfoot td").nth(0)).to_have_text("20")
    expect(live(page, "sum")).to_have_text("20")
    expect(live(page, "share")).to_have_text("20,0")


def test_keys_lead_through_the_column_and_enter_does_not_send(table):
    page = table()
    field(page, 1, 1).focus()
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(field(page, 2, 1)).to_be_focused()
    page.keyboard.type("6")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(field(page, 3, 2)).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect(field(page, 2, 2)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    expect(field(page, 1, 1)).to_be_focused()

    assert values(page, 1)[1] == "5"
    assert values(page, 2)[1] == "6"


def test_scores_and_their_mean_are_counted_at_once(table):
    page = table(max_score="4")
    paste(page, 1, 0, "10\t1\t2\t3\t4")

    expect(live(page, "sum", 1)).to_have_text("10")
    expect(live(page, "average", 1)).to_have_text("2,00")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert findings(page) == []


def test_a_pasted_table_is_saved(table):
    page = table(max_score="3")
    paste(page, 5, 0, "6\t1\t2\t–\t3")
    page.get_by_role("button", name="Сохранить").click()

    page.wait_for_url(re.compile(r"/assessments/imports/\d+/$"))
    expect(page.get_by_text("баллы 0: 1 · 1: 2 · 3: 3 из 3")).to_be_visible()


def test_a_list_of_signs_is_pasted_as_offices_write_it(visit):
    visitor = visit()
    visitor.sign_in(f"coordinator@{MAIL_DOMAIN}", PASSWORD)
    query = {"municipality": 1, "academic_year": 2024, "layout": "sign:listed"}
    visitor.open(f"/assessments/objectivity/entry/?{urlencode(query)}")
    page = visitor.page
    paste(page, 1, 0, "1\tнет\t–\nда\t+\t0")

    assert values(page, 1)[:3] == ["1", "0", "0"]
    assert values(page, 2)[:3] == ["1", "1", "0"]
    expect(live(page, "sum", 2)).to_have_text("2")
    expect(page.locator("tfoot td").nth(1)).to_have_text("2")
    field(page, 3, 0).fill("5")
    expect(live(page, "sum", 3)).to_contain_text("нужно 0 или 1")
    assert findings(page) == []
    field(page, 3, 0).fill("")
    page.get_by_label("Кто прислал список").fill("Министерство образования")
    page.get_by_label("Номер письма").fill("02-15")
    page.get_by_label("Дата письма").fill("2025-09-01")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("heading", name="Введено вручную")).to_be_visible()


def test_the_table_fits_a_phone_and_works_without_scripts(table):
    page = table(phone=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    paste(page, 1, 0, "4\t1\t1\t1\t1")
    expect(live(page, "sum", 1)).to_have_text("4")

    page = table(scripts=False, procedure="oge")
    expect(page.get_by_text("Всего по отметкам")).to_have_count(1)
    expect(page.get_by_text("Всего по отметкам")).to_be_hidden()
    for column, text in enumerate(["", "1", "1", "1", "1"]):
        field(page, 1, column).fill(text)
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("Результаты сохранены")).to_be_visible()
