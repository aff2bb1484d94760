"""What each change of a partnership begins with: its row, held; and whether there is room."""

from __future__ import annotations

from accounts.actions.audit import Changes, record
from accounts.models import User
from core.web.refusals import NotPossible
from schools.domain.partnerships import limit_of, overload
from schools.models import Municipality, Partnership, School
from schools.queries.partnerships import rules_of


def hold_places(municipality: Municipality) -> None:
    """Decisions about who supports whom follow one another within a municipality."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)


def held(partnership: Partnership) -> Partnership:
    """The partnership as it stands now, for this transaction alone."""
    return (
        Partnership.objects.select_for_update(of=("self",))
        .select_related("school__municipality", "partner")
        .get(pk=partnership.pk)
    )


def require_room(partnership: Partnership) -> None:
    """Pass where the partner has room for the school; NotPossible says how many it has."""
    others = Partnership.objects.loading().filter(
        partner=partnership.partner, teacher_name=partnership.teacher_name
    )
    supported = (
        others.exclude(pk=partnership.pk)
        .exclude(school=partnership.school)
        .values("school")
        .distinct()
        .count()
    )
    limit = limit_of(rules_of(partnership.school.municipality), is_teacher=partnership.is_teacher)
    told = overload(partnership.partner_words, supported, limit)
    if told:
        raise NotPossible(told)


def told(
    partnership: Partnership, *, by: User, action: str, summary: str, changes: Changes | None = None
) -> None:
    """Write what was done into the trail of the partnership."""
    record(
        by=by,
        action=action,
        subject=partnership,
        summary=summary[:500],
        changes=changes,
        municipality_id=partnership.school.municipality_id,
    )


def require_neighbours(school: School, partner: School) -> None:
    """Pass where the two may support each other; NotPossible says why not."""
    if school.municipality_id != partner.municipality_id:
        raise NotPossible("Наставник должен быть из школ того же муниципалитета.")
    if school.pk == partner.pk:
        raise NotPossible("Школа не бывает наставником самой себе. Выберите другую школу.")
    for one in (school, partner):
        if one.closed_on is not None:
            raise NotPossible(f"{one} закрыта. Выберите действующую школу.")
