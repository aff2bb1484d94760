"""The review warns before a plan of past years floods schools with overdue work."""

import pytest

from roadmaps.models import PlanImport
from tests.integration.plans.conftest import plan_document

pytestmark = pytest.mark.django_db

WARNING = "План за прошлые годы."


@pytest.mark.parametrize(
    ("years", "is_approved", "is_warned"),
    [("2019–2020", True, True), ("2019–2020", False, False), ("2098–2099", True, False)],
)
def test_approved_plan_of_past_years_is_warned_of(
    client, world, draft, years, is_approved, is_warned
):
    plan = draft(plan_document(title=f"Дорожная карта поддержки школ округа на {years} годы"))
    plan.is_approved = is_approved
    plan.save(update_fields=["is_approved"])
    client.force_login(world.coordinator)
    page = client.get(f"/roadmaps/import/{plan.pk}/").content.decode()
    assert (WARNING in page) is is_warned


def test_a_plan_without_an_order_is_asked_about_before_schools_see_it(client, world, draft) -> None:
    plan_import = draft()
    client.force_login(world.coordinator)
    address = f"/roadmaps/import/{plan_import.pk}/"
    assert "Приказ не найден." in client.get(address).text
    PlanImport.objects.filter(pk=plan_import.pk).update(order_number="420-од")
    assert "Приказ не найден." not in client.get(address).text
