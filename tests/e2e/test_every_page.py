"""Every page of the portal can be used by everybody: axe-core, phone, desk and 200 % zoom.

The pages are those of the table of addresses: a new one is looked at without being named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route

from tests.routes.asking import LINES, arguments, query, signed_in, standing_scene
from tests.routes.subject import Line
from tests.scene import Scene

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]

ADDRESS = "http://testserver"
ZOOMED = 640
WIDTHS = {1280: 900, ZOOMED: 450, 360: 740}


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Scene]:
    """Built once; nothing is written.

    The driver of the browser keeps a loop running in this thread: pages are made between its turns.
    """
    folder = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with django_db_blocker.unblock(), standing_scene(folder) as scene:
            yield scene


@pytest.fixture(autouse=True)
def _scratch_installation(scene: Scene) -> None:
    """The module's own installation stands instead of the one per test."""


def seen_by(person: str, *, but_not: tuple[str, ...] = ()) -> list[Line]:
    """Lines whose page the person sees and none of the others does."""
    return [
        line
        for line in LINES
        if (line.method, line.expected[person]) == ("GET", "ok")
        and not any(line.expected[other] == "ok" for other in but_not)
    ]


def pages_of(scene: Scene, person: str, lines: list[Line]) -> dict[str, str]:
    """The HTML of the addresses; files and fragments are left out."""
    client = signed_in(scene, person)
    found = {}
    for line in lines:
        asked = query(scene, line)
        path = reverse(line.route, args=arguments(scene, line))
        answer = client.get(path, asked)
        if answer.streaming:
            answer.close()
            continue
        text = answer.text if "text/html" in answer.headers.get("Content-Type", "") else ""
        if "<html" in text:
            found[f"{path}?{urlencode(asked)}" if asked else path] = text
    return found


def serve(page: Page, pages: dict[str, str]) -> None:
    """Answer the browser with the pages and the portal's own static files, nothing else."""

    def answer(route: Route) -> None:
        parts = urlsplit(route.request.url)
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        is_static = parts.path.startswith("/static/")
        file = finders.find(parts.path.removeprefix("/static/")) if is_static else None
        if address in pages and route.request.is_navigation_request():
            route.fulfill(body=pages[address], content_type="text/html; charset=utf-8")
        elif file:
            route.fulfill(path=Path(file))
        else:
            route.fulfill(status=404, body="")

    page.route("**/*", answer)


def findings(page: Page) -> list[str]:
    """What axe-core calls serious or critical, and what is wider than the window."""
    found = []
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            found.append(f"{width}: scrolls sideways, {needed}")
        if width == ZOOMED:
            continue
        found += [
            f"{width}: {one['id']}: {node['html'][:160]}"
            for one in Axe().run(page).response["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]
    return found


@pytest.mark.parametrize(
    ("person", "but_not"),
    [
        ("anonymous", ()),
        ("head", ("anonymous",)),
        ("coordinator", ("anonymous",)),
        ("administrator", ("anonymous", "coordinator")),
        ("observer", ("anonymous", "coordinator")),
    ],
)
def test_every_page_can_be_used_by_everybody(
    scene: Scene, browser: Browser, person: str, but_not: tuple[str, ...]
) -> None:
    pages = pages_of(scene, person, seen_by(person, but_not=but_not))
    context = browser.new_context(locale="ru-RU", reduced_motion="reduce")
    page = context.new_page()
    serve(page, pages)
    found = {}
    for address in pages:
        page.goto(f"{ADDRESS}{address}")
        lines = findings(page)
        if lines:
            found[address] = lines
    context.close()
    assert found == {}


def test_a_page_that_cannot_be_used_is_found(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    bad = '<html lang="ru"><title>П</title><img src="/x"><p style="width: 500px">Широко</p></html>'
    serve(page, {"/bad/": bad})
    page.goto(f"{ADDRESS}/bad/")
    found = findings(page)
    context.close()
    assert found[0].startswith("1280: image-alt")
    assert found[-2].startswith("360: scrolls sideways")


def test_pages_come_with_their_looks(scene: Scene, browser: Browser) -> None:
    """Else contrast and widths would be judged on bare text."""
    line = next(one for one in LINES if one.name == "roadmaps:roadmap")
    pages = pages_of(scene, "coordinator", [line])
    context = browser.new_context()
    page = context.new_page()
    serve(page, pages)
    page.goto(f"{ADDRESS}{next(iter(pages))}")
    colour = page.evaluate("getComputedStyle(document.querySelector('.main a')).color")
    context.close()
    assert colour == "rgb(29, 78, 137)"  # --action of theme.css
