"""Who may do what: every address of the portal × method × role, in the tables of `tests.routes`.

A new address, or a method that an address begins to take, fails here until it has a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings as portal_settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import reverse

from core.web.display import COOKIE
from core.web.errors import NOT_ALLOWED, NOT_UNDERSTOOD, SESSION_ENDED, WRONG_METHOD
from tests.routes.asking import (
    LINES,
    OF_OBJECTS,
    ROUTES,
    arguments,
    query,
    sent,
    signed_in,
    standing_scene,
)
from tests.routes.subject import ROLES, Line
from tests.scene import Scene

pytestmark = pytest.mark.django_db

LARGEST = 10**18 - 1
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Scene]:
    """Built once; every request is undone."""
    with django_db_blocker.unblock(), standing_scene(tmp_path_factory.mktemp("routes")) as scene:
        yield scene


@pytest.fixture(autouse=True)
def _scratch_installation(scene: Scene, tmp_path: Path) -> None:
    """The module's own installation stands instead of the one per test."""


@dataclass(frozen=True)
class Answer:
    """What a request was answered with, and what it wrote."""

    response: HttpResponse
    writes: list[str]


def ask(scene: Scene, line: Line, person: str, method: str = "") -> Answer:
    """Send the request of `line` as `person`, and undo it."""
    method = method or line.method
    address = reverse(line.route, args=arguments(scene, line))
    client = signed_in(scene, person)
    asked = urlencode(query(scene, line))
    with transaction.atomic():
        with written() as writes:
            if method == "GET":
                response = client.get(address, query(scene, line))
            elif method == "POST":
                response = client.post(f"{address}?{asked}", sent(scene, line, person))
            else:
                response = client.generic(method, address, QUERY_STRING=asked)
        response.getvalue() if response.streaming else None
        transaction.set_rollback(True)
    return Answer(
        response, [sql for sql in writes if method != "GET" or "django_session" not in sql]
    )


@contextmanager
def written() -> Iterator[list[str]]:
    """The statements that write, without their values: with them each would be a query more."""
    found: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            found.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield found


def outcome(line: Line, answer: Answer) -> str:
    """The word of the table for an answer; a longer one where something is not in order."""
    response, wrote = answer.response, bool(answer.writes)
    location = response.headers.get("Location", "")
    if response.status_code == 302 and "next=" in location:
        is_sign_in = location.startswith(reverse(portal_settings.LOGIN_URL))
        return "in" if is_sign_in and not wrote else f"302 {location}, written: {wrote}"
    if response.status_code in (200, 302):
        if line.method == "GET":
            return f"a GET that writes: {answer.writes[0]}" if wrote else "ok"
        return "ok" if wrote or COOKIE in response.cookies else "idle"
    if wrote:
        return f"{response.status_code}, yet written: {answer.writes[0]}"
    if response.status_code == 403 and SESSION_ENDED.heading in response.text:
        return "in" if f'href="{reverse(portal_settings.LOGIN_URL)}' in response.text else "lost"
    if response.status_code == 403:
        return "403" if speaks(response) else f"403 without its sentence: {response.text[:80]}"
    return {422: "again"}.get(response.status_code, str(response.status_code))


def speaks(response: HttpResponse) -> bool:
    """Whether the page of a refusal says which rule refuses."""
    page = response.content.decode()
    return NOT_ALLOWED.heading in page and NOT_ALLOWED.what_happened not in page


# The first line of an address stands for the address itself, its first page for its pages.
FIRST = {line.route: line for line in reversed(LINES)}
FIRST_PAGE = {line.route: line for line in reversed(LINES) if line.method == "GET"}


@pytest.mark.parametrize("line", LINES, ids=str)
def test_each_role_gets_what_the_table_says(scene: Scene, line: Line) -> None:
    answers = {person: ask(scene, line, person) for person in ROLES}
    assert {person: outcome(line, one) for person, one in answers.items()} == line.expected
    if line is FIRST_PAGE.get(line.route):
        head = ask(scene, line, "coordinator", "HEAD").response
        assert head.status_code == answers["coordinator"].response.status_code


@pytest.mark.parametrize("route", ROUTES)
def test_address_has_its_lines_and_takes_no_other_method(scene: Scene, route: str) -> None:
    assert route in FIRST, f"{route} has no line in the table"
    given = {line.method for line in LINES if line.route == route}
    given |= {"HEAD"} if "GET" in given else set()
    for method in METHODS:
        if method not in given:
            # Refused before anybody is looked at: who has no role has the shortest page.
            answer = ask(scene, FIRST[route], "nobody", method).response
            assert answer.status_code == 405, f"{route} takes {method} without a line"
            assert method == "HEAD" or WRONG_METHOD.what_happened in answer.text


def test_each_line_is_of_an_address_and_no_case_stands_twice() -> None:
    asked = [str(line) for line in LINES]
    assert {line.route for line in LINES} <= set(ROUTES)
    assert len(asked) == len(set(asked))


def test_no_role_is_missing_in_the_scene(scene: Scene) -> None:
    assert set(ROLES) == {*scene.world.people, "anonymous"}


def test_nothing_of_another_municipality_is_there() -> None:
    """Said by the table itself, so that no line can allow it by mistake."""
    for line in OF_OBJECTS:
        assert (line.expected["stranger"], line.expected["nobody"]) == ("404", "404"), line


# Cases of an address differ in their objects and in what is sent; here there is neither.
PLAIN = list({(line.method, line.route): line for line in reversed(OF_OBJECTS)}.values())


@pytest.mark.parametrize("line", PLAIN, ids=str)
def test_numbers_that_do_not_exist_are_not_found(scene: Scene, line: Line) -> None:
    own = arguments(scene, line)
    client = signed_in(scene, "coordinator")
    send = client.get if line.method == "GET" else client.post
    for number in (0, 2**31, LARGEST):
        given = [number if isinstance(one, int) else one for one in own]
        if given == own:
            return
        assert send(reverse(line.route, args=given)).status_code == 404
    too_long = reverse(line.route, args=given).replace(str(LARGEST), f"{LARGEST}00")
    assert send(too_long).status_code == 404


def test_nul_in_an_address_is_not_understood(scene: Scene) -> None:
    """PostgreSQL raises at it."""
    client = signed_in(scene, "coordinator")
    for address in ("/schools/%00/", "/assessments/runs/1/%00/", "/reports/new/%00/"):
        answer = client.get(address)
        assert answer.status_code == 400
        assert NOT_UNDERSTOOD.what_happened in answer.text
