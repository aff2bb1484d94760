"""Filters above the lists of schools, of people and of letters, and above the journal."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actions.letters import kind_choices, kind_words
from accounts.filters import HistoryFilter
from accounts.models import LetterState, OutgoingLetter, User
from accounts.queries import subjects_in
from accounts.querysets import AuditEventQuerySet
from core.ordering import NaturalKey
from core.values.wording import lower_first, short_date
from core.web.forms import DateInput
from schools.domain.partnerships import STATE_NAMES, PartnershipState, subjects_from_text
from schools.domain.roles import ROLE_NAMES, ROLES_OF_MUNICIPALITY, Right, Role
from schools.models import Partnership, School, SchoolKind
from schools.permissions import municipalities_with
from schools.queries import roles_kept_by

ROLE_CHOICES = [(role.value, ROLE_NAMES[role]) for role in ROLES_OF_MUNICIPALITY]


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
            queryset = queryset.filter(condition | _contains("name", word))
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


class PersonFilter(django_filters.FilterSet):
    """By name or address, by role and by school; a role elsewhere does not count."""

    search = django_filters.CharFilter(label="Имя или почта", method="find")
    role = django_filters.ChoiceFilter(
        label="Роль", choices=ROLE_CHOICES, empty_label="все", method="leave"
    )
    school = django_filters.ModelChoiceFilter(
        label="Школа", queryset=School.objects.none(), empty_label="все", method="leave"
    )

    class Meta:
        model = User
        fields: list[str] = []

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        places = municipalities_with(user, Right.MANAGE_PEOPLE)
        schools = School.objects.filter(municipality__in=places)
        self.filters["school"].queryset = schools.order_by(NaturalKey("name"), "pk")

    def filter_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        """Role and school must be those of one membership."""
        queryset = super().filter_queryset(queryset)
        chosen = {
            name: value
            for name in ("role", "school")
            if (value := self.form.cleaned_data.get(name))
        }
        if not chosen:
            return queryset
        roles = roles_kept_by(self.user).filter(user=OuterRef("pk"), **chosen)
        return queryset.filter(Exists(roles))

    def find(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Every word must occur in the name or in the address."""
        for word in value.split():
            queryset = queryset.filter(Q(email__icontains=word) | _contains("full_name", word))
        return queryset

    def leave(self, queryset: QuerySet[User], name: str, value: Any) -> QuerySet[User]:
        """Done for both together in `filter_queryset`."""
        return queryset

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        said = []
        if chosen.get("search"):
            said.append(f"со словами «{chosen['search']}»")
        if chosen.get("role"):
            said.append(ROLE_NAMES[Role(chosen["role"])])
        if chosen.get("school"):
            said.append(chosen["school"].name)
        return said


class LetterFilter(django_filters.FilterSet):
    """By whom or what about, by what became of it, by kind and by day."""

    search = django_filters.CharFilter(label="Имя, адрес или тема", method="find")
    state = django_filters.ChoiceFilter(
        label="Состояние", choices=LetterState.choices, empty_label="все"
    )
    kind = django_filters.ChoiceFilter(
        label="О чём", choices=lambda: kind_choices(), empty_label="все"
    )
    since = django_filters.DateFilter(
        label="С", field_name="created_at", lookup_expr="date__gte", widget=DateInput
    )
    until = django_filters.DateFilter(
        label="По", field_name="created_at", lookup_expr="date__lte", widget=DateInput
    )

    class Meta:
        model = OutgoingLetter
        fields: list[str] = []

    def find(
        self, queryset: QuerySet[OutgoingLetter], name: str, value: str
    ) -> QuerySet[OutgoingLetter]:
        """Every word must occur in the name, the address or the subject."""
        for word in value.split():
            condition = _contains("to_name", word) | _contains("subject", word)
            queryset = queryset.filter(condition | Q(email__icontains=word))
        return queryset

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        said = []
        if chosen.get("search"):
            said.append(f"со словами «{chosen['search']}»")
        if chosen.get("state"):
            said.append(str(LetterState(chosen["state"]).label))
        if chosen.get("kind"):
            said.append(kind_words(chosen["kind"]))
        if chosen.get("since"):
            said.append(f"с {short_date(chosen['since'])}")
        if chosen.get("until"):
            said.append(f"по {short_date(chosen['until'])}")
        return said


class PartnershipFilter(django_filters.FilterSet):
    """By school on either side, by subject and by state."""

    school = django_filters.ModelChoiceFilter(
        label="Школа", queryset=School.objects.none(), empty_label="все", method="of_school"
    )
    subject = django_filters.ChoiceFilter(label="Предмет", empty_label="все", method="of_subject")
    state = django_filters.ChoiceFilter(
        label="Состояние",
        choices=[(one.value, STATE_NAMES[one]) for one in PartnershipState],
        empty_label="все",
    )

    class Meta:
        model = Partnership
        fields: list[str] = []

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = list(Partnership.objects.visible_to(user).values_list(*_SIDES, "subjects"))
        sides = {key for *keys, _ in seen for key in keys}
        schools = School.objects.filter(pk__in=sides)
        self.filters["school"].queryset = schools.order_by(NaturalKey("name"), "pk")
        names = sorted({name for *_, text in seen for name in subjects_from_text(text)})
        self.filters["subject"].extra["choices"] = [(name, name) for name in names]

    def of_school(
        self, queryset: QuerySet[Partnership], name: str, value: School
    ) -> QuerySet[Partnership]:
        """Supported or supporting."""
        return queryset.filter(Q(school=value) | Q(partner=value))

    def of_subject(self, queryset: Any, name: str, value: str) -> QuerySet[Partnership]:
        """Where the subject is named."""
        found: QuerySet[Partnership] = queryset.about(value)
        return found

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        said = []
        if chosen.get("school"):
            said.append(chosen["school"].name)
        if chosen.get("subject"):
            said.append(lower_first(chosen["subject"]))
        if chosen.get("state"):
            said.append(STATE_NAMES[PartnershipState(chosen["state"])])
        return said


_SIDES = ("school", "partner")


class JournalFilter(HistoryFilter):
    """Also by words of what an event is about, and by the kind of that object."""

    search = django_filters.CharFilter(label="Слова в записи", method="find")
    kind = django_filters.ChoiceFilter(label="О чём", field_name="subject_type", empty_label="все")
    order = ("search", "who", "kind", "action", "since", "until")

    def found_choices(self, events: AuditEventQuerySet) -> dict[str, list[tuple[str, str]]]:
        """Kinds of objects beside the rest."""
        return {**super().found_choices(events), "kind": subjects_in(events)}

    def find(self, queryset: Any, name: str, value: str) -> Any:
        """Every word must occur in the object's name or in the sentence about it."""
        for word in value.split():
            queryset = queryset.filter(
                _contains("subject_title", word) | _contains("summary", word)
            )
        return queryset

    def words(self) -> list[str]:
        """What is filtered, in words."""
        sought = self.form.cleaned_data.get("search") if self.form.is_valid() else ""
        return ([f"со словами «{sought}»"] if sought else []) + super().words()


def _contains(field: str, word: str) -> Q:
    """SQLite folds only Latin letters, so the usual cases of a Russian word are tried."""
    condition = Q()
    for form in {word, word.lower(), word.upper(), word.capitalize()}:
        condition |= Q(**{f"{field}__contains": form})
    return condition
