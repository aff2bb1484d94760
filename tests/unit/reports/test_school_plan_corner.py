"""The corner of a school's own plan: its head approves it."""

from datetime import date

from reports.domain.approval import school_approval_lines

SCHOOL = "Лесновская СОШ"


def test_head_of_the_school_approves_its_plan_by_an_order():
    lines = school_approval_lines(SCHOOL, "14-ОД", date(2026, 11, 23), is_approved=True)
    assert lines[:3] == ("УТВЕРЖДАЮ", "Директор", SCHOOL)
    assert lines[-1] == "приказ от 23.11.2026 №\u00a014-ОД"


def test_project_says_so_and_leaves_the_order_blank():
    lines = school_approval_lines(SCHOOL, "", None, is_approved=False)
    assert lines[:2] == ("ПРОЕКТ", "УТВЕРЖДАЮ")
    assert lines[-1] == "приказ от ____________ №\u00a0________"
