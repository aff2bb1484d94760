"""What people decided about the texts and figures that a document's draft holds beside its rows.

Decisions are plain data by the kind of a text and its place in the draft's list: `{"passport":
{"2": {"left_out": True}, "3": {"values": {"text": "…"}}}}`. The goal is a list of one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

GOAL, OBJECTIVES = "goal", "objectives"
KINDS = (GOAL, OBJECTIVES, "passport", "indicators", "year_tasks", "partnerships")
MEMBERS = {
    GOAL: ("text",),
    OBJECTIVES: ("text",),
    "passport": ("name", "text"),
    "indicators": ("name", "unit", "comparator", "baseline", "targets", "relative_to"),
}
"""What people may write in each kind of text."""
CORRECTABLE = frozenset(MEMBERS)
LEFT_OUT = "left_out"
_PLAIN = frozenset({GOAL, OBJECTIVES})

Decisions = Mapping[str, Mapping[str, Mapping[str, Any]]]


def items_of(draft: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """The draft's texts of one kind as read; plain texts as `{"text", "source"}`."""
    if kind not in _PLAIN:
        return [dict(one) for one in draft[kind]]
    places = draft.get("places", {})
    if kind == GOAL:
        return [{"text": draft[GOAL], "source": places.get(GOAL)}] if draft[GOAL] else []
    sources = places.get(OBJECTIVES) or [None] * len(draft[OBJECTIVES])
    return [
        {"text": text, "source": source}
        for text, source in zip(draft[OBJECTIVES], sources, strict=False)
    ]


def is_left_out(decisions: Decisions, kind: str, place: int) -> bool:
    """Whether somebody has left a text out of the plan."""
    return bool(decisions.get(kind, {}).get(str(place), {}).get("left_out"))


def corrected(decisions: Decisions, kind: str, place: int) -> Mapping[str, Any]:
    """What somebody wrote in place of the document's words, by the names of the text's members."""
    values: Mapping[str, Any] = decisions.get(kind, {}).get(str(place), {}).get("values", {})
    return values


def as_it_stands(
    draft: Mapping[str, Any], decisions: Decisions, kind: str, place: int
) -> dict[str, Any]:
    """A text as people have left it by now: its members, and whether it is left out."""
    item = {**items_of(draft, kind)[place], **corrected(decisions, kind, place)}
    members = {name: item[name] for name in MEMBERS.get(kind, ())}
    return {**members, LEFT_OUT: is_left_out(decisions, kind, place)}


def taken(draft: Mapping[str, Any], decisions: Decisions) -> dict[str, Any]:
    """The draft as people leave it: corrected, without what they left out."""
    if not decisions:
        return dict(draft)
    found = dict(draft)
    for kind in KINDS:
        kept = [
            {**item, **corrected(decisions, kind, place)}
            for place, item in enumerate(items_of(draft, kind))
            if not is_left_out(decisions, kind, place)
        ]
        if kind == GOAL:
            found[GOAL] = kept[0]["text"] if kept else ""
        elif kind == OBJECTIVES:
            found[OBJECTIVES] = [one["text"] for one in kept]
        else:
            found[kind] = kept
    return found


def carried_over(
    before: Mapping[str, Any], after: Mapping[str, Any], decisions: Decisions
) -> tuple[dict[str, dict[str, Any]], tuple[tuple[str, dict[str, Any]], ...]]:
    """The decisions for a new reading of the document, and the texts whose decisions are lost.

    A text is the same where its words are, else where its place in the document is.
    """
    found: dict[str, dict[str, Any]] = {}
    lost: list[tuple[str, dict[str, Any]]] = []
    for kind, by_place in decisions.items():
        old, new = items_of(before, kind), items_of(after, kind)
        free = list(range(len(new)))
        for place, decision in by_place.items():
            if int(place) >= len(old):
                continue
            item = old[int(place)]
            chosen = _same(item, new, free)
            if chosen is None:
                lost.append((kind, item))
            else:
                free.remove(chosen)
                found.setdefault(kind, {})[str(chosen)] = decision
    return found, tuple(lost)


def _same(
    item: Mapping[str, Any], items: Sequence[Mapping[str, Any]], free: Sequence[int]
) -> int | None:
    words = _words(item)
    by_words = next((place for place in free if _words(items[place]) == words), None)
    if by_words is not None or not item.get("source"):
        return by_words
    return next((place for place in free if items[place].get("source") == item["source"]), None)


def _words(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name != "source"}
