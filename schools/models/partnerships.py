"""Partnerships: a school, who supports it, what they agreed on and what was done."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.values.wording import short_date
from schools.domain.partnerships import (
    MOST_LIMIT,
    MOST_WEIGHT,
    OPEN,
    STATE_NAMES,
    PartnershipRules,
    PartnershipState,
    number_and_date,
    subjects_from_text,
)
from schools.models.places import Municipality
from schools.models.schools import School
from schools.querysets import PartnershipQuerySet, PartnershipRuleSetQuerySet, PartsQuerySet

ENDED = (PartnershipState.FINISHED.value, PartnershipState.STOPPED.value)
BEGUN = (PartnershipState.ACTIVE.value, PartnershipState.FINISHED.value)


class AttachedDocument(models.Model):
    """A row that may hold one document; it is stored under a random name."""

    file = models.FileField("файл", upload_to="partnerships/%Y/%m/", blank=True)
    file_name = models.CharField("имя файла", max_length=255, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField("размер, байт", default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


class Partnership(AttachedDocument):
    """A supported school and its partner: another school, or one teacher of another school.

    `subjects` are official names as `subjects_as_text` keeps them, empty for all subjects; `scope`
    says in words what the support is about. The document is the agreement. `state_before` is where
    the last move came from, for taking it back.
    """

    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        related_name="partnerships",
        verbose_name="поддерживаемая школа",
    )
    partner = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        related_name="supported_partnerships",
        verbose_name="школа-наставник",
    )
    teacher_name = models.CharField("педагог", max_length=200, blank=True)
    teacher_post = models.CharField("должность педагога", max_length=200, blank=True)
    subjects = models.CharField("предметы", max_length=500, blank=True)
    scope = models.CharField("в чём поддержка", max_length=500, blank=True)
    state = models.CharField(
        "состояние",
        max_length=10,
        choices=[(one.value, STATE_NAMES[one]) for one in PartnershipState],
        default=PartnershipState.PROPOSED.value,
    )
    state_before = models.CharField(max_length=10, blank=True)
    since = models.DateField("начало", null=True, blank=True)
    until = models.DateField("окончание по соглашению", null=True, blank=True)
    ended_on = models.DateField("окончено", null=True, blank=True)
    end_reason = models.CharField("почему прекращено", max_length=500, blank=True)
    agreement_number = models.CharField("номер соглашения", max_length=50, blank=True)
    agreement_date = models.DateField("дата соглашения", null=True, blank=True)
    grounds = models.TextField("почему предложен", blank=True)
    effect_note = models.TextField("что изменилось", blank=True)
    created_at = models.DateTimeField("внесено", default=timezone.now, editable=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = "партнёрство"
        verbose_name_plural = "партнёрства"
        constraints = [
            models.CheckConstraint(
                condition=~Q(school=F("partner")), name="partnership_not_with_itself"
            ),
            models.UniqueConstraint(
                fields=["school", "partner", "teacher_name", "subjects", "scope"],
                condition=Q(state__in=sorted(one.value for one in OPEN)),
                name="one_open_partnership_of_a_pair_and_scope",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="partnership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_on__isnull=False)
                | ~Q(state__in=ENDED) & Q(ended_on__isnull=True),
                name="partnership_ended_on_with_state",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=BEGUN) | Q(since__isnull=False),
                name="partnership_begun_has_since",
            ),
            models.CheckConstraint(
                condition=~Q(state="stopped") | ~Q(end_reason=""),
                name="partnership_stopped_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(teacher_name="") | Q(teacher_post=""),
                name="partnership_post_of_a_teacher",
            ),
        ]
        indexes = [models.Index(fields=["partner", "state"], name="partnership_load")]

    def __str__(self) -> str:
        return f"{self.school} — {self.partner_words}"

    @property
    def standing(self) -> PartnershipState:
        """The state as a value of the domain."""
        return PartnershipState(self.state)

    @property
    def is_teacher(self) -> bool:
        """Whether the partner is one teacher."""
        return bool(self.teacher_name)

    @property
    def partner_words(self) -> str:
        """The school, or the teacher with the school."""
        return f"{self.teacher_name} ({self.partner})" if self.is_teacher else str(self.partner)

    @property
    def subject_list(self) -> tuple[str, ...]:
        """Official names of subjects; empty for all."""
        return subjects_from_text(self.subjects)

    @property
    def agreement(self) -> str:
        """«№ 5 от 12.09.2025», empty where there is none yet."""
        day = short_date(self.agreement_date) if self.agreement_date else ""
        return number_and_date(self.agreement_number, day)


class PartnershipStep(models.Model):
    """A line of the plan of a partnership: what, who, when in words and, if known, by which day."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField("что", max_length=500)
    when = models.CharField("когда", max_length=200, blank=True)
    due_on = models.DateField("срок", null=True, blank=True)
    who = models.CharField("кто", max_length=300, blank=True)
    done_on = models.DateField("сделано", null=True, blank=True)

    objects = PartsQuerySet.as_manager()

    class Meta:
        verbose_name = "строка плана партнёрства"
        verbose_name_plural = "план партнёрства"

    def __str__(self) -> str:
        return self.what


class PartnershipVisit(AttachedDocument):
    """A meeting of the two sides; a record that was taken away stays readable."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="visits")
    on = models.DateField("дата")
    what = models.TextField("что сделано")
    who = models.CharField("кто участвовал", max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_by_name = models.CharField("кто записал", max_length=200)
    recorded_at = models.DateTimeField("записано", default=timezone.now, editable=False)
    removed_at = models.DateTimeField("убрано", null=True, blank=True)

    objects = PartsQuerySet.as_manager()

    class Meta:
        verbose_name = "встреча по партнёрству"
        verbose_name_plural = "встречи по партнёрствам"

    def __str__(self) -> str:
        return f"{short_date(self.on)}: {self.what[:80]}"


def _weight(words: str, default: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        words, default=default, validators=[MaxValueValidator(MOST_WEIGHT)]
    )


def _limit(words: str, default: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        words,
        default=default,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_LIMIT)],
    )


DEFAULTS = PartnershipRules()


class PartnershipRuleSet(models.Model):
    """Limits and weights that an office has set; where it has no row, the defaults hold."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="partnership_rules"
    )
    school_limit = _limit("школ у одной школы-наставника", DEFAULTS.school_limit)
    teacher_limit = _limit("школ у одного педагога", DEFAULTS.teacher_limit)
    strength = _weight("результаты по слабым предметам", DEFAULTS.strength)
    pupils = _weight("похожий контингент", DEFAULTS.pupils)
    distance = _weight("расстояние", DEFAULTS.distance)
    kind = _weight("тот же тип школы", DEFAULTS.kind)
    context = _weight("похожие условия работы", DEFAULTS.context)
    load = _weight("свободные места у наставника", DEFAULTS.load)

    objects = PartnershipRuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = "правила наставничества"
        verbose_name_plural = "правила наставничества"

    def __str__(self) -> str:
        return str(self.municipality)

    @property
    def value(self) -> PartnershipRules:
        """The rules as a value of the domain."""
        return PartnershipRules(
            **{name: getattr(self, name) for name in PartnershipRules.__dataclass_fields__}
        )
