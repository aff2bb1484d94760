"""What pages of people say of work that can be handed over; `apps.py` registers it."""

from typing import Any

from accounts.models import User
from core.values.wording import counted
from core.web.panels import Panel
from roadmaps.domain.handing_over.passing import shares_of
from roadmaps.queries.handing_over.holdings import holdings_of
from roadmaps.queries.handing_over.pages import hand_overs_of, left_behind, municipality_of_work
from roadmaps.queries.handing_over.roles import staff_of

FOLDER = "roadmaps/handing_over"
PAST_SHOWN = 5


def work_of_person(user: Any, person: User) -> list[Panel]:
    """For the page of a person: what is in their hands, the way to pass it, past hand-overs."""
    place = municipality_of_work(user, person)
    if place is None:
        return []
    held = holdings_of(person, staff_of(place))
    context = {
        "person": person,
        "words": _words(held),
        "has_work": bool(shares_of(held)),
        "past": hand_overs_of(user, person)[:PAST_SHOWN],
    }
    return [Panel("Дела", f"{FOLDER}/person_panel.html", context)]


def work_left_behind(user: Any) -> list[Panel]:
    """Above the list of people: whose work has nobody, and the hand-overs made so far."""
    return [Panel("", f"{FOLDER}/list_panel.html", {"people": left_behind(user)})]


def _words(held: Any) -> str:
    parts = []
    if held.tasks:
        parts.append(
            counted(
                len(held.tasks),
                "незаконченное поручение",
                "незаконченных поручения",
                "незаконченных поручений",
            )
        )
    if held.headed:
        schools = counted(len(held.headed), "школой", "школами", "школами")
        parts.append(f"руководит {schools}")
    if held.supported:
        schools = counted(len(held.supported), "школу", "школы", "школ")
        parts.append(f"курирует {schools}")
    return ", ".join(parts)
