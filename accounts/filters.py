"""The filter above a history: by whom, what, and when."""

from __future__ import annotations

from typing import Any

import django_filters

from accounts.models import AuditEvent
from accounts.queries import PORTAL, actions_in, actors_in
from accounts.querysets import AuditEventQuerySet
from core.values.wording import short_date
from core.web.forms import DateInput


class HistoryFilter(django_filters.FilterSet):
    """What is chosen from: those who did something, and what they did."""

    who = django_filters.ChoiceFilter(label="Кто", empty_label="все", method="by_actor")
    action = django_filters.ChoiceFilter(label="Что сделано", empty_label="все")
    since = django_filters.DateFilter(
        label="С", field_name="at", lookup_expr="date__gte", widget=DateInput
    )
    until = django_filters.DateFilter(
        label="По", field_name="at", lookup_expr="date__lte", widget=DateInput
    )

    filters: dict[str, Any]
    order: tuple[str, ...] = ("who", "action", "since", "until")

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def __init__(self, data: Any, *, queryset: AuditEventQuerySet) -> None:
        super().__init__(data, queryset=queryset)
        self.filters = {name: self.filters[name] for name in self.order}
        self.choices = self.found_choices(queryset)
        for name, choices in self.choices.items():
            self.filters[name].extra["choices"] = choices

    def found_choices(self, events: AuditEventQuerySet) -> dict[str, list[tuple[str, str]]]:
        """What the fields of choice offer: only what there is among these events."""
        return {"who": actors_in(events), "action": actions_in(events)}

    def by_actor(self, queryset: Any, name: str, value: str) -> Any:
        """A person by the id, or the portal itself."""
        return queryset.filter(actor_id=None if value == PORTAL else value)

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        said = [
            dict(choices)[chosen[name]]
            for name, choices in self.choices.items()
            if chosen.get(name)
        ]
        if chosen.get("since"):
            said.append(f"с {short_date(chosen['since'])}")
        if chosen.get("until"):
            said.append(f"по {short_date(chosen['until'])}")
        return said
