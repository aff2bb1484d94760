"""Two responsible parties that are one: merged in the browser, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from shnor_portal.demo.places import MAIL_DOMAIN, PASSWORD
from tests.unit.plans import making

pytestmark = pytest.mark.e2e

COORDINATOR = f"coordinator@{MAIL_DOMAIN}"


def confirmed_plan(visitor, mine, other):
    """Paste a plan of two parties and make it a roadmap; its address."""
    rows = [
        making.HEADER[:4],
        ("1", "Разбор итогов", "до 15.12.2027", mine),
        ("2", "Семинар", "май 2027", other),
    ]
    text = making.plain(rows, (f"Дорожная карта «{mine}» на 2027 год",)).decode()
    visitor.open("/roadmaps/import/")
    visitor.page.locator("textarea[name=text]").fill(text)
    visitor.page.get_by_role("button", name="Прочитать вставленное").click()
    visitor.page.wait_for_url(re.compile(r"/roadmaps/import/\d+/"))
    visitor.page.get_by_role("button", name="Создать").click()
    visitor.page.wait_for_url(re.compile(r"/roadmaps/\d+/$"))
    return visitor.page.url.removeprefix(visitor.address)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_merged_parties_have_their_assignments_under_the_kept_one(visit, scripts):
    mine, other = ("Лесной кружок", "Полевая служба") if scripts else ("Речной пост", "Горный пост")
    visitor = visit(scripts=scripts)
    visitor.sign_in(COORDINATOR, PASSWORD)
    plan, page = confirmed_plan(visitor, mine, other), visitor.page
    visitor.open("/roadmaps/parties/")
    page.get_by_role("link", name=mine, exact=True).last.click()
    page.get_by_label("С кем").fill(other)
    page.get_by_role("button", name="Показать, что изменится").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Объединить «{mine}» с «{other}»?")
    expect(page.locator("main")).to_contain_text("1\u00a0мероприятие и 1\u00a0поручение")
    page.get_by_role("button", name="Объединить", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(other)
    expect(page.locator("#names")).to_contain_text(mine)

    visitor.open("/roadmaps/parties/")
    expect(page.get_by_role("link", name=mine, exact=True)).to_have_count(0)
    visitor.open(plan)
    page.get_by_label("Ответственный").select_option(label=other)
    page.get_by_role("button", name="Показать", exact=True).click()
    expect(page.locator(".plan-table tbody tr[id]")).to_have_count(2)
    page.get_by_role("link", name="Разбор итогов").click()
    expect(page.locator("main")).to_contain_text(mine)
    expect(page.locator("main")).to_contain_text(other)
