"""A demonstration portal in processes of its own, and Debian's Chromium to drive it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.portal_process import ROOT, PortalProcess

CHROMIUM = "/usr/bin/chromium"
PICTURES = ROOT / "docs" / "pictures"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalProcess]:
    """The demonstration municipality, served as `make run` serves it."""
    process = PortalProcess(tmp_path_factory.mktemp("portal"))
    process.manage("migrate", "--no-input", "--verbosity", "0")
    process.manage("collectstatic", "--no-input", "--verbosity", "0")
    process.manage("demo_data", "--once")
    process.start_web()
    process.start_worker()
    yield process
    process.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


class Visitor:
    """A person at a browser: signs in, looks, takes pictures."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.foreign_requests: list[str] = []
        self.script_errors: list[str] = []
        self.page.on("request", self._note_request)
        self.page.on("pageerror", lambda error: self.script_errors.append(str(error)))

    def open(self, path: str) -> None:
        """Go to an address of the portal."""
        response = self.page.goto(self.address + path)
        assert response is not None
        assert response.status < 400, f"{path}: {response.status}"

    def sign_in(self, email: str, password: str) -> None:
        """Come in through the front door."""
        self.open("/accounts/login/")
        self.page.locator("input[name=login]").fill(email)
        self.page.locator("input[name=password]").fill(password)
        self.page.get_by_role("button", name="Войти").click()
        self.page.wait_for_url(self.address + "/")

    def picture(self, name: str, *, full_page: bool = False) -> None:
        """Keep what the person sees for the README and the guide."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=full_page)

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.foreign_requests.append(request.url)


@pytest.fixture
def visit(browser: Browser, portal: PortalProcess) -> Iterator[object]:
    """Opens a fresh browser context: `visit()`, `visit(phone=True)`, `visit(scripts=False)`."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def open_context(*, phone: bool = False, scripts: bool = True) -> Visitor:
        context = browser.new_context(
            viewport=PHONE if phone else DESKTOP,
            java_script_enabled=scripts,
            locale="ru-RU",
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        visitors.append(Visitor(context, portal.address))
        return visitors[-1]

    yield open_context
    for visitor in visitors:
        assert visitor.foreign_requests == []
        assert visitor.script_errors == []
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where downloaded reports go."""
    return tmp_path_factory.mktemp("downloads")
