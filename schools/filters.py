"""Filters above the list of schools."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from schools.models import School, SchoolKind


class SchoolFilter(django_filters.FilterSet):
    """By words of the name or the login, and by type."""

    search = django_filters.CharFilter(label="Название или логин", method="find")
    kind = django_filters.ChoiceFilter(label="Тип", choices=SchoolKind, empty_label="все")

    class Meta:
        model = School
        fields: list[str] = []

    def find(self, queryset: QuerySet[School], name: str, value: str) -> QuerySet[School]:
        """Every word must occur; SQLite folds only Latin letters, so both cases are tried."""
        for word in value.split():
            condition = Q(login__icontains=word) | Q(aliases__login__icontains=word)
            for form in {word, word.lower(), word.upper(), word.capitalize()}:
                condition |= Q(name__contains=form)
            queryset = queryset.filter(condition)
        return queryset.distinct()

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        said = []
        if chosen.get("search"):
            said.append(f"со словами «{chosen['search']}»")
        if chosen.get("kind"):
            said.append(str(SchoolKind(chosen["kind"]).label))
        return said
