"""The filter above the history of lists."""

from __future__ import annotations

from typing import Any

import django_filters

from assessments.filters.offering import years_of
from assessments.models import ApprovedList, ListState
from core.values import academic_year
from schools.models import Municipality


class ListFilter(django_filters.FilterSet):
    """By year, state and, for those who see several, municipality."""

    academic_year = django_filters.ChoiceFilter(label="Учебный год", empty_label="все")
    state = django_filters.ChoiceFilter(label="Состояние", empty_label="все")
    municipality = django_filters.ModelChoiceFilter(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label="все"
    )

    class Meta:
        model = ApprovedList
        fields: list[str] = []

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = ApprovedList.objects.visible_to(user)
        self.filters["academic_year"].extra["choices"] = years_of(seen)
        found = set(seen.order_by().values_list("state", flat=True).distinct())
        self.filters["state"].extra["choices"] = [
            (state, words) for state, words in ListState.choices if state in found
        ]
        places = Municipality.objects.visible_to(user).order_by("name", "pk")
        if places.count() > 1:
            self.filters["municipality"].queryset = places
        else:
            del self.filters["municipality"]

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        said = []
        if chosen.get("academic_year"):
            said.append(f"{academic_year.label(int(chosen['academic_year']))} учебный год")
        if chosen.get("state"):
            said.append(ListState(chosen["state"]).label)
        if chosen.get("municipality"):
            said.append(str(chosen["municipality"]))
        return said
