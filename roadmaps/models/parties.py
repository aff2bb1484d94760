"""Responsible parties: persons, posts, organisations and groups that an office knows."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from roadmaps.models.plans import Activity
from roadmaps.querysets.plans import OfOfficeQuerySet
from schools.models import Municipality


class PartyKind(models.TextChoices):
    """What a responsible party is."""

    PERSON = "person", "человек"
    POST = "post", "должность"
    ORGANISATION = "organisation", "организация"
    GROUP = "group", "группа"


class Party(models.Model):
    """Somebody who answers for activities. `fans_out` marks a group that means every school."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="parties")
    name = models.CharField("название", max_length=300)
    kind = models.CharField("вид", max_length=12, choices=PartyKind)
    fans_out = models.CharField(
        "поручать", max_length=10, blank=True, choices=[("schools", "каждой школе")]
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parties",
        verbose_name="сотрудник",
    )

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "ответственный"
        verbose_name_plural = "ответственные"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="party_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class ActivityParty(models.Model):
    """A party of one activity, in the order of the plan's cell."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="party_links")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="activity_links")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "party"], name="party_once_per_activity")
        ]

    def __str__(self) -> str:
        return str(self.party)
