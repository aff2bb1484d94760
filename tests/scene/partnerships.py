"""A partnership of the two schools at home, agreed on, with its papers, plan and visit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from tests.conftest import World

PAPER = b"%PDF-1.7\n" + b"1 0 obj\n" * 20 + b"%%EOF\n"


def partnership_at_home(world: World) -> dict[str, Any]:
    """`school` is supported by `other_school`; the visit was recorded by the coordinator."""
    from schools.actions import partnerships as actions
    from schools.domain.partnerships import Move

    by, today = world.coordinator, timezone.localdate()
    made = actions.enter_partnership(
        school=world.school,
        facts=actions.PartnershipFacts(partner=world.other_school, subjects=("Математика",)),
        by=by,
        grounds="Подобрано по результатам.",
    )
    made = actions.move_partnership(partnership=made, move=Move.AGREE, on=today, by=by)
    paper = actions.read_paper(PAPER, "Соглашение.pdf")
    actions.attach_agreement(partnership=made, paper=paper, by=by)
    step = actions.add_step(
        partnership=made, what="Открытые уроки", when="осенью", due_on=date(2025, 10, 31),
        who="Учителя математики", by=by,
    )  # fmt: skip
    visit = actions.add_visit(
        partnership=made, on=today, what="Разбор работ", who="Завучи", by=by,
        at=timezone.now(), today=today, paper=paper,
    )  # fmt: skip
    return {"partnership": made, "partnership_step": step, "partnership_visit": visit}
