"""People who sign in, what they did, and the background work they asked for."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.querysets import (
    AuditEventQuerySet,
    JobQuerySet,
    OutgoingLetterQuerySet,
    UserManager,
)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What they may do follows from memberships, which upper apps hold."""

    email = models.EmailField("адрес электронной почты", unique=True)
    full_name = models.CharField("фамилия, имя, отчество", max_length=200)
    is_active = models.BooleanField("может входить", default=True)
    is_staff = models.BooleanField("владелец установки", default=False)
    created_at = models.DateTimeField("создан", default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "пользователь"
        verbose_name_plural = "пользователи"

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def short_name(self) -> str:
        """Surname with initials: «Лесная А. П.»; the full name where it has no parts."""
        surname, *names = self.full_name.split() or [self.email]
        initials = "\u00a0".join(f"{name[0]}." for name in names[:2])
        return f"{surname}\u00a0{initials}" if initials else surname


class AuditEvent(models.Model):
    """Who did what to which object, with the old and new values in words.

    Holds no foreign keys: the trail outlives what it speaks of and never blocks a deletion.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    municipality_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_title = models.CharField(max_length=300)
    action = models.CharField(max_length=60)
    summary = models.TextField(blank=True)
    changes = models.JSONField(default=list)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="audit_subject"),
            # For the journal of an office, the newest first.
            models.Index(fields=["municipality_id", "-at"], name="audit_office"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.summary or self.action}"


class JobState(models.TextChoices):
    """Where a piece of background work stands."""

    QUEUED = "queued", "в очереди"
    RUNNING = "running", "выполняется"
    DONE = "done", "готово"
    FAILED = "failed", "не выполнено"


class Job(models.Model):
    """Accepted background work: the queue of record (the broker only carries the row's id)."""

    kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    requested_by = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="jobs"
    )
    requested_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=200, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=Q(state__in=["queued", "running"]),
                name="one_active_job_per_subject",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["queued", "running"], finished_at__isnull=True),
                name="job_finished_at_with_state",
            ),
        ]
        indexes = [
            # For the sweeper, which looks at unfinished work only.
            models.Index(
                fields=["state", "heartbeat_at"],
                condition=Q(state__in=["queued", "running"]),
                name="job_unfinished",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_active(self) -> bool:
        """Whether the work still goes on."""
        return self.state in (JobState.QUEUED, JobState.RUNNING)

    @property
    def progress(self) -> str:
        """What the job is doing, in words: «Посчитано школ: 24 из 40»."""
        if self.state == JobState.QUEUED:
            return "Ждёт своей очереди"
        if self.total:
            return f"{self.step}: {self.done} из {self.total}"
        return self.step or self.get_state_display().capitalize()

    @property
    def percent(self) -> int:
        """Share of the work done, 0–100."""
        if self.state == JobState.DONE:
            return 100
        return 100 * self.done // self.total if self.total else 0

    @staticmethod
    def new_claim() -> uuid.UUID:
        """A token that tells this worker's claim from a later one."""
        return uuid.uuid4()


class LetterState(models.TextChoices):
    """Where a letter stands."""

    WAITING = "waiting", "ждёт отправки"
    SENDING = "sending", "отправляется"
    SENT = "sent", "отправлено"
    FAILED = "failed", "не отправлено"
    UNKNOWN = "unknown", "неизвестно, ушло ли"


class OutgoingLetter(models.Model):
    """One letter of the portal to one person: the queue and the log of what was sent to whom.

    `key` says what makes it one letter («digest:2026-11-25:17»): asking for it twice gives one.
    Holds the municipality's id without a foreign key, as the audit trail does.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField("о чём", max_length=40)
    to = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="letters", verbose_name="кому"
    )
    to_name = models.CharField("кому", max_length=200)
    email = models.EmailField("адрес")
    municipality_id = models.BigIntegerField(null=True)
    subject = models.CharField("тема", max_length=300)
    body = models.TextField("текст")
    unsubscribe_path = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    created_at = models.DateTimeField("написано", default=timezone.now, editable=False)
    due_at = models.DateTimeField("отправить не раньше", default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    sent_at = models.DateTimeField("отправлено", null=True)
    failure = models.TextField("почему не ушло", blank=True)

    objects = OutgoingLetterQuerySet.as_manager()

    class Meta:
        verbose_name = "исходящее письмо"
        verbose_name_plural = "исходящие письма"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="letter_sent_at_with_state",
            ),
        ]
        indexes = [
            # For the postman, who looks at unfinished letters only.
            models.Index(
                fields=["state", "due_at"],
                condition=Q(state__in=["waiting", "sending"]),
                name="letter_unfinished",
            ),
            # For the log of an office, the newest first.
            models.Index(fields=["municipality_id", "-created_at"], name="letter_of_office"),
        ]

    def __str__(self) -> str:
        return f"{self.to_name}: {self.subject}"
