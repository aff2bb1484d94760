"""Keeping filters of a plan's table under a name, for oneself or for everybody."""

from __future__ import annotations

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import quoted
from core.web.refusals import Refusal
from roadmaps.models import Roadmap, SavedFilter
from roadmaps.permissions.plans import require_keeper

OF_ANOTHER = "Этот отбор сохранил другой человек. Убрать его может он сам или координатор."


@transaction.atomic
def save_filter(
    *, roadmap: Roadmap, by: User, name: str, query: str, is_shared: bool
) -> SavedFilter:
    """Keep `query` under `name`; one's own filter of that name is written over.

    Refusal where somebody who does not edit the plan would share it.
    """
    if is_shared:
        require_keeper(by, roadmap)
    saved, is_new = SavedFilter.objects.update_or_create(
        roadmap=roadmap,
        owner=by,
        name=name,
        defaults={"query": query, "is_shared": is_shared},
    )
    _record(saved, by, "save filter", "Сохранён отбор" if is_new else "Изменён отбор")
    return saved


@transaction.atomic
def delete_filter(*, saved: SavedFilter, by: User) -> None:
    """Forget a filter: one's own, or a shared one where the person edits plans. Twice is fine."""
    if saved.owner_id != by.pk:
        try:
            require_keeper(by, saved.roadmap)
        except Refusal:
            raise Refusal(OF_ANOTHER) from None
    gone, _ = SavedFilter.objects.filter(pk=saved.pk).delete()
    if gone:
        _record(saved, by, "delete filter", "Убран отбор")


def _record(saved: SavedFilter, by: User, action: str, summary: str) -> None:
    record(
        by=by,
        action=action,
        subject=saved.roadmap,
        summary=f"{summary} {quoted(saved.name)}",
        municipality_id=saved.roadmap.municipality_id,
    )
