"""Typical roadmaps of an office: kept from a plan, opened to schools, renamed, removed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import quoted
from core.web.refusals import NotPossible
from roadmaps.actions.copying import cloned, copy_arrangements, copy_parts
from roadmaps.actions.next_plans import NEW, NO_ROWS, as_new, lock_template, mark_of
from roadmaps.actions.plans import lock_plan
from roadmaps.models import Indicator, Roadmap
from roadmaps.permissions.plans import require_editor
from roadmaps.queries.new_year.impersonal import names_of_school, take_out

RENAMED_MEANWHILE = (
    "Пока страница была открыта, типовую дорожную карту переименовал другой человек. Посмотрите "
    "новое название и решите снова."
)


@transaction.atomic
def save_as_template(
    *, roadmap: Roadmap, by: User, name: str, press: UUID, for_schools: bool = False
) -> Roadmap:
    """Keep the text of a plan, and how it is carried out, as a typical roadmap of the office.

    With `for_schools` the schools see it at once. The plan stays as it is; of the plan of a school
    neither its name, nor people, nor its figures are kept. The same press again finds what it made.
    Raises NotPossible for a plan without rows.
    """
    require_editor(by, roadmap.municipality)
    plan = lock_plan(roadmap)
    mark = mark_of(plan, press)
    known = Roadmap.objects.filter(made_with=mark).first()
    if known is not None:
        return known
    if not plan.activities.exists():
        raise NotPossible(NO_ROWS)
    values = {**NEW, "is_template": True, "is_for_schools": for_schools}
    template: Roadmap = cloned(
        plan, title=name, school=None, carried_from=plan, made_with=mark, **values
    )
    if plan.is_of_school:
        _keep_impersonally(plan, template, by)
    else:
        template.save()
        copy_arrangements(copy_parts(plan, template, revise=_kept))
    _record(template, by, "save template", f"Сохранена типовая по плану {quoted(plan.title)}")
    return template


@transaction.atomic
def rename_template(*, template: Roadmap, by: User, name: str, seen: str) -> Roadmap:
    """Give it another name; `seen` is the one that the form was opened on.

    Raises NotPossible where another person gave another name meanwhile.
    """
    require_editor(by, template.municipality)
    found = lock_template(template)
    if found.title == name:
        return found
    if found.title != seen:
        raise NotPossible(RENAMED_MEANWHILE)
    before, found.title = found.title, name
    found.save(update_fields=["title"])
    changes = {"название": (before, name)}
    _record(found, by, "rename template", "Типовая переименована", changes)
    return found


@transaction.atomic
def set_for_schools(*, template: Roadmap, by: User, for_schools: bool) -> Roadmap:
    """Open it to the schools of the municipality, or to nobody but the office again.

    Plans that schools have made by it stay. Repeating it changes nothing.
    """
    require_editor(by, template.municipality)
    found = lock_template(template)
    if found.is_for_schools == for_schools:
        return found
    found.is_for_schools = for_schools
    found.save(update_fields=["is_for_schools"])
    words = {True: "да", False: "нет"}
    changes = {"для школ": (words[not for_schools], words[for_schools])}
    summary = "Типовая открыта школам" if for_schools else "Типовая закрыта для школ"
    _record(found, by, "offer template", summary, changes)
    return found


@transaction.atomic
def remove_template(*, template: Roadmap, by: User) -> None:
    """Take it away; plans that were made of it stay. Repeating it changes nothing."""
    require_editor(by, template.municipality)
    locked = Roadmap.objects.select_for_update()
    found = locked.filter(pk=template.pk, is_template=True).first()
    if found is None:
        return
    _record(found, by, "remove template", f"Типовая {quoted(found.title)} убрана")
    found.delete()


def _kept(part: Any, original: Any) -> None:
    as_new(part)


def _keep_impersonally(plan: Roadmap, template: Roadmap, by: User) -> None:
    """Copy a school's plan without what tells of the school, its people and its results."""
    names = names_of_school(plan)
    template.abbreviations = {}
    take_out(template, names)
    template.save()

    def revise(part: Any, original: Any) -> None:
        as_new(part)
        take_out(part, names)
        if isinstance(part, Indicator):
            part.baseline_year, part.baseline_value = None, ""

    ids = copy_parts(plan, template, revise=revise, with_parties=False)
    copy_arrangements(ids, {"linked_by_name": str(by), "linked_at": timezone.now()})


def _record(
    template: Roadmap,
    by: User,
    action: str,
    summary: str,
    changes: dict[str, tuple[Any, Any]] | None = None,
) -> None:
    record(
        by=by,
        action=action,
        subject=template,
        summary=summary,
        changes=changes or {},
        municipality_id=template.municipality_id,
    )
