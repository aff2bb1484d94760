"""What people changed in a plan, shaped for its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from roadmaps.models import Activity, PlanChange, Roadmap, Section, SectionKind
from roadmaps.queries.fields import field_words
from roadmaps.queries.labels import words_of
from roadmaps.queries.plan_lists import PLAN_LISTS

LINES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value that became another."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change with the values that it wrote; `more` is how many are not shown."""

    change: PlanChange
    values: tuple[ValueLine, ...]
    more: int

    @property
    def undo_words(self) -> str:
        """What the button says: taking back what was taken back brings it again."""
        return "Вернуть" if self.change.undoes_id else "Отменить"


def changes_of(roadmap: Roadmap) -> QuerySet[PlanChange]:
    """The changes of a plan, newest first."""
    changes = PlanChange.objects.filter(roadmap=roadmap)
    return changes.select_related("undone_by").order_by("-pk")


def last_of_texts(roadmap: Roadmap) -> PlanChange | None:
    """The plan's last change, where it was one of its texts and stands."""
    last = changes_of(roadmap).first()
    is_of_text = (
        last is not None
        and bool(last.steps)
        and all("text" in step or "plan" in step for step in last.steps)
    )
    return last if is_of_text else None


def change_that_made(activity: Activity) -> PlanChange | None:
    """The change that added a row, where it was the last of its plan."""
    last = PlanChange.objects.filter(roadmap=activity.roadmap_id).order_by("-pk").first()
    is_it = last is not None and any(
        step.get("row") == activity.pk and "created" in step for step in last.steps
    )
    return last if is_it else None


def change_lines(changes: Any) -> list[ChangeLine]:
    """The changes of one page of the list."""
    lines = []
    for change in changes:
        values = [line for step in change.steps for line in _values(step)]
        shown = tuple(values[:LINES_SHOWN])
        lines.append(ChangeLine(change, shown, len(values) - len(shown)))
    return lines


def _values(step: dict[str, Any]) -> list[ValueLine]:
    if "abbreviations" in step:
        pairs = step["abbreviations"].items()
        return [ValueLine(short, old or "", new or "") for short, (old, new) in pairs]
    model = _model_of(step)
    return [
        ValueLine(field_words(model, name).capitalize(), _shown(name, old), _shown(name, new))
        for name, (old, new) in step.get("fields", {}).items()
    ]


def _model_of(step: dict[str, Any]) -> type[Model]:
    if "row" in step:
        return Activity
    if "section" in step:
        return Section
    return PLAN_LISTS[step["list"]].model if "text" in step else Roadmap


def _shown(name: str, value: Any) -> str:
    if name == "kind":
        return str(SectionKind(value).label) if value in SectionKind else str(value)
    return words_of(name, str(value))
