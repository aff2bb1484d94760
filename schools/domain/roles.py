"""Roles and what each may do. Roles are code; where they hold (scope) is a membership.

Terms: GLOSSARY «Organisations and people».
"""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in one municipality, region or school."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    CURATOR = "curator"
    EXECUTOR = "executor"
    SCHOOL_HEAD = "school_head"
    OBSERVER = "observer"


ROLE_NAMES = {
    Role.ADMINISTRATOR: "администратор",
    Role.COORDINATOR: "координатор",
    Role.CURATOR: "куратор",
    Role.EXECUTOR: "исполнитель",
    Role.SCHOOL_HEAD: "руководитель школы",
    Role.OBSERVER: "региональный наблюдатель",
}


class ScopeKind(StrEnum):
    """What a membership is tied to."""

    REGION = "region"
    MUNICIPALITY = "municipality"
    SCHOOL = "school"


ROLE_SCOPES = {
    Role.ADMINISTRATOR: ScopeKind.MUNICIPALITY,
    Role.COORDINATOR: ScopeKind.MUNICIPALITY,
    Role.CURATOR: ScopeKind.SCHOOL,
    Role.EXECUTOR: ScopeKind.MUNICIPALITY,
    Role.SCHOOL_HEAD: ScopeKind.SCHOOL,
    Role.OBSERVER: ScopeKind.REGION,
}

# Roles that see everything of their municipality.
OFFICE_ROLES = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR, Role.EXECUTOR})

# What an administrator gives; observers are appointed by the owner of the installation.
ROLES_OF_MUNICIPALITY = tuple(role for role in Role if ROLE_SCOPES[role] is not ScopeKind.REGION)


class Right(StrEnum):
    """Something that only some roles may do within what they see."""

    EDIT_ROADMAPS = "edit_roadmaps"
    EDIT_SCHOOL_PLAN = "edit_school_plan"
    CHECK_SCHOOL_PLANS = "check_school_plans"
    REVIEW_ASSIGNMENTS = "review_assignments"
    DO_SCHOOL_ASSIGNMENTS = "do_school_assignments"
    DO_OFFICE_ASSIGNMENTS = "do_office_assignments"
    IMPORT_RESULTS = "import_results"
    RUN_CLASSIFICATION = "run_classification"
    RUN_REGIONS = "run_regions"
    APPROVE_LISTS = "approve_lists"
    MAKE_REPORTS = "make_reports"
    READ_REPORTS = "read_reports"
    EDIT_SCHOOLS = "edit_schools"
    EDIT_RISKS = "edit_risks"
    EDIT_CONTEXT = "edit_context"
    MANAGE_PEOPLE = "manage_people"
    READ_JOURNAL = "read_journal"
    SET_REMINDERS = "set_reminders"
    KEEP_PARTNERSHIPS = "keep_partnerships"
    RECORD_VISITS = "record_visits"
    EDIT_SCALES = "edit_scales"
    EDIT_CRITERIA = "edit_criteria"


_OFFICE_RIGHTS = frozenset(
    {
        Right.EDIT_ROADMAPS,
        Right.CHECK_SCHOOL_PLANS,
        Right.REVIEW_ASSIGNMENTS,
        Right.DO_OFFICE_ASSIGNMENTS,
        Right.IMPORT_RESULTS,
        Right.RUN_CLASSIFICATION,
        Right.APPROVE_LISTS,
        Right.MAKE_REPORTS,
        Right.READ_REPORTS,
        Right.EDIT_RISKS,
        Right.KEEP_PARTNERSHIPS,
        Right.RECORD_VISITS,
        Right.EDIT_CONTEXT,
    }
)

ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ADMINISTRATOR: _OFFICE_RIGHTS
    | {
        Right.EDIT_SCHOOLS,
        Right.MANAGE_PEOPLE,
        Right.READ_JOURNAL,
        Right.SET_REMINDERS,
        Right.EDIT_SCALES,
        Right.EDIT_CRITERIA,
    },
    Role.COORDINATOR: _OFFICE_RIGHTS,
    Role.CURATOR: frozenset(
        {
            Right.CHECK_SCHOOL_PLANS,
            Right.REVIEW_ASSIGNMENTS,
            Right.READ_REPORTS,
            Right.RECORD_VISITS,
        }
    ),
    Role.EXECUTOR: frozenset({Right.DO_OFFICE_ASSIGNMENTS, Right.READ_REPORTS}),
    Role.SCHOOL_HEAD: frozenset(
        {Right.DO_SCHOOL_ASSIGNMENTS, Right.EDIT_SCHOOL_PLAN, Right.RECORD_VISITS}
    ),
    Role.OBSERVER: frozenset({Right.READ_REPORTS, Right.RUN_REGIONS}),
}

# What the person reads when the right is missing.
REFUSALS = {
    Right.EDIT_ROADMAPS: "Дорожную карту меняет координатор или администратор муниципалитета.",
    Right.EDIT_SCHOOL_PLAN: "Дорожную карту школы ведёт руководитель этой школы.",
    Right.CHECK_SCHOOL_PLANS: "Дорожную карту школы согласует куратор школы или координатор.",
    Right.REVIEW_ASSIGNMENTS: "Выполнение принимает координатор или куратор школы.",
    Right.DO_SCHOOL_ASSIGNMENTS: "Выполнение отмечает руководитель этой школы.",
    Right.DO_OFFICE_ASSIGNMENTS: "Выполнение отмечает сотрудник управления образования.",
    Right.IMPORT_RESULTS: "Результаты загружает координатор или администратор муниципалитета.",
    Right.RUN_CLASSIFICATION: "Перечень рассчитывает координатор или администратор муниципалитета.",
    Right.RUN_REGIONS: (
        "По региону рассчитывает региональный наблюдатель этого региона или владелец портала."
    ),
    Right.APPROVE_LISTS: "Перечень утверждает координатор или администратор муниципалитета.",
    Right.MAKE_REPORTS: "Справки составляет координатор или администратор муниципалитета.",
    Right.READ_REPORTS: "Справки открывают сотрудники управления образования.",
    Right.EDIT_SCHOOLS: "Сведения о школах меняет администратор муниципалитета.",
    Right.EDIT_RISKS: "Риск-профиль школы ведёт координатор или администратор муниципалитета.",
    Right.EDIT_CONTEXT: ("Контекстные данные вносит координатор или администратор муниципалитета."),
    Right.MANAGE_PEOPLE: "Учётные записи ведёт администратор муниципалитета.",
    Right.READ_JOURNAL: "Журнал открывает администратор муниципалитета.",
    Right.KEEP_PARTNERSHIPS: "Наставничество ведёт координатор или администратор муниципалитета.",
    Right.RECORD_VISITS: (
        "Встречи записывают руководители и кураторы обеих школ, координатор и администратор."
    ),
    Right.SET_REMINDERS: "Напоминания настраивает администратор муниципалитета.",
    Right.EDIT_SCALES: "Шкалы и минимальные баллы вносит администратор муниципалитета.",
    Right.EDIT_CRITERIA: "Критерии перечня меняет администратор муниципалитета.",
}
