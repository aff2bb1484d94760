"""Writes docs/assignment-states.md from the workflow's table."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from roadmaps.domain import diagram


class Command(BaseCommand):
    """Draw the state diagram of assignments."""

    help = "Writes the state diagram of assignments into docs/."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and name it."""
        path = Path(settings.BASE_DIR) / diagram.PATH
        path.write_text(diagram.document(), encoding="utf-8")
        self.stdout.write(diagram.PATH)
