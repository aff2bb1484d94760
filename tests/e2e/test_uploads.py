"""A head on a poor line: files go on by themselves after the line is back and after a reload."""

import io
import os
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from shnor_portal.demo.people import head_address
from shnor_portal.demo.places import MAIL_DOMAIN, PASSWORD
from tests.e2e.test_accessibility import findings

pytestmark = pytest.mark.e2e

HEAD = head_address(5)
COORDINATOR = f"coordinator@{MAIL_DOMAIN}"
PIECES = "**/uploads/*/?offset=*"
PDF_KIND = "application/pdf"


@pytest.fixture
def head(visit):
    """A head on the phone, on the page of work that is still owed."""
    visitor = visit(phone=True)
    visitor.sign_in(HEAD, PASSWORD)
    visitor.open("/assignments/")
    visitor.page.get_by_role("link", name=re.compile("Отметить выполнение|Исправить")).first.click()
    visitor.page.wait_for_url(re.compile(r"/assignments/\d+/$"))
    return visitor


def document(size=1_500_000):
    return b"%PDF-1.7\n" + os.urandom(size).replace(b"%", b"x") + b"\n%%EOF\n"


def choose(head, *files):
    head.page.get_by_label(re.compile("Приложить")).set_input_files(list(files))


def pdf(name, content=None):
    return {"name": name, "mimeType": PDF_KIND, "buffer": content or document()}


def photo(colour):
    stream = io.BytesIO()
    Image.new("RGB", (600, 800), colour).save(stream, "JPEG")
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def test_file_goes_on_after_the_line_is_back(head):
    page, context = head.page, head.page.context
    page.get_by_label("Что сделано").fill("Пишу, пока загружается")
    sent = []

    def break_line(route):
        sent.append(route.request.url)
        if len(sent) == 3:
            context.set_offline(True)
        route.continue_()

    page.route(PIECES, break_line)
    choose(head, pdf("Справка о линии.pdf"))
    expect(page.get_by_text("Нет связи. Загрузка продолжится сама.")).to_be_visible()
    context.set_offline(False)
    expect(page.locator("#documents").get_by_text("Справка о линии.pdf")).to_be_visible()
    offsets = [int(url.rpartition("=")[2]) for url in sent]
    assert sorted(set(offsets)) == list(range(0, max(offsets) + 1, 256 * 1024))
    assert offsets.count(0) == 1
    expect(page.get_by_label("Что сделано")).to_have_value("Пишу, пока загружается")


def test_file_goes_on_after_the_page_was_reloaded(head):
    page = head.page
    sent = []

    def stop_after_two(route):
        sent.append(int(route.request.url.rpartition("=")[2]))
        if len(sent) <= 2:
            route.continue_()
        else:
            route.abort()

    page.route(PIECES, stop_after_two)
    choose(head, pdf("Справка о перезагрузке.pdf"))
    expect(page.get_by_text("Нет связи. Загрузка продолжится сама.")).to_be_visible()
    page.unroute(PIECES)
    again = []
    page.route(
        PIECES,
        lambda route: (again.append(int(route.request.url.rpartition("=")[2])), route.continue_()),
    )
    page.reload()
    expect(page.locator("#documents").get_by_text("Справка о перезагрузке.pdf")).to_be_visible()
    assert min(again) == 2 * 256 * 1024


def test_file_goes_on_after_signing_in_again(head):
    page, context = head.page, head.page.context
    session = [one for one in context.cookies() if one["name"] == "sessionid"]
    context.clear_cookies(name="sessionid")
    choose(head, pdf("Справка о сеансе.pdf"))
    expect(page.get_by_text("Сеанс закончился. Войдите снова")).to_be_visible()
    context.add_cookies(session)
    expect(page.locator("#documents").get_by_text("Справка о сеансе.pdf")).to_be_visible(
        timeout=30_000
    )


def test_handing_in_waits_for_the_files(head):
    page = head.page
    page.get_by_label("Что сделано").fill("Сдаю с документом")
    choose(head, pdf("Приказ о сдаче.pdf"))
    page.get_by_role("button", name="Отметить выполнение").click()
    page.wait_for_url(re.compile(r"/assignments/$"))
    expect(page.get_by_text("Отправлено на проверку").first).to_be_visible()


def test_refused_file_says_why_and_the_others_stay(head):
    page = head.page
    bad = {"name": "Страница.pdf", "mimeType": PDF_KIND, "buffer": b"<html><body>x</body></html>"}
    choose(head, bad, pdf("Хороший.pdf", document(3000)))
    expect(page.get_by_text("Это веб-страница.")).to_be_visible()
    expect(page.locator("#documents").get_by_text("Хороший.pdf")).to_be_visible()


def test_several_photos_become_one_document(head):
    page = head.page
    page.get_by_label("Что сделано").fill("Снято телефоном")
    choose(head, photo("red"), photo("blue"), photo("green"))
    page.wait_for_url(re.compile(r"/sheets/$"))
    expect(page.locator(".sheets li")).to_have_count(3)
    page.get_by_role("button", name="Позже: лист 1").click()
    page.get_by_role("button", name="Повернуть: лист 1").click()
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_label("Название документа").fill("Протокол собрания")
    page.get_by_role("button", name="Приложить одним документом").click()
    expect(page.locator("#documents").get_by_text("Протокол собрания.pdf")).to_be_visible()
    expect(page.get_by_label("Что сделано")).to_have_value("Снято телефоном")


def test_form_works_without_scripts(visit):
    visitor = visit(phone=True, scripts=False)
    visitor.sign_in(head_address(6), PASSWORD)
    visitor.open("/assignments/")
    visitor.page.get_by_role("link", name=re.compile("Отметить выполнение|Исправить")).first.click()
    choose(visitor, pdf("Без скриптов.pdf", document(3000)), photo("red"), photo("blue"))
    visitor.page.get_by_role("button", name="Сохранить без отправки").click()
    expect(visitor.page.get_by_text("Без скриптов.pdf").first).to_be_visible()
    expect(
        visitor.page.get_by_text(re.compile(r"Снимки \d\d\.\d\d\.\d{4}\.pdf")).first
    ).to_be_visible()


def test_pages_of_documents_are_accessible(head):
    page = head.page
    choose(head, pdf("Доступный.pdf", document(3000)))
    expect(page.locator("#documents").get_by_text("Доступный.pdf")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("button", name="Изменить документ Доступный.pdf").click()
    assert findings(page) == []
    page.go_back()
    page.get_by_role("button", name="Взять из приложенных раньше").click()
    assert findings(page) == []
