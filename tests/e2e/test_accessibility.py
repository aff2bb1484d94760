"""Pages can be used by everybody: no serious finding of axe-core, nothing wider than a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from shnor_portal.demo.people import head_address
from shnor_portal.demo.places import HEAD_OF_DEMONSTRATION, MAIL_DOMAIN, PASSWORD

pytestmark = pytest.mark.e2e

OFFICE_PAGES = (
    "/",
    "/roadmaps/",
    "/roadmaps/1/",
    "/roadmaps/1/bulk/?field=deliverable&operation=append&find=&words=%D1%84%D0%BE%D1%82%D0%BE",
    "/roadmaps/1/filters/?state=overdue",
    "/roadmaps/1/undated/",
    "/roadmaps/1/texts/",
    "/roadmaps/1/texts/facts/",
    "/roadmaps/1/texts/objectives/add/",
    "/roadmaps/1/texts/abbreviations/",
    "/roadmaps/1/done-when/",
    "/roadmaps/1/activities/2/done-when/",
    "/roadmaps/1/new-year/",
    "/roadmaps/1/template/",
    "/roadmaps/templates/",
    "/roadmaps/1/calendar/",
    "/calendar/?month=2026-12",
    "/me/calendar/",
    "/roadmaps/1/history/",
    "/roadmaps/1/activities/2/",
    "/roadmaps/1/activities/2/history/",
    "/roadmaps/1/activities/2/calendar/",
    "/roadmaps/calendar/",
    "/roadmaps/calendar/series/1/",
    "/roadmaps/calendar/events/1/",
    "/roadmaps/calendar/years/2026/",
    "/roadmaps/calendar/days/add/",
    "/roadmaps/undated/",
    "/roadmaps/1/activities/2/edit/",
    "/roadmaps/1/import/",
    "/roadmaps/1/indicators/",
    "/roadmaps/1/indicators/1/",
    "/roadmaps/1/indicators/4/",
    "/roadmaps/1/indicators/3/measure/",
    "/roadmaps/1/completeness/",
    "/roadmaps/1/activities/2/goals/",
    "/roadmaps/import/",
    "/assignments/all/",
    "/review/",
    "/schools/",
    "/schools/edu980007/",
    "/assessments/",
    "/assessments/imports/",
    "/assessments/imports/1/",
    "/assessments/runs/",
    "/assessments/runs/3/",
    "/assessments/runs/3/edu980007/",
    "/reports/",
    "/reports/new/analysis_vpr/",
    "/me/",
)
ADMINISTRATOR_PAGES = (
    "/people/",
    "/people/add/",
    "/people/1/",
    "/schools/",
    "/schools/import/",
    "/letters/",
    "/journal/",
    "/letters/settings/1/",
)
HEAD_PAGES = (
    "/",
    "/assignments/",
    "/roadmaps/",
    "/roadmaps/1/",
    "/roadmaps/templates/",
    "/assessments/",
    "/me/",
    "/me/letters/",
)


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
