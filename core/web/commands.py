"""The base of the commands that other programs call: every refusal is exit code 1 and a sentence.

Django and argparse answer bad arguments in English with exit code 2, and prefix the sentences of
`CommandError` with its class; whoever reads stderr of these commands is an office.
"""

import re
import sys
from typing import Any, NoReturn

from django.core.management.base import (
    BaseCommand,
    CommandError,
    CommandParser,
    SystemCheckError,
)

_SENTENCES = (
    (r"the following arguments are required: (?P<names>.+)", "Не хватает аргументов: {names}."),
    (
        r"argument (?P<name>[^:]+): invalid choice: (?P<value>.+?) \(choose from (?P<known>.+)\)",
        "Значение {value} для {name} не подходит, возможны {known}.",
    ),
    (
        r"argument (?P<name>[^:]+): invalid int value: (?P<value>.+)",
        "Значение {value} для {name} не подходит: нужно целое число.",
    ),
    (r"argument (?P<name>[^:]+): expected .+", "После {name} не хватает значения."),
    (r"unrecognized arguments: (?P<names>.+)", "Неизвестные аргументы: {names}."),
)
_OTHERWISE = "Команда записана неверно: правильную запись покажет --help."


class _SpeakingParser(CommandParser):
    def error(self, message: str) -> NoReturn:
        sentence = _in_russian(message)
        if self.called_from_command_line:
            self.exit(1, f"{sentence}\n")
        raise CommandError(sentence)


class SpeakingCommand(BaseCommand):
    """A command whose bad input is exit code 1 and one Russian sentence on stderr."""

    _called_from_command_line: bool = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django names the parser's class itself, so it is put in afterwards."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = _SpeakingParser
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        """On the command line a refusal ends the process; callers in Python get the error."""
        try:
            return super().execute(*args, **options)
        except CommandError as error:
            spoken = not isinstance(error, SystemCheckError) and not options.get("traceback")
            if not (self._called_from_command_line and spoken):
                raise
            self.stderr.write(str(error))
            sys.exit(1)


def _in_russian(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(r"'([^']*)'", r"«\1»", sentence.format(**found.groupdict()))
    return _OTHERWISE
