"""Who may do what to assignments and their evidence; every refusal is a sentence.

A person plays a part in one assignment: doer or reviewer (`roadmaps.domain.work.Part`). Who sees
the assignment at all is decided earlier and elsewhere (`visible_to`, 404).
"""

from typing import Any

from core.web.refusals import Refusal, reason_against
from roadmaps.domain.work import OPEN_STATUSES, RULES, Move, Part, Status, refusal
from roadmaps.models import Assignment, Roadmap, RoadmapStatus
from schools.domain.roles import REFUSALS, Right, Role
from schools.permissions import has_right, may_anywhere, memberships_of, require

OWN_WORK = "Своё выполнение принимает другой сотрудник."


def require_doer(user: Any, assignment: Assignment) -> None:
    """Pass for who carries the assignment out; Refusal for everybody else.

    For a school: the head of the school or of its head school. For a party of the office: the
    person it names, a coordinator or an administrator.
    """
    municipality = _roadmap(assignment).municipality
    if assignment.school is not None:
        require(
            user,
            Right.DO_SCHOOL_ASSIGNMENTS,
            municipality=municipality,
            school=assignment.school,
        )
        return
    require(user, Right.DO_OFFICE_ASSIGNMENTS, municipality=municipality)
    party = assignment.party
    if party is None or party.user_id == user.pk:
        return
    if not has_right(user, Right.EDIT_ROADMAPS, municipality=municipality):
        raise Refusal(
            f"Поручение исполняет {party.name}. Отметить выполнение может координатор "
            "или сотрудник, назначенный исполнителем."
        )


def require_reviewer(user: Any, assignment: Assignment) -> None:
    """Pass for who may judge the assignment.

    Nobody accepts what they handed in themselves, nor what is theirs to do, such as work that
    somebody else handed in before it passed to them.
    """
    require(
        user,
        Right.REVIEW_ASSIGNMENTS,
        municipality=_roadmap(assignment).municipality,
        school=assignment.school,
    )
    is_own = assignment.submitted_by_id == user.pk or owes(user, assignment)
    if is_own and assignment.status == Status.SUBMITTED:
        raise Refusal(OWN_WORK)


def owes(user: Any, assignment: Assignment) -> bool:
    """Whether it is the person's own work: by name, or as head of the school or its head school."""
    if assignment.party is not None:
        return assignment.party.user_id == user.pk
    school = assignment.school
    schools = {school.pk, school.parent_id} - {None} if school is not None else set()
    return any(
        one.role == Role.SCHOOL_HEAD and one.school_id in schools for one in memberships_of(user)
    )


def require_part(user: Any, move: Move, assignment: Assignment) -> None:
    """Refusal where the person does not play the part that `move` asks for."""
    if RULES[move].part == Part.DOER:
        require_doer(user, assignment)
    else:
        require_reviewer(user, assignment)


def school_marks_itself(assignment: Assignment) -> bool:
    """Whether nobody accepts this work: a school marks it in its own plan, as was agreed."""
    return _roadmap(assignment).is_marked_by_school


def require_move(user: Any, move: Move, assignment: Assignment) -> None:
    """Refusal where the person may not make `move` now: their part, the plan, the state."""
    require_part(user, move, assignment)
    reason = reason_against_state(move, assignment)
    if reason:
        raise Refusal(reason)


def reason_against_state(move: Move, assignment: Assignment) -> str:
    """Why nobody can make `move` at present; empty where it is possible."""
    return _plan_is_not_in_force(assignment) or refusal(move, Status(assignment.status))


def reason_against_move(user: Any, move: Move, assignment: Assignment) -> str:
    """The sentence beside a disabled button; empty where the button works."""
    return reason_against(require_move, user, move, assignment)


def reason_against_evidence(assignment: Assignment) -> str:
    """Why documents and the note cannot be changed at present; empty where they can."""
    reason = _plan_is_not_in_force(assignment)
    if reason or Status(assignment.status) in OPEN_STATUSES:
        return reason
    return _EVIDENCE_CLOSED[Status(assignment.status)]


def reason_against_doing(user: Any, assignment: Assignment) -> str:
    """Whose work this is, for who only looks on; empty for its doer."""
    return reason_against(require_doer, user, assignment)


def may_do(user: Any, assignment: Assignment) -> bool:
    """Whether the person carries this assignment out."""
    return not reason_against_doing(user, assignment)


def may_review(user: Any, assignment: Assignment) -> bool:
    """Whether the person judges this assignment (their own work excepted)."""
    return not reason_against(require_reviewer, user, assignment)


def reviews_work(user: Any) -> bool:
    """Whether the person reviews anything at all: for the menu, the queue and the home page."""
    return may_anywhere(user, [Right.REVIEW_ASSIGNMENTS])


def require_reviewing(user: Any) -> None:
    """Refusal for who reviews nothing anywhere."""
    if not reviews_work(user):
        raise Refusal(REFUSALS[Right.REVIEW_ASSIGNMENTS])


def _plan_is_not_in_force(assignment: Assignment) -> str:
    return _PLAN_REFUSALS.get(_roadmap(assignment).status, "")


def _roadmap(assignment: Assignment) -> Roadmap:
    return assignment.occurrence.activity.roadmap


_PLAN_REFUSALS = {
    **dict.fromkeys(
        (RoadmapStatus.ON_REVIEW.value, RoadmapStatus.RETURNED.value),
        "Дорожную карту школы ещё проверяют. Работа по ней начнётся, когда её утвердят.",
    ),
    RoadmapStatus.DRAFT.value: (
        "Дорожная карта ещё в проекте. Работа по ней начнётся, когда она вступит в действие."
    ),
    RoadmapStatus.AGREED.value: (
        "Дорожная карта ещё не утверждена. Работа по ней начнётся, когда она вступит в действие."
    ),
    RoadmapStatus.APPROVED.value: (
        "Дорожная карта утверждена, но ещё не действует. Работа начнётся, когда она вступит в "
        "действие."
    ),
    RoadmapStatus.CLOSED.value: "Дорожная карта завершена, поручения по ней закрыты.",
}
_EVIDENCE_CLOSED = {
    Status.SUBMITTED: "Поручение на проверке. Отзовите его, чтобы изменить документы.",
    Status.ACCEPTED: "Поручение принято, документы больше не меняются.",
    Status.CANCELLED: "Поручение отменено.",
}
