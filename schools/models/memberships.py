"""Who holds which role where."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from schools.domain.roles import ROLE_NAMES, ROLE_SCOPES, Role, ScopeKind
from schools.models.places import Municipality, Region
from schools.models.schools import School
from schools.querysets import MembershipQuerySet


def _scope_condition() -> Q:
    """Each role has exactly the scope that ROLE_SCOPES gives it."""
    condition = Q()
    for scope in ScopeKind:
        roles = [role.value for role in Role if ROLE_SCOPES[role] == scope]
        empty = {f"{other.value}__isnull": True for other in ScopeKind if other != scope}
        condition |= Q(role__in=roles, **{f"{scope.value}__isnull": False}, **empty)
    return condition


class Membership(models.Model):
    """A person's role in a municipality, a region or a school."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="пользователь",
    )
    role = models.CharField(
        "роль", max_length=20, choices=[(role.value, ROLE_NAMES[role]) for role in Role]
    )
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.CASCADE, verbose_name="регион"
    )
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.CASCADE, verbose_name="муниципалитет"
    )
    school = models.ForeignKey(
        School,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="школа",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "роль"
        verbose_name_plural = "роли"
        constraints = [
            models.CheckConstraint(
                condition=_scope_condition(),
                name="membership_scope_of_role",
                violation_error_message=(
                    "Укажите ровно одно место по роли: у наблюдателя — регион, у куратора "
                    "и руководителя школы — школу, у остальных — муниципалитет."
                ),
            ),
            *(
                models.UniqueConstraint(
                    fields=["user", "role", scope.value],
                    condition=Q(**{f"{scope.value}__isnull": False}),
                    name=f"membership_once_per_{scope.value}",
                    violation_error_message="Эта роль у пользователя уже есть.",
                )
                for scope in ScopeKind
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
