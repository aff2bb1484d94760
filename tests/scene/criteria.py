"""Own criteria of the office: a draft and a version in force; common ones in force."""

from __future__ import annotations

from typing import Any

from tests.conftest import World


def criteria_of_office(world: World) -> dict[str, Any]:
    """By the administrator; the common ones by the owner of the installation."""
    from accounts.models import User
    from assessments.actions.criteria import draft_criteria, publish_criteria
    from assessments.domain.criteria import shipped

    asked = {
        "municipality": world.office, "criteria": shipped("federal-30-2"), "by":
        world.administrator,
    }  # fmt: skip
    published = draft_criteria(key="in-force", name="Действующие", **asked)
    owner = User.objects.create_superuser("owner@example.org", "a-long-password-1")
    common = draft_criteria(
        municipality=None, key="common", name="Общие", criteria=shipped("federal-30-2"), by=owner
    )
    return {
        "criteria_common": publish_criteria(stored=common, by=owner),
        "criteria_published": publish_criteria(stored=published, by=world.administrator),
        "criteria_draft": draft_criteria(key="on-the-way", name="Проект", **asked),
    }
