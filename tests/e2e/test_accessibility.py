"""Pages full of the demonstration's data: no serious finding of axe-core, none wider than a phone.

Every address is looked at in `test_every_page`; here those whose tables and charts are long.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from shnor_portal.demo.people import head_address
from shnor_portal.demo.places import HEAD_OF_DEMONSTRATION, MAIL_DOMAIN, PASSWORD

pytestmark = pytest.mark.e2e

OFFICE_PAGES = (
    "/",
    "/roadmaps/1/",
    "/roadmaps/1/matrix/?columns=dates",
    "/roadmaps/1/calendar/",
    "/roadmaps/1/indicators/",
    "/roadmaps/1/coverage/",
    "/roadmaps/1/completeness/",
    "/roadmaps/1/new-year/",
    "/roadmaps/1/history/",
    "/roadmaps/2/editions/comparison/?old=1&new=2",
    "/roadmaps/schools/",
    "/assignments/all/",
    "/review/",
    "/assessments/",
    "/assessments/runs/3/",
    "/assessments/runs/3/edu980007/",
    "/assessments/runs/3/compare/?with=2",
)
ADMINISTRATOR_PAGES = ("/people/", "/journal/", "/schools/")
HEAD_PAGES = ("/", "/assignments/", "/roadmaps/1/")


def findings(page) -> list[str]:
    """What axe-core calls serious or critical on the page, in a line each."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{found['id']}: {node['html'][:120]}"
        for found in violations
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]


def look_at(visitor, paths, width: int) -> dict[str, list[str]]:
    """Findings by page; a page that scrolls sideways is a finding too."""
    found = {}
    for path in paths:
        visitor.open(path)
        lines = findings(visitor.page)
        scroll_width = visitor.page.evaluate("document.documentElement.scrollWidth")
        if scroll_width > width:
            lines.append(f"scrolls sideways: {scroll_width} > {width}")
        if lines:
            found[path] = lines
    return found


@pytest.mark.parametrize(("phone", "width"), [(False, 1280), (True, 360)], ids=["desk", "phone"])
def test_office_pages_are_accessible(visit, phone, width):
    coordinator = visit(phone=phone)
    coordinator.sign_in(f"coordinator@{MAIL_DOMAIN}", PASSWORD)
    assert look_at(coordinator, OFFICE_PAGES, width) == {}


@pytest.mark.parametrize(("phone", "width"), [(False, 1280), (True, 360)], ids=["desk", "phone"])
def test_administrator_pages_are_accessible(visit, phone, width):
    administrator = visit(phone=phone)
    administrator.sign_in(f"admin@{MAIL_DOMAIN}", PASSWORD)
    assert look_at(administrator, ADMINISTRATOR_PAGES, width) == {}


@pytest.mark.parametrize(("phone", "width"), [(False, 1280), (True, 360)], ids=["desk", "phone"])
def test_head_pages_are_accessible(visit, phone, width):
    head = visit(phone=phone)
    head.open("/accounts/login/")
    assert findings(head.page) == []
    head.sign_in(head_address(HEAD_OF_DEMONSTRATION), PASSWORD)
    assert look_at(head, HEAD_PAGES, width) == {}
