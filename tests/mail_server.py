"""A real mail server in this process: keeps what it is given, refuses what a test tells it to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from django.conf import settings
from django.test import override_settings

from tests.portal_process import free_port


class MailServer:
    """What arrived, in order; `answers` gives the reply to a recipient instead of taking them."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.answers: dict[str, str] = {}

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or answer as told."""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the letter."""
        self.messages.append(message_from_bytes(envelope.content))
        return "250 OK"

    def letters_to(self, address: str) -> list[Message]:
        """Letters to one address."""
        return [one for one in self.messages if one["To"] == address]


def text_of(message: Message) -> str:
    """The body of a letter as people read it."""
    content = message.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server on a free port of the loopback, and settings that post to it."""
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=controller.port,
            EMAIL_USE_TLS=False,
            EMAIL_TIMEOUT=settings.EMAIL_TIMEOUT,
        ):
            yield server
    finally:
        controller.stop()
