"""Addresses by which calendar programs read somebody's dates without signing in."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from schools.models import School


def new_key() -> str:
    """A name that nobody guesses: 128 random bits."""
    return secrets.token_urlsafe(16)


class CalendarFeed(models.Model):
    """One address of a person: of their own dates, or of a school that they see.

    The address carries `key` and its signature (`links.feeds`): who reads the database cannot make
    the address, and the person can be shown it again. A new key makes the old address void.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    school = models.ForeignKey(
        School, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=22, unique=True, default=new_key)
    issued_at = models.DateTimeField("выдан")

    class Meta:
        verbose_name = "календарь в телефоне"
        verbose_name_plural = "календари в телефоне"
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(school__isnull=True), name="one_own_calendar_feed"
            ),
            models.UniqueConstraint(
                fields=["user", "school"],
                condition=Q(school__isnull=False),
                name="one_calendar_feed_per_school",
            ),
        ]

    def __str__(self) -> str:
        return f"Календарь: {self.school or self.user}"
