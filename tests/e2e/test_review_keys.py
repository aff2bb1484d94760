"""Judging work with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from shnor_portal.demo.places import MAIL_DOMAIN, PASSWORD

pytestmark = pytest.mark.e2e


def test_queue_is_walked_ticked_and_judged_by_keys(visit):
    coordinator = visit()
    coordinator.sign_in(f"coordinator@{MAIL_DOMAIN}", PASSWORD)
    coordinator.open("/review/")
    page = coordinator.page
    rows = page.locator("[data-row]")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("KeyF")
    expect(rows.nth(0).get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/assignments/\d+/\?from=review"))
    page.keyboard.press("KeyF")
    expect(page.get_by_text(re.compile("^Принято: ")).first).to_be_visible()
