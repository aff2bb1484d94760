"""Who sees which schools and municipalities: what is visible and what must stay hidden."""

import pytest
from django.db import IntegrityError

from schools.domain.roles import Right
from schools.models import Membership, Municipality, School
from schools.permissions import has_right, municipalities_with

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("administrator", {"edu980001", "edu980002", "edu980003"}),
        ("coordinator", {"edu980001", "edu980002", "edu980003"}),
        ("executor", {"edu980001", "edu980002", "edu980003"}),
        ("curator", {"edu980001", "edu980003"}),
        ("head", {"edu980001", "edu980003"}),
        ("other_head", {"edu980002"}),
        ("observer", {"edu980001", "edu980002", "edu980003", "edu980101"}),
        ("stranger", {"edu980101"}),
        ("nobody", set()),
    ],
)
def test_schools_seen_by(world, person, expected):
    seen = School.objects.visible_to(world.people[person]).values_list("login", flat=True)
    assert set(seen) == expected


def test_inactive_person_sees_nothing(world):
    world.coordinator.is_active = False
    assert not School.objects.visible_to(world.coordinator).exists()
    assert not Municipality.objects.visible_to(world.coordinator).exists()


def test_rights_end_at_the_municipality(world):
    assert has_right(world.coordinator, Right.EDIT_ROADMAPS, municipality=world.office)
    assert not has_right(world.coordinator, Right.EDIT_ROADMAPS, municipality=world.other_office)
    assert municipalities_with(world.observer, Right.EDIT_ROADMAPS) == []


def test_curator_reviews_named_schools_and_their_branches_only(world):
    def may_review(school):
        return has_right(
            world.curator, Right.REVIEW_ASSIGNMENTS, municipality=world.office, school=school
        )

    assert may_review(world.school)
    assert may_review(world.branch)
    assert not may_review(world.other_school)


def test_a_role_without_its_scope_is_refused_by_the_database(world):
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=world.nobody, role="school_head", municipality=world.office)
