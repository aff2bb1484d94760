"""Plans of the school at home, a part of the scene: kept by its head, checked by its curator."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tests.conftest import World


def plans_of_school(world: World) -> dict[str, Any]:
    """A project with a section, rows and a change; a plan on review; one that was agreed."""
    project = _started(world, "Проект школы")
    waiting, agreed = (_handed_in(world, title) for title in ("План на проверке", "Согласован"))
    _agree(world, agreed)
    return {
        "school_plan": project,
        "school_section": _section(world, project),
        "school_row": _row(world, project, "Педсовет"),
        "school_bare_row": _row(world, project, "Неделя математики"),
        "school_change": _changed(world, project),
        "school_plan_waiting": waiting,
        "school_plan_agreed": agreed,
    }


def _started(world: World, title: str) -> Any:
    from roadmaps.actions.school_plans import start_school_plan

    year = timezone.localdate().year
    return start_school_plan(
        school=world.school, by=world.head, title=title, first_year=year, last_year=year + 1,
        calendar="calendar",
    )  # fmt: skip


def _handed_in(world: World, title: str) -> Any:
    from roadmaps.actions.plan_checks import submit_plan

    plan = _started(world, title)
    _row(world, plan, "Открытые уроки")
    return submit_plan(roadmap=plan, by=world.head, at=timezone.now())


def _agree(world: World, plan: Any) -> None:
    from roadmaps.actions.plan_checks import agree_plan

    agree_plan(roadmap=plan, by=world.curator, at=timezone.now(), seen=1)
    plan.refresh_from_db()


def _section(world: World, plan: Any) -> Any:
    from roadmaps.actions.editing.sections import add_section
    from roadmaps.domain.outline import OUTSIDE, Side, Target

    return add_section(
        roadmap=plan, number="1.", title="Кадры", kind="section", by=world.head,
        target=Target(Side.END, OUTSIDE),
    )  # fmt: skip


def _row(world: World, plan: Any, title: str) -> Any:
    from roadmaps.actions.activities import add_activity

    day = f"20 декабря {timezone.localdate().year + 1} года"
    return add_activity(
        roadmap=plan, by=world.head, title=title, deadline_text=day, deliverable="Протокол",
        responsible_text="Завуч",
    )  # fmt: skip


def _changed(world: World, plan: Any) -> Any:
    from roadmaps.actions.editing.cells import edit_cell

    row = plan.activities.select_related("roadmap__municipality").get(title="Неделя математики")
    return edit_cell(
        activity=row, field="deliverable", value="Справка", expected="Протокол", by=world.head
    )
