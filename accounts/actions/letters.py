"""Letters to people: written once, posted at most once, kept as a log.

The row is the queue of record. A letter is claimed by a conditional UPDATE before the mail server
hears of it; a worker that dies in between leaves a letter of which nobody can know whether it
went, and which is not sent again: one letter too few is told in the log, one too many is not.
"""

from __future__ import annotations

import hashlib
import logging
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import LetterState, OutgoingLetter, User
from core.web.addresses import absolute

logger = logging.getLogger(__name__)

TASK_NAME = "accounts.jobs.post_letters"
_KINDS: dict[str, str] = {}
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""How long a letter waits after each try that failed for the moment; then it is given up."""
SILENCE = timedelta(minutes=10)
BATCH = 500
LETTERS_A_CALL = 200
_PERMANENT = 500


def name_kind(kind: str, words: str) -> None:
    """Let the log call letters of `kind` by these words; upper apps do so in `ready()`."""
    _KINDS[kind] = words


def kind_words(kind: str) -> str:
    """What letters of `kind` are called: «напоминание»."""
    return _KINDS.get(kind, "другое")


def kind_choices() -> list[tuple[str, str]]:
    """Every kind with its words, in the order of the words."""
    return sorted(_KINDS.items(), key=lambda pair: pair[1])


@dataclass(frozen=True, slots=True)
class Draft:
    """One letter of many: the same as the arguments of `write_letter`."""

    key: str
    kind: str
    to: User
    subject: str
    body: str
    municipality_id: int | None = None
    unsubscribe_path: str = ""


@transaction.atomic
def write_letters(drafts: Iterable[Draft]) -> None:
    """Many letters in few queries; those whose key is there already stay as they are."""
    OutgoingLetter.objects.bulk_create(
        (
            OutgoingLetter(
                key=draft.key,
                kind=draft.kind,
                to=draft.to,
                to_name=str(draft.to),
                email=draft.to.email,
                municipality_id=draft.municipality_id,
                subject=draft.subject,
                body=draft.body,
                unsubscribe_path=draft.unsubscribe_path,
            )
            for draft in drafts
            if draft.to.is_active
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    transaction.on_commit(_wake_postman)


@transaction.atomic
def write_letter(
    *,
    key: str,
    kind: str,
    to: User,
    subject: str,
    body: str,
    municipality_id: int | None = None,
    unsubscribe_path: str = "",
    due_at: datetime | None = None,
) -> OutgoingLetter | None:
    """Put a letter into the queue; it leaves after commit, `due_at` at the earliest.

    None where the letter of this `key` is there already, or where the person may not sign in.
    """
    if not to.is_active:
        return None
    letter, is_new = OutgoingLetter.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "to": to,
            "to_name": str(to),
            "email": to.email,
            "municipality_id": municipality_id,
            "subject": subject,
            "body": body,
            "unsubscribe_path": unsubscribe_path,
            "due_at": due_at or timezone.now(),
        },
    )
    if not is_new:
        return None
    transaction.on_commit(_wake_postman)
    return letter


@transaction.atomic
def send_again(*, letter: OutgoingLetter, by: User) -> bool:
    """Put a letter that did not go back into the queue, to the person's present address.

    False where it has been put there already, has gone, or has lost its text with time.
    """
    email = letter.to.email if letter.to else letter.email
    unsent = OutgoingLetter.objects.filter(
        pk=letter.pk, state__in=[LetterState.FAILED, LetterState.UNKNOWN]
    ).exclude(body="")
    changed = unsent.update(
        state=LetterState.WAITING, email=email, attempts=0, due_at=timezone.now(), failure=""
    )
    if not changed:
        return False
    record(
        by=by, action="send letter again", subject=letter, summary="Письмо отправлено ещё раз",
        changes={"адрес": (letter.email, email)} if email != letter.email else None,
        municipality_id=letter.municipality_id,
    )  # fmt: skip
    transaction.on_commit(_wake_postman)
    return True


def forget_texts(*, now: datetime | None = None) -> int:
    """Empty the texts of letters older than LETTER_TEXT_DAYS; returns of how many.

    Who got a letter, when, about what, and what became of it stays. With 0 days nothing goes.
    """
    if not settings.LETTER_TEXT_DAYS:
        return 0
    before = (now or timezone.now()) - timedelta(days=settings.LETTER_TEXT_DAYS)
    return OutgoingLetter.objects.with_old_texts(before).update(body="", unsubscribe_path="")


def post_letters(*, now: datetime | None = None) -> int:
    """Send what is due over one connection; returns how many letters went.

    Any number of workers may do it at once. Of many letters one call takes some and wakes the next
    worker, so that no call runs into the time limit. While the server cannot be reached, letters
    wait without an attempt being counted.
    """
    now = now or timezone.now()
    _give_up_stuck(now)
    due = OutgoingLetter.objects.to_post(now).order_by("due_at", "pk")
    ids = list(due.values_list("pk", flat=True)[:LETTERS_A_CALL])
    if not ids:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as trouble:
        logger.warning("the mail server cannot be reached: %s", trouble)
        due.update(failure=_in_words(trouble))
        return 0
    try:
        number = sum(_post(pk, connection, now) for pk in ids)
    finally:
        connection.close()
    if len(ids) == LETTERS_A_CALL:
        _wake_postman()
    return number


def _post(letter_id: int, connection: BaseEmailBackend, now: datetime) -> bool:
    claimed = OutgoingLetter.objects.filter(pk=letter_id, state=LetterState.WAITING).update(
        state=LetterState.SENDING, claimed_at=timezone.now()
    )
    if not claimed:
        return False
    letter = OutgoingLetter.objects.get(pk=letter_id)
    letter.attempts += 1
    try:
        # Opened here once more after a refusal; a connection that is open already stays.
        connection.open()
        _message(letter, connection).send()
    except (OSError, ValueError, smtplib.SMTPException) as trouble:
        _keep_failed(letter, trouble, now)
        # After a refusal in the middle of the talk the connection may be of no more use.
        connection.close()
        return False
    letter.state, letter.sent_at, letter.failure = LetterState.SENT, timezone.now(), ""
    letter.save(update_fields=["state", "sent_at", "attempts", "failure"])
    return True


def _keep_failed(letter: OutgoingLetter, trouble: Exception, now: datetime) -> None:
    """Try again later, or never where the server will not change its mind."""
    logger.warning("letter %s was not taken: %s", letter.pk, trouble)
    letter.failure = _in_words(trouble)
    if _is_permanent(trouble) or letter.attempts > len(PAUSES):
        letter.state = LetterState.FAILED
    else:
        letter.state = LetterState.WAITING
        letter.due_at = now + PAUSES[letter.attempts - 1]
    letter.save(update_fields=["state", "due_at", "attempts", "failure"])


def _give_up_stuck(now: datetime) -> None:
    OutgoingLetter.objects.stuck(now - SILENCE).update(
        state=LetterState.UNKNOWN,
        failure="Отправка прервалась на середине. Чтобы письмо не пришло дважды, портал его "
        "не повторяет.",
    )


def _message(letter: OutgoingLetter, connection: BaseEmailBackend) -> EmailMessage:
    headers = {"Message-ID": _message_id(letter.key), "Auto-Submitted": "auto-generated"}
    if letter.unsubscribe_path:
        headers["List-Unsubscribe"] = f"<{absolute(letter.unsubscribe_path)}>"
        # RFC 8058: mail programs offer one button, which sends this as a POST.
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(
        letter.subject, letter.body, to=[letter.email], headers=headers, connection=connection
    )


def _message_id(key: str) -> str:
    """One name for one letter, so that mail programs too can tell a double."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{digest}@{host}>"


def _is_permanent(trouble: Exception) -> bool:
    """Whether the server refused this letter for good (SMTP reply codes of 500 and above).

    An address or a heading that makes no letter at all never will.
    """
    if not isinstance(trouble, OSError):
        return True
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return all(code >= _PERMANENT for code, _ in trouble.recipients.values())
    if isinstance(trouble, smtplib.SMTPAuthenticationError):
        return False
    return isinstance(trouble, smtplib.SMTPResponseException) and trouble.smtp_code >= _PERMANENT


def _in_words(trouble: Exception) -> str:
    # Troubles of the line and answers of the server are OSErrors, a bad certificate is both.
    if not isinstance(trouble, OSError):
        return "Адрес получателя записан с ошибкой."
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return "Почтовый сервер не принял адрес получателя."
    if isinstance(trouble, smtplib.SMTPAuthenticationError):
        return "Почтовый сервер не принял имя или пароль портала."
    if isinstance(trouble, smtplib.SMTPResponseException):
        return f"Почтовый сервер отказал, код {trouble.smtp_code}."
    return "Почтовый сервер не ответил."


def _wake_postman() -> None:
    """A broker that is down is no loss: the schedule comes round."""
    try:
        current_app.send_task(TASK_NAME, retry=False)
    except Exception:
        logger.warning("broker did not take the letters; the schedule will")
