"""The whole journey, once, in a real browser against a real worker.

The coordinator uploads a plan in Word, corrects a row, confirms; edits an activity while its
deadline's reading follows the typing. A school head marks an assignment done with a note and a
document; the coordinator returns it with a reason, the head sees the reason and hands in again,
the coordinator accepts. The coordinator uploads results, rebuilds the list and opens the grounds
of a school. The administrator downloads both reports as PDF and Excel.
"""

import re
from pathlib import Path

import openpyxl
import pdfplumber
import pytest
from playwright.sync_api import expect

from shnor_portal.demo import plan, results
from shnor_portal.demo.people import head_address
from shnor_portal.demo.places import HEAD_OF_DEMONSTRATION, MAIL_DOMAIN, MUNICIPALITY, PASSWORD
from tests.workbook_maker import xlsx

pytestmark = pytest.mark.e2e

COORDINATOR = f"coordinator@{MAIL_DOMAIN}"
ADMINISTRATOR = f"admin@{MAIL_DOMAIN}"
HEAD = head_address(HEAD_OF_DEMONSTRATION)
NEW_PLAN = "План на два года.docx"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def coordinator(visit):
    """The coordinator, signed in."""
    visitor = visit()
    visitor.sign_in(COORDINATOR, PASSWORD)
    return visitor


def upload_plan(visitor, name, content):
    """Upload a document and come to its review."""
    visitor.open("/roadmaps/import/")
    visitor.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": WORD, "buffer": content}
    )
    visitor.page.get_by_role("button", name="Загрузить и проверить").click()
    visitor.page.wait_for_url(re.compile(r"/roadmaps/import/\d+/"))


def test_plan_in_word_becomes_a_roadmap_and_is_edited(coordinator):
    page = coordinator.page
    upload_plan(coordinator, NEW_PLAN, plan.plan_document(2027, 2028))
    total = sum(len(rows) for _, rows in plan.SECTIONS)
    rows = page.locator(".draft-table tbody tr:not(.table-section)")
    expect(rows).to_have_count(total)
    coordinator.picture("import-review")
    # Half of its rows and a year are those of the plan in force.
    expect(page.get_by_text("Сравнить с дорожной картой").first).to_be_visible()

    line = rows.filter(has_text="Установочное совещание").last
    line.get_by_role("link", name="Исправить").click()
    page.get_by_label("Итоговый документ").fill("Протокол с подписями")
    page.get_by_role("button", name="Сохранить", exact=True).click()
    corrected = page.locator(".draft-table").get_by_text("Протокол с подписями")
    expect(corrected.first).to_be_visible()

    page.get_by_role("button", name="Создать новую").click()
    page.wait_for_url(re.compile(r"/roadmaps/\d+/$"))
    expect(page.get_by_text("Протокол с подписями")).to_be_visible()
    expect(page.get_by_text("12 школ").first).to_be_visible()

    page.get_by_role("link", name="Установочное совещание со школьными командами").click()
    page.get_by_role("link", name="Изменить").click()
    page.locator("[name=deadline_text]").fill("до 30 декабря, ежегодно")
    expect(page.locator("#reading")).to_contain_text("30 декабря")
    expect(page.locator("#reading")).to_contain_text("2027–2028")
    coordinator.picture("activity-edit")
    page.get_by_role("button", name="Сохранить", exact=True).click()
    expect(page.get_by_text("до 30 декабря, ежегодно").first).to_be_visible()
    coordinator.picture("activity")


def test_head_hands_in_and_coordinator_returns_then_accepts(visit, coordinator):
    head = visit()
    head.sign_in(HEAD, PASSWORD)
    head.picture("head-home")
    head.page.get_by_role("link", name="Отметить выполнение").first.click()
    title = head.page.locator("h1").inner_text()
    address = head.page.url.removeprefix(head.address)
    hand_in(head, "Приказ подписан, команда работает.")
    expect(head.page.get_by_text("на проверке").first).to_be_visible()

    coordinator.open("/review/")
    coordinator.picture("review")
    coordinator.open(address)
    expect(coordinator.page.get_by_role("heading", name=title)).to_be_visible()
    coordinator.page.get_by_label("Причина возврата").select_option(label="нет подписи")
    coordinator.page.locator(".send-back textarea").fill("Нет подписи директора.")
    coordinator.page.locator(".send-back button").click()
    expect(coordinator.page.get_by_text("возвращено").first).to_be_visible()

    head.open("/")
    expect(head.page.get_by_text("Нет подписи директора.").first).to_be_visible()
    head.open(address)
    hand_in(head, "Подписано и приложено снова.")

    coordinator.open(address)
    coordinator.page.get_by_role("button", name="Принять").click()
    coordinator.open(address)
    expect(coordinator.page.get_by_text("принято").first).to_be_visible()


def hand_in(head, note):
    """Fill in what was done, attach a document, send."""
    head.page.get_by_label("Что сделано").fill(note)
    head.page.get_by_label(re.compile("Приложить")).set_input_files(
        {"name": "Приказ.docx", "mimeType": WORD, "buffer": plan.plan_document(2026, 2026)}
    )
    head.page.get_by_role("button", name="Отметить выполнение").click()
    # The document is still on its way; the work is handed in when it has arrived.
    head.page.wait_for_url(re.compile(r"/assignments/$"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_head_on_a_phone_marks_work_done(visit, scripts):
    head = visit(phone=True, scripts=scripts)
    head.sign_in(head_address(4 if scripts else 5), PASSWORD)
    head.picture("head-phone") if scripts else None
    if scripts:
        width = head.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360
    head.page.get_by_role("link", name=re.compile("Отметить выполнение|Исправить")).first.click()
    head.page.get_by_label("Что сделано").fill("Сделано и записано.")
    head.page.get_by_role("button", name="Отметить выполнение").click()
    expect(head.page.get_by_text("на проверке").first).to_be_visible()


def test_results_come_in_and_the_list_is_rebuilt_with_its_grounds(coordinator):
    page = coordinator.page
    statistics = results.vpr_workbook(MUNICIPALITY, 2023, seed=7)
    flat = xlsx(
        {
            "Результаты": [
                ["Год", "Процедура", "Класс", "Предмет", "Логин", "Кол-во участников", 2, 3, 4, 5],
                ["2022/2023", "ОГЭ", 9, "Математика", "edu980006", 10, 4, 3, 2, 1],
                ["2022/2023", "ОГЭ", 9, "Математика", "edu989999", 10, 4, 3, 2, 1],
            ]
        }
    )
    for name, content in (("ВПР 2023.xlsx", statistics), ("ОГЭ 2023.xlsx", flat)):
        coordinator.open("/assessments/imports/")
        page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": EXCEL, "buffer": content}
        )
        page.get_by_role("button", name="Проверить файлы").click()
        page.wait_for_url(re.compile(r"/assessments/imports/\d+/"))
        if content is flat:
            expect(page.get_by_text("edu989999").first).to_be_visible()
            coordinator.picture("results-import")
        page.get_by_role("button", name="Загрузить результаты").click()
        expect(page.get_by_role("heading", name="Файл загружен")).to_be_visible()

    coordinator.open("/assessments/")
    page.get_by_label("Учебный год").select_option(label="2022/23")
    page.get_by_role("button", name="Показать").click()
    expect(page.locator("tbody").get_by_text("2022/23").first).to_be_visible()
    expect(page.locator("tbody").get_by_text("2023/24")).to_have_count(0)
    coordinator.picture("results")

    coordinator.open("/assessments/runs/")
    page.get_by_label("Учебный год").select_option(label="2022/23")
    page.get_by_role("button", name="Рассчитать перечень").click()
    page.wait_for_url(re.compile(r"/assessments/runs/\d+/"))
    expect(page.get_by_role("link", name="Каменская ООШ")).to_be_visible(timeout=30_000)
    coordinator.picture("list")
    page.get_by_role("link", name="Каменская ООШ").click()
    expect(page.get_by_text("в перечне").first).to_be_visible()
    coordinator.picture("why")


@pytest.mark.parametrize("kind", ["analysis_vpr", "roadmap_progress"])
def test_administrator_downloads_reports_as_pdf_and_excel(visit, downloads, kind):
    administrator = visit()
    administrator.sign_in(ADMINISTRATOR, PASSWORD)
    pdf = make_report(administrator, kind, "pdf", downloads)
    with pdfplumber.open(pdf) as document:
        text = "".join(page.extract_text() for page in document.pages)
    assert "Приозёрн" in text
    workbook = openpyxl.load_workbook(make_report(administrator, kind, "xlsx", downloads))
    assert any(sheet.max_row > 5 for sheet in workbook.worksheets)
    administrator.open("/reports/")
    administrator.picture("reports")


def make_report(visitor, kind: str, file_format: str, folder: Path) -> Path:
    """Ask for a report, wait for the worker, download."""
    page = visitor.page
    visitor.open(f"/reports/new/{kind}/")
    page.locator(f"[name=file_format][value={file_format}]").check()
    page.get_by_role("button", name="Составить").click()
    link = page.get_by_role("link", name=re.compile("Скачать"))
    expect(link.first).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        link.first.click()
    target = folder / f"{kind}.{file_format}"
    download.value.save_as(target)
    return target


def test_roadmap_picture(coordinator):
    coordinator.open("/roadmaps/1/")
    expect(coordinator.page.get_by_role("heading", level=1)).to_be_visible()
    coordinator.picture("roadmap")


def test_all_38_activities_of_a_real_plan_are_shown_before_they_are_saved(coordinator, documents):
    # The last of all: no picture of the guide shows the words of a real plan.
    upload_plan(coordinator, "plan.docx", (documents / "tonshaevo.docx").read_bytes())
    rows = coordinator.page.locator(".draft-table tbody tr:not(.table-section)")
    expect(rows).to_have_count(38)
    coordinator.page.get_by_role("button", name="Создать дорожную карту").click()
    coordinator.page.wait_for_url(re.compile(r"/roadmaps/\d+/$"))
    expect(coordinator.page.get_by_text("38 мероприятий").first).to_be_visible()
