"""Entering a partnership and changing what is written about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from core.web.refusals import NotPossible
from schools.actions.partnerships.locking import (
    held,
    hold_places,
    require_neighbours,
    require_room,
    told,
)
from schools.domain.partnerships import LOADING, OPEN, subjects_as_text
from schools.domain.roles import Right
from schools.models import Partnership, School
from schools.permissions import require

CHANGED = (
    "Пока форма была открыта, партнёрство изменил другой человек. Посмотрите, что написано "
    "теперь, и внесите своё снова."
)
BACKWARDS = "Окончание раньше начала. Проверьте обе даты."
POST_ALONE = "Укажите, кто этот педагог, или уберите должность."
_FIELDS = (
    "partner", "teacher_name", "teacher_post", "subjects", "scope", "since", "until",
    "agreement_number", "agreement_date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartnershipFacts:
    """What people write about a partnership; `subjects` are official names, empty for all."""

    partner: School
    teacher_name: str = ""
    teacher_post: str = ""
    subjects: tuple[str, ...] = ()
    scope: str = ""
    since: date | None = None
    until: date | None = None
    agreement_number: str = ""
    agreement_date: date | None = None

    def values(self) -> dict[str, Any]:
        """Fields of the row."""
        given = {name: getattr(self, name) for name in _FIELDS}
        return given | {"subjects": subjects_as_text(self.subjects)}


def enter_partnership(
    *, school: School, facts: PartnershipFacts, by: User, grounds: str = ""
) -> Partnership:
    """Propose a partner for `school`.

    `grounds` says why this one was proposed, where the portal did. Raises NotPossible where the two
    cannot be partners or are so already.
    """
    with transaction.atomic():
        require(by, Right.KEEP_PARTNERSHIPS, municipality=school.municipality)
        hold_places(school.municipality)
        made = Partnership(school=school, grounds=grounds, **facts.values())
        _check(made)
        _save(made)
        told(made, by=by, action="enter partnership", summary=f"Предложено партнёрство: {made}")
    return made


@transaction.atomic
def change_partnership(
    *, partnership: Partnership, facts: PartnershipFacts, seen: str, by: User
) -> Partnership:
    """Write what is known now; the same again changes nothing.

    `seen` is the mark of what the form was opened on. Raises NotPossible where another has changed
    it since, and for whatever `enter_partnership` does not allow.
    """
    require(by, Right.KEEP_PARTNERSHIPS, municipality=partnership.school.municipality)
    hold_places(partnership.school.municipality)
    now = held(partnership)
    before = _in_words(now)
    if partnership_mark(now) != seen:
        raise NotPossible(CHANGED)
    for name, value in facts.values().items():
        setattr(now, name, value)
    after = _in_words(now)
    if before == after:
        return now
    _check(now)
    if now.standing in LOADING:
        require_room(now)
    _save(now)
    told(
        now,
        by=by,
        action="change partnership",
        summary=f"Изменено партнёрство: {now}",
        changes={
            name: (before[name], after[name]) for name in after if before[name] != after[name]
        },
    )
    return now


@transaction.atomic
def note_effect(*, partnership: Partnership, note: str, by: User) -> None:
    """Write in words what has changed at the school; the figures beside it are computed."""
    require(by, Right.KEEP_PARTNERSHIPS, municipality=partnership.school.municipality)
    now, note = held(partnership), note.strip()
    if now.effect_note == note:
        return
    before, now.effect_note = now.effect_note, note
    now.save(update_fields=["effect_note"])
    told(
        now,
        by=by,
        action="note effect",
        summary="Изменена запись о том, что изменилось",
        changes={"Что изменилось": (before, note)},
    )


def partnership_mark(partnership: Partnership) -> str:
    """One text that tells what is written about a partnership from what was written before."""
    return "|".join(_in_words(partnership).values())


def _in_words(partnership: Partnership) -> dict[str, str]:
    fields = {name: Partnership._meta.get_field(name) for name in _FIELDS}
    return {
        str(getattr(field, "verbose_name", name)).capitalize(): str(
            getattr(partnership, name) or ""
        )
        for name, field in fields.items()
    }


def _check(partnership: Partnership) -> None:
    require_neighbours(partnership.school, partnership.partner)
    if partnership.since and partnership.until and partnership.until < partnership.since:
        raise NotPossible(BACKWARDS)
    if partnership.teacher_post and not partnership.teacher_name:
        raise NotPossible(POST_ALONE)
    if partnership.standing in OPEN:
        _require_new(partnership)


def _require_new(partnership: Partnership) -> None:
    """The pair has no other open partnership on one of the same subjects."""
    others = Partnership.objects.open().filter(
        school=partnership.school,
        partner=partnership.partner,
        teacher_name=partnership.teacher_name,
        scope=partnership.scope,
    )
    own = set(partnership.subject_list)
    for other in others.exclude(pk=partnership.pk):
        theirs = set(other.subject_list)
        shared = sorted(own & theirs)
        if shared or own == theirs:
            about = f" по предметам: {', '.join(shared)}" if shared else ""
            raise NotPossible(
                f"Такое партнёрство уже есть{about} ({other.get_state_display()}). Измените его "
                "или выберите другие предметы."
            )


def _save(partnership: Partnership) -> None:
    """Two people who enter the same at once: the second is told so."""
    try:
        with transaction.atomic():
            partnership.save()
    except IntegrityError as error:
        raise NotPossible("Такое партнёрство только что внесли. Обновите список.") from error
