"""A roadmap and its parts, in the words of the order that approved it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from roadmaps.domain.plan_states import PLAN_STATUS_NAMES, PROJECT_STATUSES, PlanStatus
from roadmaps.domain.rollup import ENOUGH_NAMES, Enough, RollUp
from roadmaps.querysets.plans import OfRoadmapQuerySet, RoadmapQuerySet, RowsInPlanManager
from schools.models import Municipality, School


class RoadmapStatus(models.TextChoices):
    """Life of a plan (`domain.plan_states`); editions and amendments have orders of their own."""

    DRAFT = PlanStatus.DRAFT.value, PLAN_STATUS_NAMES[PlanStatus.DRAFT]
    ON_REVIEW = PlanStatus.ON_REVIEW.value, PLAN_STATUS_NAMES[PlanStatus.ON_REVIEW]
    RETURNED = PlanStatus.RETURNED.value, PLAN_STATUS_NAMES[PlanStatus.RETURNED]
    AGREED = PlanStatus.AGREED.value, PLAN_STATUS_NAMES[PlanStatus.AGREED]
    APPROVED = PlanStatus.APPROVED.value, PLAN_STATUS_NAMES[PlanStatus.APPROVED]
    IN_FORCE = PlanStatus.IN_FORCE.value, PLAN_STATUS_NAMES[PlanStatus.IN_FORCE]
    CLOSED = PlanStatus.CLOSED.value, PLAN_STATUS_NAMES[PlanStatus.CLOSED]


class PlanCalendar(models.TextChoices):
    """What «год» means in the plan's deadlines."""

    CALENDAR_YEAR = "calendar", "календарные годы"
    SCHOOL_YEAR = "school-year", "учебные годы"


class Roadmap(models.Model):
    """A plan of support for schools over one or several years.

    `abbreviations` are those that its documents explain, short to full: its parties are read by
    them. `edition_number` is that of the approved edition that its text is frozen in; 0 while none
    is. `order_number` and `order_date` are those of the order that approved it first.

    `school` makes it the plan of one school (GLOSSARY: дорожная карта школы), which its head keeps
    and others check; `checks_work` says whether the curator accepts the work done under it, or the
    school marks it by itself. A plan of the office has no school.

    `amends` makes it no plan of its own but the working copy of an amendment: the text that is
    proposed, whose parts know by `origin` what they are copies of. Nobody owes work for it.

    `is_template` makes it a typical roadmap (типовая) of the office, which plans are made of: its
    years are those that its words name, and move with them. Nobody owes work for it either.
    `is_for_schools` opens it to the schools of the municipality, which make their own plans by it.
    `carried_from` is the plan of the years before or the typical one that this was made of;
    `made_with` tells one press of the button that made it from another.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="roadmaps"
    )
    school = models.ForeignKey(
        School,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="roadmaps",
        verbose_name="школа",
    )
    checks_work = models.BooleanField("выполнение принимает куратор", default=True)
    title = models.CharField("название", max_length=500)
    first_year = models.PositiveSmallIntegerField("первый год")
    last_year = models.PositiveSmallIntegerField("последний год")
    calendar = models.CharField(
        "счёт лет", max_length=12, choices=PlanCalendar, default=PlanCalendar.CALENDAR_YEAR
    )
    status = models.CharField(
        "состояние", max_length=10, choices=RoadmapStatus, default=RoadmapStatus.DRAFT
    )
    goal = models.TextField("цель", blank=True)
    order_number = models.CharField("номер приказа", max_length=40, blank=True)
    order_date = models.DateField("дата приказа", null=True, blank=True)
    abbreviations = models.JSONField("сокращения документа", default=dict, blank=True)
    in_force_from = models.DateField("действует с", null=True, blank=True)
    edition_number = models.PositiveSmallIntegerField("действующая редакция", default=0)
    amends = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="amendment",
        verbose_name="изменяет",
    )
    is_template = models.BooleanField("типовая", default=False)
    is_for_schools = models.BooleanField("для школ", default=False)
    carried_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="carried_to",
        verbose_name="составлена по",
    )
    made_with = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "дорожная карта"
        verbose_name_plural = "дорожные карты"
        constraints = [
            models.CheckConstraint(
                condition=Q(first_year__lte=F("last_year")), name="roadmap_years_in_order"
            ),
            models.CheckConstraint(
                condition=Q(amends__isnull=True)
                | Q(status="draft", edition_number=0)
                # An amendment of a school's plan is checked as the plan was.
                | Q(
                    status__in=["on_review", "returned", "agreed"],
                    edition_number=0,
                    school__isnull=False,
                ),
                name="amendment_is_a_project",
            ),
            models.CheckConstraint(
                condition=Q(is_template=False)
                | Q(status="draft", edition_number=0, amends__isnull=True),
                name="template_is_a_project",
            ),
            models.CheckConstraint(
                condition=Q(is_for_schools=False) | Q(is_template=True, school__isnull=True),
                name="only_templates_of_the_office_are_for_schools",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> str:
        """«2026–2028», or one year alone."""
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year}–{self.last_year}"

    @property
    def is_frozen(self) -> bool:
        """Whether the text stands in an approved edition and changes by amendments only."""
        return self.edition_number > 0

    @property
    def is_project(self) -> bool:
        """Whether it is not approved yet: nobody works by it."""
        return PlanStatus(self.status) in PROJECT_STATUSES

    @property
    def has_begun(self) -> bool:
        """Whether work by it may be late: a school's plan binds once it is approved."""
        return not (self.is_of_school and self.is_project)

    @property
    def is_of_school(self) -> bool:
        """Whether it is the plan of one school, not of the office."""
        return self.school_id is not None

    @property
    def is_marked_by_school(self) -> bool:
        """Whether the school marks its own work done, and nobody accepts it."""
        return self.is_of_school and not self.checks_work

    @property
    def is_amendment(self) -> bool:
        """Whether this is the working copy of an amendment, no plan of its own."""
        return self.amends_id is not None

    @property
    def is_without_work(self) -> bool:
        """Whether nobody is given work by it, whatever its state: it is no plan of its own."""
        return self.is_amendment or self.is_template

    @property
    def starts_on(self) -> date:
        """First day of the plan."""
        month = 9 if self.calendar == PlanCalendar.SCHOOL_YEAR else 1
        return date(self.first_year, month, 1)


class Objective(models.Model):
    """One objective (задача) of the plan."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="objectives")
    position = models.PositiveIntegerField()
    text = models.TextField("задача")
    origin = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OfRoadmapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "position"], name="objective_position")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class PassportEntry(models.Model):
    """One named text of a programme's passport."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="passport")
    position = models.PositiveIntegerField()
    name = models.CharField("название", max_length=300)
    text = models.TextField("текст", blank=True)
    source = models.JSONField("место в документе", default=dict, blank=True)
    origin = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OfRoadmapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "position"], name="passport_position")
        ]

    def __str__(self) -> str:
        return self.name


class SectionKind(models.TextChoices):
    """What offices call the parts of a plan."""

    SECTION = "section", "раздел"
    STAGE = "stage", "этап"
    LEVEL = "level", "уровень"
    DIRECTION = "direction", "направление"
    OBJECTIVE = "objective", "задача"


class Section(models.Model):
    """A part of the plan; parts may hold parts. `position` orders the whole plan."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="sections")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    position = models.PositiveIntegerField()
    number = models.CharField("номер", max_length=40, blank=True)
    title = models.TextField("название", blank=True)
    kind = models.CharField("вид", max_length=10, choices=SectionKind, default=SectionKind.SECTION)
    origin = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OfRoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "раздел"
        verbose_name_plural = "разделы"

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class ActivityKind(models.TextChoices):
    """Rows of different tables of one plan."""

    ACTIVITY = "activity", "мероприятие"
    CHECKPOINT = "checkpoint", "контрольная точка"
    MECHANISM = "mechanism", "механизм"


class Activity(models.Model):
    """One activity. `deadline_text` is the order's wording to the letter.

    `deadline_choice` is the phrase whose reading people chose instead of reading the wording
    itself (an alternative or their own words); empty means the wording as it stands. `table` is the
    one the row stands in where the plan has several; `extra` holds the texts of columns whose
    meaning is unknown, as pairs of «heading» and «text».

    `taken_from` is the row of the office's plan that a school has taken over into its own,
    `taken_words` what that said then (`domain.shared_work.WORDS`): while both agree and the office
    asks the work of the school, the row shows the office's work and gives none of its own.

    `excluded_by` is the edition that took the row out of the plan while there was work on it: the
    work stays, the plan goes on without the row. `objects` are rows of the plan, without those.

    `done_when` and `done_number` are the rule by which the row counts as done where schools carry
    it out (`domain.rollup`): work, not words of the plan.

    `carried_from` is the row of the plan of the years before that this one goes on with.
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="activities")
    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="activities"
    )
    table = models.ForeignKey(
        "PlanTable", null=True, blank=True, on_delete=models.SET_NULL, related_name="activities"
    )
    position = models.PositiveIntegerField()
    number = models.CharField("номер", max_length=40, blank=True)
    kind = models.CharField(
        "вид", max_length=12, choices=ActivityKind, default=ActivityKind.ACTIVITY
    )
    title = models.TextField("мероприятие")
    deadline_text = models.TextField("срок", blank=True)
    deadline_choice = models.TextField("читать срок как", blank=True)
    responsible_text = models.TextField("ответственные", blank=True)
    deliverable = models.TextField("итоговый документ", blank=True)
    expected_outcome = models.TextField("ожидаемый результат", blank=True)
    indicator_text = models.TextField("показатель", blank=True)
    funding_text = models.TextField("финансирование", blank=True)
    information_text = models.TextField("информационное сопровождение", blank=True)
    done_mark = models.TextField("отметка в исходном плане", blank=True)
    extra = models.JSONField("другие столбцы", default=list, blank=True)
    source = models.JSONField("место в документе", default=dict, blank=True)
    done_when = models.CharField(
        "выполнено, когда приняты",
        max_length=8,
        choices=[(enough.value, words) for enough, words in ENOUGH_NAMES.items()],
        default=Enough.ALL.value,
    )
    done_number = models.PositiveSmallIntegerField(
        "сколько школ или процентов", null=True, blank=True
    )
    origin = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="taken_by",
        verbose_name="взято из плана управления",
    )
    taken_words = models.JSONField("слова взятого пункта", default=dict, blank=True)
    excluded_by = models.ForeignKey(
        "Edition",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="excluded_activities",
        verbose_name="исключено редакцией",
    )
    carried_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="carried_to",
        verbose_name="продолжает",
    )

    objects = RowsInPlanManager()
    with_excluded = OfRoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        constraints = [
            models.CheckConstraint(
                condition=Q(done_when="all", done_number__isnull=True)
                | Q(done_when="at_least", done_number__gte=1)
                | Q(done_when="share", done_number__gte=1, done_number__lte=100),
                name="activity_rule_with_its_number",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def roll_up(self) -> RollUp:
        """The rule by which the row counts as done."""
        return RollUp(Enough(self.done_when), self.done_number)
