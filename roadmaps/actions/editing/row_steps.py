"""What can be done to rows, each with the step that takes it back.

A step is plain data with the row's `id` under `row` and one of: `fields` (name → before, after),
`place` (before, after), `created` (its texts), `deleted` (all its fields) with its `place`. A place
is the section, the table of the document, and the row above. `held` (`editing.held`) are the ties
that the step cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core import serializers
from django.db.models import Max

from accounts.models import User
from roadmaps.actions.editing.changes import Step, quoted, row_name
from roadmaps.actions.editing.held import (
    Held,
    decided_parties,
    drop_references_to_nothing,
    give_back,
    held_by,
    without_present,
)
from roadmaps.actions.editing.order import (
    deadlines_follow,
    parts_of,
    rows_in_order,
    write_order,
)
from roadmaps.actions.editing.writing import (
    insert_activity,
    record_change,
    refusal_to_delete,
    remove_activity,
    rewrite_activity,
    values_of,
)
from roadmaps.domain.outline import (
    OUTSIDE,
    RowInPlan,
    Side,
    Target,
    neighbours,
    rows_of,
    with_row_at,
)
from roadmaps.models import Activity, Roadmap
from roadmaps.queries.fields import field_words

Place = dict[str, int | None]


def set_values(
    activity: Activity, values: Mapping[str, str], by: User, summary: str = "Изменено мероприятие"
) -> Step:
    """Write texts over a locked row."""
    before = {name: getattr(activity, name) for name in values}
    decided = decided_parties(activity) if "responsible_text" in values else []
    changes = {field_words(Activity, name): (before[name], value) for name, value in values.items()}
    rewrite_activity(
        activity=activity,
        by=by,
        values=values,
        changes=changes,
        action="edit activity",
        summary=summary,
    )
    fields = {name: [before[name], value] for name, value in values.items()}
    cut = without_present(activity, decided)
    return {"row": activity.pk, "fields": fields, **({"held": cut} if cut else {})}


def add_rows(
    roadmap: Roadmap,
    activities: Sequence[Activity],
    rows: Sequence[RowInPlan],
    by: User,
    summary: str = "Добавлено мероприятие",
    held: Held | None = None,
) -> list[Step]:
    """Save new rows; `rows` is the order of the plan in which they stand as −1, −2 and so on.

    `held` are the ties of a row that comes back.
    """
    last = roadmap.activities.aggregate(last=Max("position"))["last"] or 0
    for number, activity in enumerate(activities, 1):
        activity.roadmap, activity.position = roadmap, last + number
        insert_activity(activity=activity, by=by, summary=summary, held=held or [])
    given = {-number: activity.pk for number, activity in enumerate(activities, 1)}
    write_order(roadmap.activities, [given.get(pk, pk) for pk, _ in rows])
    return [{"row": one.pk, "created": values_of(one)} for one in activities]


def put_row(
    activity: Activity, rows: Sequence[RowInPlan], table: int | None, by: User
) -> list[Step]:
    """Move a locked row to where `rows`, the order of the plan, has it; no step where it is."""
    roadmap = activity.roadmap
    before = place_of(activity)
    section = dict(rows)[activity.pk]
    after: Place = {"section": section, "table": table, "above": neighbours(rows, activity.pk)[0]}
    if before == after:
        return []
    changes = _moved_words(roadmap, before, after)
    with deadlines_follow(roadmap, by):
        activity.section_id, activity.table_id = section, table
        activity.save(update_fields=["section", "table"])
        write_order(roadmap.activities, [pk for pk, _ in rows])
    record_change(activity, by, "move activity", "Перемещено мероприятие", changes)
    return [{"row": activity.pk, "place": [before, after]}]


def take_row_out(activity: Activity, by: User) -> Step:
    """Delete a locked row; NotPossible where work exists."""
    step = {
        "row": activity.pk,
        "deleted": _kept(activity),
        "held": held_by(activity),
        "place": place_of(activity),
    }
    remove_activity(activity=activity, by=by)
    return step


def place_of(activity: Activity) -> Place:
    """Where the row stands now."""
    above = neighbours(rows_in_order(activity.roadmap), activity.pk)[0]
    return {"section": activity.section_id, "table": activity.table_id, "above": above}


def refusal_to_take_back(step: Step, roadmap: Roadmap) -> str:
    """Why a step cannot be taken back now; empty where it can."""
    activity = roadmap.activities.filter(pk=step["row"]).first()
    if "deleted" in step:
        return "Эта строка уже возвращена в план." if activity else ""
    if activity is None:
        return "Этой строки в плане уже нет."
    if "fields" in step:
        return _changed_since(activity, {name: new for name, (_, new) in step["fields"].items()})
    if "created" in step:
        return _changed_since(activity, step["created"]) or refusal_to_delete(activity)
    if activity.section_id != step["place"][1]["section"]:
        return f"Строку {row_name(activity)} с тех пор переместили ещё раз."
    return ""


def take_back(step: Step, roadmap: Roadmap, by: User) -> list[Step]:
    """Do the opposite of a step that nothing speaks against; the steps of that."""
    if "deleted" in step:
        return _restore(step, roadmap, by)
    activity = roadmap.activities.select_for_update().get(pk=step["row"])
    activity.roadmap = roadmap
    if "fields" in step:
        values = {name: old for name, (old, _) in step["fields"].items()}
        give_back(step.get("held", []))
        return [set_values(activity, values, by, "Отменено изменение мероприятия")]
    if "created" in step:
        return [take_row_out(activity, by)]
    place = step["place"][0]
    return put_row(activity, _rows_at(roadmap, activity.pk, place), _table_at(roadmap, place), by)


def _restore(step: Step, roadmap: Roadmap, by: User) -> list[Step]:
    """A deleted row with everything it held, under its own id, so that its history goes on."""
    activity: Any = next(iter(serializers.deserialize("python", [step["deleted"]]))).object
    rows = _rows_at(roadmap, -1, step["place"])
    drop_references_to_nothing(activity)
    activity.section_id = dict(rows)[-1]
    # A change of an earlier version of the portal kept no ties.
    held = step.get("held", [])
    return add_rows(roadmap, [activity], rows, by, "Возвращено мероприятие", held)


def _kept(activity: Activity) -> dict[str, Any]:
    return dict(serializers.serialize("python", [activity])[0])


def _rows_at(roadmap: Roadmap, row: int, place: Place) -> list[RowInPlan]:
    """The order of the plan with the row where it was, else in its section, else outside all."""
    parts, above = parts_of(roadmap), place["above"]
    held = [one for part in parts if part.section == place["section"] for one in part.rows]
    if above in held:
        return rows_of(with_row_at(parts, row, Target(Side.AFTER, above)))
    is_gone = above is not None and above not in dict(rows_of(parts))
    is_section = any(part.section == place["section"] for part in parts)
    home = (place["section"] if is_section else None) or OUTSIDE
    return rows_of(with_row_at(parts, row, Target(Side.END if is_gone else Side.START, home)))


def _table_at(roadmap: Roadmap, place: Place) -> int | None:
    table = roadmap.tables.filter(pk=place["table"] or 0)
    return table.values_list("pk", flat=True).first()


def _changed_since(activity: Activity, values: Mapping[str, str]) -> str:
    """A sentence where the row's texts are not `values` any more."""
    changed = [name for name, value in values.items() if getattr(activity, name) != value]
    if not changed:
        return ""
    words = ", ".join(quoted(field_words(Activity, name)) for name in changed)
    return (
        f"В строке {row_name(activity)} с тех пор снова изменили {words}. "
        "Сначала отмените более позднее изменение."
    )


def _moved_words(roadmap: Roadmap, before: Place, after: Place) -> dict[str, tuple[str, str]]:
    """The section, where it is another one, and the rows above; read before anything moves."""
    words: dict[str, tuple[str, str]] = {}
    if before["section"] != after["section"]:
        words["раздел"] = (_section_words(roadmap, before), _section_words(roadmap, after))
    if before["above"] != after["above"]:
        words["место"] = (_above_words(roadmap, before), _above_words(roadmap, after))
    return words


def _above_words(roadmap: Roadmap, place: Place) -> str:
    above = roadmap.activities.filter(pk=place["above"]).first() if place["above"] else None
    return f"после строки {row_name(above)}" if above else "в начале"


def _section_words(roadmap: Roadmap, place: Place) -> str:
    section = roadmap.sections.filter(pk=place["section"]).first() if place["section"] else None
    return str(section) if section else "вне разделов"
