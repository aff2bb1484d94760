"""Visits: when the two sides met and what was done."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from core.office.attached import AttachedFile
from core.values.wording import short_date
from core.web.refusals import NotPossible
from schools.actions.partnerships.locking import held, told
from schools.actions.partnerships.papers import with_paper
from schools.models import Partnership, PartnershipVisit
from schools.permissions import require_visit, require_visits

AHEAD = "Эта дата ещё не наступила. Запишите встречу, когда она пройдёт."


def add_visit(
    *,
    partnership: Partnership,
    on: date,
    what: str,
    who: str,
    by: User,
    at: datetime,
    today: date,
    paper: AttachedFile | None = None,
) -> PartnershipVisit:
    """Record a meeting; NotPossible for a day that has not come.

    The same meeting sent twice, to the letter, stays one.
    """
    require_visits(by, partnership)
    if on > today:
        raise NotPossible(AHEAD)
    visit = PartnershipVisit(
        partnership=partnership, on=on, what=what, who=who, recorded_by=by,
        recorded_by_name=str(by), recorded_at=at,
    )  # fmt: skip
    with with_paper(visit, paper), transaction.atomic():
        held(partnership)
        known = _known(visit, paper)
        if known is not None:
            return known
        visit.save()
        told(partnership, by=by, action="add visit", summary=f"Записана встреча {short_date(on)}")
    return visit


@transaction.atomic
def keep_visit(*, visit: PartnershipVisit, is_kept: bool, by: User, at: datetime) -> None:
    """Take a record away, or put it back; it stays readable either way."""
    require_visit(by, visit)
    held(visit.partnership)
    changed = PartnershipVisit.objects.filter(pk=visit.pk, removed_at__isnull=not is_kept).update(
        removed_at=None if is_kept else at
    )
    if changed:
        verb = "Возвращена" if is_kept else "Убрана"
        told(
            visit.partnership,
            by=by,
            action="keep visit",
            summary=f"{verb} запись о встрече {short_date(visit.on)}",
        )


def _known(visit: PartnershipVisit, paper: AttachedFile | None) -> PartnershipVisit | None:
    """The same record, sent before."""
    return (
        visit.partnership.visits.filter(
            on=visit.on,
            what=visit.what,
            who=visit.who,
            sha256=paper.sha256 if paper else "",
            removed_at__isnull=True,
        )
        .order_by("pk")
        .first()
    )
