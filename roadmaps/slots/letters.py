"""What pages of lower apps say of reminders by mail; `apps.py` registers it."""

from typing import Any

from core.web.panels import Panel
from roadmaps.models.reminders import wish_of
from roadmaps.permissions.reminders import kinds_for, office_of
from roadmaps.queries.reminder_pages import settings_for, settings_words, wish_words
from schools.domain.roles import Right
from schools.permissions import municipalities_with

FOLDER = "roadmaps/letters"


def my_letters(user: Any) -> list[Panel]:
    """For one's own page: what letters come, and where to change it."""
    office = office_of(user)
    if office is None:
        return []
    words = wish_words(wish_of(user), kinds_for(user), settings_for(office))
    return [Panel("Напоминания по почте", f"{FOLDER}/panel.html", {"words": words})]


def office_letters(user: Any) -> list[Panel]:
    """For the log of letters: how the office reminds, and where to set it."""
    offices = [
        (office, settings_words(settings_for(office)))
        for office in municipalities_with(user, Right.SET_REMINDERS)
    ]
    if not offices:
        return []
    return [Panel("Напоминания", f"{FOLDER}/office_panel.html", {"offices": offices})]
