"""Writes docs/plan-states.md from the table of a plan's life."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from roadmaps.domain import plan_diagram


class Command(BaseCommand):
    """Draw the state diagram of plans."""

    help = "Writes the state diagram of plans into docs/."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and name it."""
        path = Path(settings.BASE_DIR) / plan_diagram.PATH
        path.write_text(plan_diagram.document(), encoding="utf-8")
        self.stdout.write(plan_diagram.PATH)
