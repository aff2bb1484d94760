"""Two people edit one plan at the same time over HTTP: nobody's change is lost silently."""

import json
import random
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

EDITS = 500
ROWS = 6
CELLS = ("title", "responsible_text", "deliverable", "deadline_text")

FOUND = f"""
import json
from django.conf import settings
from django.test import Client
from accounts.models import User
from roadmaps.models import Activity, Roadmap, Section
from schools.models import Membership, Municipality, Region, School

region = Region.objects.create(code="98", name="Озёрный край")
office = Municipality.objects.create(region=region, code="reg98_m001", name="Приозёрный округ")
School.objects.create(municipality=office, login="edu980001", name="Школа № 1")
plan = Roadmap.objects.create(
    municipality=office, title="План", first_year=2026, last_year=2027, status="draft"
)
parts = [Section.objects.create(roadmap=plan, position=n, title=f"Часть {{n}}") for n in (1, 2)]
rows = [
    Activity.objects.create(
        roadmap=plan, section=parts[n // 4], position=n + 1, title=f"Начало {{n}}",
        deadline_text="май 2026 года", responsible_text="Методист", deliverable="Акт",
    )
    for n in range({ROWS})
]
sessions = []
for name in ("Лесная Анна", "Светлова Ирина"):
    user = User.objects.create_user(name[:3].encode().hex() + "@example.org", full_name=name)
    Membership.objects.create(user=user, role="coordinator", municipality=office)
    client = Client()
    client.force_login(user)
    sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
print("FOUND", json.dumps({{"plan": plan.pk, "rows": [row.pk for row in rows], "sessions": sessions,
    "cookie": settings.SESSION_COOKIE_NAME}}))
"""
LEFT = """
import json
from roadmaps.models import Activity, PlanChange
rows = list(Activity.objects.order_by("position", "pk").values())
changes = [[one.kind, one.by_name, one.steps] for one in PlanChange.objects.order_by("pk")]
print("LEFT", json.dumps({"rows": rows, "changes": changes}))
"""


@dataclass
class Browser:
    """One person: what stands in the cells of the page they look at, and what they were told."""

    address: str
    found: dict
    number: int
    cells: dict = field(default_factory=dict)
    accepted: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)
    moves: int = 0
    added: list = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.number)
        start = {
            "responsible_text": "Методист",
            "deliverable": "Акт",
            "deadline_text": "май 2026 года",
        }
        for index, row in enumerate(self.found["rows"]):
            self.cells |= {(row, name): text for name, text in start.items()}
            self.cells[row, "title"] = f"Начало {index}"

    def work(self, edits: int) -> None:
        """So many changes of cells, and some of rows between them."""
        for turn in range(edits):
            self.edit(turn)
            if turn % 25 == 24:
                self.move()
            if turn % 100 == 99:
                self.add(turn)

    def edit(self, turn: int) -> None:
        """Write one cell as it is seen; where somebody else wrote it, look at both and insist."""
        row, name = self.random.choice(self.found["rows"]), self.random.choice(CELLS)
        mine = f"до {1 + turn % 28}.0{1 + self.number}.2027, {turn}"
        value = mine if name == "deadline_text" else f"{self.number}–{turn}"
        for _ in range(50):
            expected = self.cells[row, name]
            status, page = self.post(
                f"activities/{row}/cell/", field=name, value=value, expected=expected
            )
            if status == 200:
                self.accepted.append((row, name, expected, value))
                self.cells[row, name] = value
                return
            assert status == 409, page
            theirs = unescape(re.search(r'data-theirs="([^"]*)"', page)[1])
            assert theirs != expected
            self.conflicts.append((row, name, expected, value, theirs))
            self.cells[row, name] = theirs
        raise AssertionError("the same cell was taken fifty times")

    def move(self) -> None:
        one, beside = self.random.sample(self.found["rows"], 2)
        status, page = self.post(f"activities/{one}/move/", target=f"after:{beside}")
        assert status == 200, page
        self.moves += 1

    def add(self, turn: int) -> None:
        title = f"Новая {self.number}–{turn}"
        target = f"before:{self.random.choice(self.found['rows'])}"
        status, page = self.post("activities/add/", title=title, target=target)
        assert status == 200, page
        self.added.append(title)

    def post(self, path: str, **values: str) -> tuple[int, str]:
        """What the portal answers to a form that the page's script sends."""
        token = "a" * 32
        cookies = f"{self.found['cookie']}={self.found['sessions'][self.number]}; csrftoken={token}"
        headers = {"HX-Request": "true", "X-CSRFToken": token, "Cookie": cookies}
        address = f"{self.address}/roadmaps/{self.found['plan']}/{path}"
        try:
            with urlopen(Request(address, urlencode(values).encode(), headers)) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as answer:
            return answer.code, answer.read().decode()


@pytest.mark.services
@pytest.mark.xdist_group("worker")
def test_five_hundred_changes_of_two_people_lose_nothing(portal):
    answer = portal.manage("shell", "-v0", "-c", FOUND)
    found = json.loads(answer.split("FOUND")[1])
    portal.start_web()
    browsers = [Browser(portal.address, found, number) for number in (0, 1)]
    begin = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda browser: browser.work(EDITS // 2), browsers))
    seconds = time.monotonic() - begin
    left = json.loads(portal.manage("shell", "-v0", "-c", LEFT).split("LEFT")[1])

    accepted = [one for browser in browsers for one in browser.accepted]
    conflicts = [one for browser in browsers for one in browser.conflicts]
    assert len(accepted) == EDITS
    assert conflicts, "they never met: nothing was proved"
    cells = {(row["id"], name): row[name] for row in left["rows"] for name in CELLS}
    written = _chains(left["changes"])
    # Each accepted change is in the plan's history once, over what its writer had seen.
    assert Counter(written) == Counter(accepted)
    for place in {(row, name) for row, name, _, _ in accepted}:
        chain = [(before, after) for row, name, before, after in written if (row, name) == place]
        for (_, after), (before, _) in pairwise(chain):
            assert before == after
        assert cells[place] == chain[-1][1]
    # What was told as a conflict was told to the one whose words were not written then.
    for row, name, _, value, theirs in conflicts:
        assert any(one[:2] == (row, name) and one[3] == theirs for one in accepted)
        assert theirs != value
    titles = [row["title"] for row in left["rows"]]
    assert set(browsers[0].added + browsers[1].added) <= set(titles)
    assert len(titles) == ROWS + len(browsers[0].added) + len(browsers[1].added)
    assert len({row["position"] for row in left["rows"]}) == len(titles)
    assert seconds < 600


def _chains(changes):
    """The values that were written, in the order in which they were."""
    return [
        (step["row"], name, before, after)
        for kind, _, steps in changes
        if kind == "edit"
        for step in steps
        for name, (before, after) in step["fields"].items()
        if name in CELLS
    ]
