"""`manage.py read_roadmap FILE [--years A B]`: a plan document as a draft in JSON."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from core.office.errors import UnreadableFileError
from core.web.commands import SpeakingCommand
from roadmaps.parsing.draft_json import draft_as_json
from roadmaps.parsing.plans import read_plan

_EARLIEST, _LATEST = 1990, 2100


class Command(SpeakingCommand):
    """Reads a plan document and prints what was understood; needs no database."""

    help = (
        "Читает план (дорожную карту) из файла и печатает прочитанное в JSON; ничего не сохраняет."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file and, where the document does not name them, the plan's years."""
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--years", nargs=2, metavar=("FIRST", "LAST"))
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one JSON document."""
        path = Path(options["file"])
        years = _years(options["years"])
        try:
            draft = read_plan(path.read_bytes(), path.name, years)
        except OSError as error:
            raise CommandError(f"Файл «{path}» не удаётся открыть. Проверьте путь.") from error
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(draft_as_json(draft), ensure_ascii=False, indent=1))


def _years(texts: list[str] | None) -> tuple[int, int] | None:
    if texts is None:
        return None
    if all(text.isdecimal() for text in texts):
        first, last = (int(text) for text in texts)
        if _EARLIEST <= first <= last <= _LATEST:
            return first, last
    raise CommandError(
        "Годы плана указаны неверно. Укажите два года по порядку: --years 2023 2025."
    )
