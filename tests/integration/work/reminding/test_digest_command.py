"""The command that writes the letters of a day, and what a round costs."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import OutgoingLetter, User
from roadmaps.actions.reminders import write_due_rounds
from roadmaps.models import (
    DigestRound,
    Roadmap,
)
from schools.models import Membership, School
from tests.conftest import World
from tests.integration.work.reminding.conftest import (
    DAY,
    MORNING,
    TODAY,
    owed,
)

pytestmark = pytest.mark.django_db


def test_thirty_schools_cost_as_many_queries_as_three(
    world: World, plan: Roadmap, count_queries: Callable[..., int]
) -> None:
    def grow(first: int, number: int) -> None:
        for index in range(first, first + number):
            school = School.objects.create(
                municipality=world.office, login=f"edu97{index:04}", name=f"Школа {index}"
            )
            head = User.objects.create_user(f"{index}@example.org", full_name=f"Глава {index}")
            Membership.objects.create(user=head, role="school_head", school=school)
            owed(plan, school=school)
            owed(
                plan, school=school, status="submitted", submitted_at=MORNING - DAY,
                submitted_by=head,
            )  # fmt: skip

    grow(0, 3)
    few = count_queries(lambda: write_due_rounds(at=MORNING))
    grow(3, 27)
    DigestRound.objects.all().delete()
    OutgoingLetter.objects.all().delete()
    many = count_queries(lambda: write_due_rounds(at=MORNING))
    assert OutgoingLetter.objects.count() == 30 + 2
    assert many == few


def answer_of(*arguments: str) -> Any:
    stdout = io.StringIO()
    call_command("send_digests", *arguments, stdout=stdout)
    return json.loads(stdout.getvalue())


def test_the_command_shows_the_letters_of_a_day_and_writes_nothing(
    world: World, plan: Roadmap
) -> None:
    owed(plan, school=world.school)
    answer = answer_of("--date", "2026-11-25", "--dry-run", "--municipality", world.office.code)
    (one,) = answer["municipalities"]
    assert [(letter["to"], letter["subject"]) for letter in one["letters"]] == [
        ("curator@example.org", "Опаздывают школы: 1"),
        ("head@example.org", "Просрочено 1"),
    ]
    assert not OutgoingLetter.objects.exists()
    assert not DigestRound.objects.exists()


def test_the_command_writes_a_day_once_and_says_why_not(world: World, plan: Roadmap) -> None:
    owed(plan, TODAY - 2 * DAY, school=world.school)
    home = ("--municipality", world.office.code)
    (first,) = answer_of("--date", "2026-11-24", *home)["municipalities"]
    assert first == {"municipality": world.office.code, "date": "2026-11-24", "written": 2}
    (second,) = answer_of("--date", "2026-11-24", *home)["municipalities"]
    assert (second["written"], second["reason"]) == (0, "письма этого дня уже написаны")
    (sunday,) = answer_of("--date", "2026-11-22", *home)["municipalities"]
    assert sunday["reason"] == "в этот день письма не отправляются"


@pytest.mark.parametrize("arguments", [("--date", "25.11.2026"), ("--municipality", "reg00_m000")])
def test_the_command_refuses_what_it_does_not_understand(
    world: World, arguments: tuple[str, str]
) -> None:
    words = {"2100-01-11": "11.01.2100 ещё не наступило"}.get(arguments[1], arguments[1])
    with pytest.raises(CommandError, match=words):
        answer_of(*arguments)
