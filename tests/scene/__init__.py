"""One municipality in the middle of its work: an object for every address of the portal.

Made by the same actions that the pages call, so that what is built here is what people build.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client

from tests.conftest import World, make_world
from tests.scene.criteria import criteria_of_office
from tests.scene.documents import plan_document
from tests.scene.figures import Figures, tied_indicator
from tests.scene.office import (
    CONTEXT,
    context_batch,
    context_on_its_way,
    context_taken,
    letter_not_taken,
    register_on_its_way,
)
from tests.scene.partnerships import partnership_at_home
from tests.scene.plan import PlanInWork
from tests.scene.scales import scales_of_office
from tests.scene.school_plans import plans_of_school


@dataclass(frozen=True, eq=False)
class Scene:
    """Rows of the home municipality; a plan nobody has uploaded yet; everybody's session.

    One scene equals only itself, so that what was read from it can be kept beside it.
    """

    world: World
    roadmap: Any
    plan_in_draft: Any
    act: Any
    amended: Any
    amendment: Any
    template: Any
    sample: Any
    activity: Any
    bare_activity: Any
    indicator: Any
    tied_indicator: Any
    intended_gap: Any
    plan_change: Any
    saved_filter: Any
    objectives: Any
    plan_partner: Any
    first_section: Any
    section: Any
    calendar_feed: Any
    owed: Any
    submitted: Any
    accepted: Any
    cancelled: Any
    office_work: Any
    other_party: Any
    schools_party: Any
    series: Any
    empty_series: Any
    event: Any
    office_day: Any

    asked: Any
    synonym: Any
    evidence: Any
    earlier_evidence: Any
    phrase: Any
    hand_over: Any
    sheet: Any
    upload: Any
    whole_upload: Any
    plan_import: Any
    changed_plan: Any
    row: Any
    heading: Any
    confirmed_results: Any
    results_import: Any
    batch: Any
    written_name: Any
    run: Any
    unfinished_run: Any
    region_run: Any
    scale: Any
    scale_upload: Any
    criteria_common: Any
    criteria_draft: Any
    criteria_published: Any
    approved_list: Any
    list_draft: Any
    report: Any
    job: Any
    school_plan: Any
    school_section: Any
    school_row: Any
    school_bare_row: Any
    school_change: Any
    school_plan_waiting: Any
    school_plan_agreed: Any
    register_upload: Any
    partnership: Any
    partnership_step: Any
    partnership_visit: Any
    taken_context_file: Any
    context_file: Any
    context_batch: Any
    letter: Any
    document: bytes
    sessions: dict[str, str]


def build_scene() -> Scene:
    """Everything above, with the coordinator as the one who asks for work."""
    world = make_world()
    plan = PlanInWork(world)
    figures = Figures(world)
    objects: dict[str, Any] = {**plan.objects(), **figures.objects()}
    another = plan_document([("1", "Совет", "май", "Методист", "Акт")], "Ещё один план")
    return Scene(
        register_upload=register_on_its_way(world),
        taken_context_file=context_taken(world),
        context_batch=context_batch(world),
        context_file=context_on_its_way(world, CONTEXT.replace(b"90", b"95")),
        letter=letter_not_taken(world),
        world=world, **objects, **plans_of_school(world), **scales_of_office(world),
        **criteria_of_office(world),
        **partnership_at_home(world), document=another,
        tied_indicator=tied_indicator(objects["act"], world.coordinator),
        sessions={name: _session(person) for name, person in world.people.items()},
    )  # fmt: skip


def _session(person: Any) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
