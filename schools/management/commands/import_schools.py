"""`manage.py import_schools FILE [--municipality CODE]`: loads a register of schools."""

import json
import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from core.office.errors import UnreadableFileError
from core.web.commands import SpeakingCommand
from schools.actions.register import import_register
from schools.parsing.register import read_register


class Command(SpeakingCommand):
    """Prints {"created", "updated", "issues"} as one JSON document."""

    help = "Загружает реестр школ из CSV (с «;») или Excel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and the municipality outside of which nothing is touched."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--municipality", metavar="CODE", help="код вида reg22_m019")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, save, print."""
        path: Path = options["file"]
        code = _code(options["municipality"])
        try:
            register = read_register(path.read_bytes())
        except OSError as error:
            raise CommandError(f"Файл {path} не открывается. Проверьте имя и доступ.") from error
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        outcome = import_register(register=register, only=code)
        answer = {
            "created": outcome.created,
            "updated": outcome.updated,
            "issues": [issue.as_dict() for issue in outcome.issues],
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _code(given: str | None) -> str | None:
    if given is None:
        return None
    if not re.fullmatch(r"reg\d{2}_m\d{3}", given, re.IGNORECASE):
        raise CommandError(f"«{given}» — не код муниципалитета. Нужен код вида reg22_m019.")
    return given.lower()
