"""What the commands that read one phrase share: a text or a file of requests in, JSON out."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from core.web.commands import SpeakingCommand


class TextCommand(SpeakingCommand):
    """Reads TEXT, or a JSON request from each line of a file; touches no database."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """TEXT or --lines FILE."""
        parser.add_argument("text", nargs="?", help="текст ячейки, как он написан в плане")
        parser.add_argument("--lines", metavar="FILE", help="файл: запрос JSON в каждой строке")
        parser.add_argument("--format", choices=["json"], default="json")

    def run_from_argv(self, argv: list[str]) -> None:
        """Take a text such as «-//-» for a text, not for an option."""
        texts = [word for word in argv[2:] if _is_dashed_text(word)]
        if texts and "--" not in argv:
            argv = [word for word in argv if word not in texts] + ["--", *texts]
        super().run_from_argv(argv)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one JSON document, or one per line."""
        if options["lines"]:
            for request in _requests_of(options["lines"]):
                self.stdout.write(json.dumps(self.answer(request), ensure_ascii=False))
            return
        if options["text"] is None:
            raise CommandError("Укажите текст или файл с запросами: --lines ФАЙЛ.")
        self.stdout.write(json.dumps(self.answer(options), ensure_ascii=False, indent=2))

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The JSON document for one request."""
        raise NotImplementedError


def text_of(request: dict[str, Any]) -> str:
    """The request's text."""
    text = request.get("text")
    if not isinstance(text, str):
        raise CommandError("В запросе нет текста: ожидается поле «text» со строкой.")
    return text


def _is_dashed_text(word: str) -> bool:
    return (
        word.startswith("-")
        and not word.startswith("--h")
        and not any(sign.isascii() and sign.isalpha() for sign in word)
        and word != "--"
    )


def _requests_of(name: str) -> Iterator[dict[str, Any]]:
    """The requests of a file, one JSON object per line; blank lines are passed over."""
    try:
        lines = Path(name).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise CommandError(
            f"Файл «{name}» не читается. Нужен текстовый файл в кодировке UTF-8."
        ) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _request(line, number)


def _request(line: str, number: int) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"Строка {number}: это не JSON. Исправьте её.") from error
    if not isinstance(request, dict):
        raise CommandError(f"Строка {number}: ожидается объект JSON с полем «text».")
    return request
