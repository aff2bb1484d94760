"""Responsible parties: persons, posts, organisations and groups that an office knows."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from roadmaps.domain.audience import AUDIENCE_NAMES
from roadmaps.models.drafts import PlanImport
from roadmaps.models.plans import Activity
from roadmaps.querysets.plans import OfImportQuerySet, OfOfficeQuerySet, PartyQuerySet
from schools.models import Municipality, School


class PartyKind(models.TextChoices):
    """What a responsible party is."""

    PERSON = "person", "человек"
    POST = "post", "должность"
    ORGANISATION = "organisation", "организация"
    GROUP = "group", "группа"


class Party(models.Model):
    """Somebody who answers for activities. `fans_out` marks a group that means every school.

    One with a `school` is named in the plan of that school alone and is none of the office's.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="parties")
    school = models.ForeignKey(
        School, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
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

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = "ответственный"
        verbose_name_plural = "ответственные"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=models.Q(school__isnull=True),
                name="party_name_once",
            ),
            models.UniqueConstraint(
                fields=["school", "name"],
                condition=models.Q(school__isnull=False),
                name="party_of_school_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ActivityParty(models.Model):
    """A party of one activity, in the order of the plan's cell.

    For a group that means schools `audience` says which: read from the words when the link was
    made, or decided by `audience_by`; empty means that the party's name says it. `schools` are
    the chosen ones.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="party_links")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="activity_links")
    position = models.PositiveIntegerField()
    audience = models.CharField(
        "каким школам",
        max_length=20,
        blank=True,
        choices=[(audience.value, words) for audience, words in AUDIENCE_NAMES.items()],
    )
    audience_reason = models.CharField("почему этим школам", max_length=500, blank=True)
    audience_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    schools = models.ManyToManyField(School, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "party"], name="party_once_per_activity")
        ]

    def __str__(self) -> str:
        return str(self.party)


class SynonymOrigin(models.TextChoices):
    """From what the portal learned that other words mean a party; each is told as a reason."""

    RENAMED = "renamed", "прежнее название"
    DECIDED = "decided", "так исправили раньше"
    MERGED = "merged", "объединены раньше"
    ADDED = "added", "другое название"


class PartySynonym(models.Model):
    """Other words that mean a party: the next plan that says them is understood."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="synonyms")
    words = models.CharField("другое название", max_length=300)
    key = models.CharField(max_length=300)
    origin = models.CharField("откуда", max_length=8, choices=SynonymOrigin)
    learned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    learned_at = models.DateTimeField("когда", auto_now_add=True)

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "другое название ответственного"
        verbose_name_plural = "другие названия ответственных"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="party_synonym_once")
        ]

    def __str__(self) -> str:
        return self.words


class PartyDecision(models.Model):
    """What a person said of one party of an imported plan: somebody known, or somebody new.

    It holds for all rows of the draft that say the words; `party` is empty for a new one.
    """

    plan_import = models.ForeignKey(
        PlanImport, on_delete=models.CASCADE, related_name="party_decisions"
    )
    words = models.CharField(max_length=300)
    key = models.CharField(max_length=300)
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OfImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan_import", "key"], name="party_decision_once")
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.party or 'новый ответственный'}"


class DifferentParties(models.Model):
    """Two parties that look alike and of which a person said that they are two."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="different_parties_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="different_parties_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} и {self.second}"
