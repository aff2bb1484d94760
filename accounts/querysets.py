"""Reads of people, the audit trail and jobs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models


class UserManager(BaseUserManager[Any]):
    """Makes people by e-mail; there are no user names."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Any:
        """A person who can sign in; without a password only after a password reset."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Any:
        """The owner of the installation, who alone opens /admin/."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class JobQuerySet(models.QuerySet[Any]):
    """Background work."""

    def visible_to(self, user: Any) -> JobQuerySet:
        """Each person sees the jobs they asked for; results have pages of their own."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(requested_by=user)

    def active(self) -> JobQuerySet:
        """Accepted and not finished."""
        return self.filter(state__in=("queued", "running"))

    def left_behind(self, sent_before: datetime) -> JobQuerySet:
        """Waiting although their message was sent before the given moment."""
        return self.filter(state="queued").filter(
            models.Q(sent_at__isnull=True) | models.Q(sent_at__lt=sent_before)
        )

    def silent(self, since: datetime) -> JobQuerySet:
        """Claimed by a worker that has given no sign of life since the given moment."""
        return self.filter(state="running", heartbeat_at__lt=since)


class OutgoingLetterQuerySet(models.QuerySet[Any]):
    """Letters of the portal."""

    def visible_to(self, user: Any) -> OutgoingLetterQuerySet:
        """Each person sees the letters that were written to them."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(to=user)

    def to_post(self, now: datetime) -> OutgoingLetterQuerySet:
        """Waiting, and due by now."""
        return self.filter(state="waiting", due_at__lte=now)

    def with_old_texts(self, before: datetime) -> OutgoingLetterQuerySet:
        """Finished, written before the given moment, with their text still kept."""
        finished = self.filter(state__in=("sent", "failed", "unknown"), created_at__lt=before)
        return finished.exclude(body="", unsubscribe_path="")

    def stuck(self, since: datetime) -> OutgoingLetterQuerySet:
        """Taken to the mail server before the given moment, with nothing heard since."""
        return self.filter(state="sending", claimed_at__lt=since)


class AuditEventQuerySet(models.QuerySet[Any]):
    """The trail of what people did, for pages that have asked who may see the objects.

    The trail knows no memberships, so it cannot say that itself.
    """

    def about(self, subject_type: str, subject_id: int) -> AuditEventQuerySet:
        """Events of one object, newest first."""
        return self.filter(subject_type=subject_type, subject_id=subject_id).order_by("-at", "-pk")

    def about_all(
        self, *subjects: tuple[type[models.Model], Collection[int] | models.QuerySet[Any]]
    ) -> AuditEventQuerySet:
        """Events of several objects, newest first: models with ids, or with a query of ids."""
        condition = models.Q(pk__in=())
        for model, ids in subjects:
            condition |= models.Q(subject_type=model._meta.label_lower, subject_id__in=ids)
        return self.filter(condition).order_by("-at", "-pk")

    def of_municipalities(self, ids: Collection[int]) -> AuditEventQuerySet:
        """Everything that was done in these municipalities, newest first."""
        return self.filter(municipality_id__in=ids).order_by("-at", "-pk")
