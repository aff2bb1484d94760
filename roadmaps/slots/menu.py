"""What plans offer to pages of other parts: the menu's line."""

from typing import Any

from schools.permissions import memberships_of


def sees_roadmaps(user: Any) -> bool:
    """Anybody with a role sees the plans of their municipality."""
    return bool(memberships_of(user))
