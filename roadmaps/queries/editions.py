"""The editions of a plan, shaped for their pages."""

from __future__ import annotations

from roadmaps.domain.comparison.comparing import compare_known
from roadmaps.domain.comparison.values import Change
from roadmaps.models import Edition, Roadmap
from roadmaps.queries.difference import CHANGE_WORDS
from roadmaps.queries.edition_content import content_of, version_of


def editions_of(roadmap: Roadmap) -> list[Edition]:
    """All editions, the latest first, without their texts; in one query."""
    return list(roadmap.editions.defer("content").order_by("-number"))


def amendment_of(roadmap: Roadmap) -> Roadmap | None:
    """The working copy of the amendment that is open; None where none is."""
    return Roadmap.objects.filter(amends=roadmap).select_related("municipality__region").first()


def changes_in_words(plan: Roadmap, copy: Roadmap) -> str:
    """«1 добавлено, 3 изменено, 2 исключено»: the rows that an amendment changes so far."""
    found = compare_known(version_of(content_of(plan)), version_of(content_of(copy)))
    changes = [pair.change for pair in found.rows]
    counts = [
        f"{changes.count(Change(name))} {words}"
        for name, words in CHANGE_WORDS.items()
        if Change(name) in changes
    ]
    if counts:
        return f"мероприятия: {', '.join(counts)}"
    return "мероприятия не изменены" if not found.is_empty else "отличий от плана пока нет"
