"""What the commands that read one phrase share: a text or a file of requests in, JSON out."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from core.web.commands import SpeakingCommand

_MOST_TROUBLES = 20


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
            self._answer_lines(_lines_of(options["lines"]))
            return
        if options["text"] is None:
            raise CommandError("Укажите текст или файл с запросами: --lines ФАЙЛ.")
        self.stdout.write(_printed(self.answer(options), indent=2))

    def _answer_lines(self, lines: list[str]) -> None:
        """Answer every line that can be answered; tell all the others by their numbers."""
        troubles = []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                self.stdout.write(_printed(self.answer(_request(line))))
            except CommandError as error:
                troubles.append(f"Строка {number}: {_in_sentence(str(error))}")
        if len(troubles) > _MOST_TROUBLES:
            rest = len(troubles) - _MOST_TROUBLES
            troubles[_MOST_TROUBLES:] = [f"И ещё строк с ошибками: {rest}."]
        if troubles:
            raise CommandError("\n".join(troubles))

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


def _printed(document: dict[str, Any], *, indent: int | None = None) -> str:
    """The document as JSON; half of a character pair, which no terminal takes, is escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    if text.isprintable() or text.encode("utf-8", "ignore").decode("utf-8") == text:
        return text
    return json.dumps(document, indent=indent)


def _in_sentence(words: str) -> str:
    return words[:1].lower() + words[1:]


def _lines_of(name: str) -> list[str]:
    try:
        return Path(name).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise CommandError(
            f"Файл «{name}» не читается. Нужен текстовый файл в кодировке UTF-8."
        ) from error


def _request(line: str) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CommandError("Это не JSON. Исправьте её.") from error
    if not isinstance(request, dict):
        raise CommandError("Ожидается объект JSON с полем «text».")
    return request
