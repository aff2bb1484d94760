"""Ready comments of an office for sending work back."""

from __future__ import annotations

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import quoted
from core.web.refusals import NotPossible
from roadmaps.models import ReviewPhrase
from roadmaps.permissions.plans import require_editor
from schools.models import Municipality

PHRASE_LIMIT = 500
PHRASES_MOST = 100


@transaction.atomic
def add_phrase(*, municipality: Municipality, text: str, by: User) -> ReviewPhrase:
    """Keep a comment for the whole office; the same words stay one.

    Raises NotPossible for no words and for more phrases than anybody would look through.
    """
    require_editor(by, municipality)
    text = " ".join(text.split())[:PHRASE_LIMIT]
    if not text:
        raise NotPossible("Напишите комментарий.")
    kept = ReviewPhrase.objects.filter(municipality=municipality)
    if kept.count() >= PHRASES_MOST:
        raise NotPossible(f"Готовых комментариев уже {PHRASES_MOST}. Уберите ненужные.")
    phrase, is_new = ReviewPhrase.objects.get_or_create(
        municipality=municipality, text=text, defaults={"added_by": by}
    )
    if is_new:
        _record(phrase, by, "add review phrase", f"Готовый комментарий добавлен: {quoted(text)}")
    return phrase


@transaction.atomic
def forget_phrase(*, phrase: ReviewPhrase, by: User) -> None:
    """Take a ready comment away; what was written with it stays. Twice is no error."""
    require_editor(by, phrase.municipality)
    pk = phrase.pk
    gone, _ = ReviewPhrase.objects.filter(pk=pk).delete()
    if gone:
        phrase.pk = pk
        summary = f"Готовый комментарий убран: {quoted(phrase.text)}"
        _record(phrase, by, "forget review phrase", summary)


def _record(phrase: ReviewPhrase, by: User, action: str, summary: str) -> None:
    record(
        by=by,
        action=action,
        subject=phrase,
        summary=summary,
        municipality_id=phrase.municipality_id,
    )
