"""Own criteria in the making, and the administrator who makes them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assessments.actions.criteria import draft_criteria
from assessments.domain.criteria import shipped


@pytest.fixture
def draft(world):
    """A version made from a shipped set."""
    return draft_criteria(
        municipality=world.office, key="ours", name="Наши",
        criteria=shipped("federal-30-2"), by=world.administrator,
    )  # fmt: skip


@pytest.fixture
def administrator(client, world):
    """Signed in."""
    client.force_login(world.administrator)
    return client


def address(name, *args):
    return reverse(f"assessments:{name}", args=args)
