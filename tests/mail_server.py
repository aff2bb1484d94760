"""A real mail server in this process: keeps what it is given, refuses what a test tells it to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from django.conf import settings
from django.test import override_settings

from tests.portal_process import free_port

SILENT_SECONDS = 300


class MailServer:
    """What arrived, in order; `answers` gives the reply to a recipient instead of taking them.

    `held` is what arrived and was left without a reply.
    """

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.held: list[Message] = []
        self.answers: dict[str, str] = {}
        self.connections = 0
        self.port = 0
        self._answered_at_most: int | None = None

    def answer_only(self, number: int) -> None:
        """Fall silent once `number` letters have been taken."""
        self._answered_at_most = number

    def answer_all(self) -> None:
        """Take every letter from now on."""
        self._answered_at_most = None

    async def handle_EHLO(
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count who comes."""
        self.connections += 1
        session.host_name = hostname
        return responses

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
        limit = self._answered_at_most
        if limit is not None and len(self.messages) >= limit:
            self.held.append(message_from_bytes(envelope.content))
            await asyncio.sleep(SILENT_SECONDS)
            return "451 Too late"
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
    server.port = controller.port
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
