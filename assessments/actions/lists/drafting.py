"""Drafting a list from a calculation, and changing the draft with reasons."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from assessments.actions.lists.meanwhile import require_seen_school
from assessments.domain.rules import Category
from assessments.models import LISTABLE, ApprovedList, ClassificationRun, ListEntry, Verdict
from assessments.permissions import require_draft, require_list_from
from assessments.queries.current_list import list_in_force
from assessments.queries.list_drafts import (
    Background,
    background_of,
    exits_of,
    grounds_of,
    previous_list,
)
from assessments.queries.run_criteria import criteria_words
from core.values import academic_year as years
from core.values.wording import NBSP
from core.web.refusals import NotPossible
from schools.models import Municipality, School

NOT_FINISHED = "Расчёт ещё идёт. Дождитесь его окончания и составьте перечень."
AUXILIARY = (
    "Критерии «{criteria}» вспомогательные: перечень по ним не составляют. Рассчитайте перечень по "
    "другим критериям."
)
ANOTHER_DRAFT = (
    "Проект перечня за {year} учебный год уже готовится по расчёту №{nbsp}{run}. Утвердите его или "
    "удалите, затем составьте новый."
)
REASON_MISSING = "Напишите, почему управление решило иначе, чем вышло по расчёту."
NOT_HERE = "Этой школы в муниципалитете нет."
LETTER_WHOLE = "Укажите и номер, и дату письма или оставьте оба поля пустыми."


@transaction.atomic
def draft_list(*, run: ClassificationRun, by: User) -> ApprovedList:
    """A draft by the verdicts of `run`; decisions of the list that it would replace are kept.

    The draft of the same calculation is returned: a second click. NotPossible where another draft
    of the year stands, or where the calculation is not finished or is no list.
    """
    municipality = require_list_from(by, run)
    if run.finished_at is None:
        raise NotPossible(NOT_FINISHED)
    if not run.makes_list:
        raise NotPossible(AUXILIARY.format(criteria=run.criteria_name))
    # Two clicks at once wait for each other here.
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    standing = ApprovedList.objects.drafts().filter(
        municipality=municipality, academic_year=run.academic_year
    ).first()  # fmt: skip
    if standing is not None and standing.run_id == run.pk:
        return standing
    if standing is not None:
        label = years.label(run.academic_year)
        raise NotPossible(ANOTHER_DRAFT.format(year=label, run=standing.run_id, nbsp=NBSP))
    made = _created(run, municipality, by)
    _fill(made)
    record(
        by=by, action="draft list", subject=made, municipality_id=made.municipality_id,
        summary=f"Составлен проект: {made} по расчёту №{NBSP}{run.pk}",
    )  # fmt: skip
    return made


def _created(run: ClassificationRun, municipality: Municipality, by: User) -> ApprovedList:
    replaced = list_in_force(municipality, run.academic_year)
    made = ApprovedList(
        municipality=municipality,
        academic_year=run.academic_year,
        run=run,
        method=criteria_words(run),
        previous=previous_list(municipality, run.academic_year),
        replaces=replaced,
        drafted_by=by,
    )
    if replaced is not None:
        made.target = replaced.target
        made.letter_number, made.letter_date = replaced.letter_number, replaced.letter_date
    made.save()
    return made


def _fill(made: ApprovedList) -> None:
    """Entries by the calculation and the decisions kept, then the schools that left."""
    background = background_of(made.municipality, made.academic_year)
    verdicts = {one.school_id: one for one in made.run.verdicts.select_related("school")}
    kept = {
        one.school_id: one
        for one in ListEntry.objects.filter(approved_list=made.replaces_id)
        .exclude(decision="")
        .select_related("school")
    }
    entries = []
    for school_id in {**verdicts, **kept}:
        verdict, held = verdicts.get(school_id), kept.get(school_id)
        if held is not None and held.category != (verdict.category if verdict else ""):
            said = (held.standing, held.decision)
        elif verdict is not None and verdict.standing in (Category.LOW_RESULTS, Category.AT_RISK):
            said = (verdict.standing, "")
        else:
            continue
        school = (verdict or kept[school_id]).school
        entries.append(_entry(made, background, school, verdict, *said))
    ListEntry.objects.bulk_create(entries)
    _renew_exits(made)


@transaction.atomic
def set_entry(
    *,
    approved_list: ApprovedList,
    school: School,
    category: Category,
    reason: str,
    by: User,
    seen: str = "",
) -> None:
    """Put a school into the draft, at risk, or leave it out; against the verdict with a reason.

    What the calculation says needs none. NotPossible without a reason, for another category and
    for a school of another municipality. Repeating it changes nothing. `seen` is the mark of the
    school on the page; NotPossible where somebody has decided on the school since.
    """
    held = _locked_draft(approved_list, by)
    if school.municipality_id != held.municipality_id or category not in LISTABLE:
        raise NotPossible(NOT_HERE)
    verdict = Verdict.objects.filter(run=held.run_id, school=school).first()
    entry = ListEntry.objects.filter(approved_list=held, school=school).first()
    decision = _decision(held, school, verdict, category, reason.strip())
    is_named = category is not Category.NONE or bool(decision)
    if entry is None and not is_named:
        return
    if entry is not None and (entry.standing, entry.decision) == (category, decision):
        return
    require_seen_school(held, school, entry, seen)
    before = entry.category_words if entry else "не включена"
    if entry is not None:
        entry.delete()
    if is_named:
        background = background_of(held.municipality, held.academic_year)
        entry = _entry(held, background, school, verdict, category, decision)
        entry.save()
    after = entry.category_words if entry and is_named else "не включена"
    _renew_exits(held)
    record(
        by=by, action="change list entry", subject=held, municipality_id=held.municipality_id,
        summary=f"{school}: {after}. {decision or 'По расчёту.'}",
        changes={f"{school}": (before, after)},
    )  # fmt: skip


def _decision(
    held: ApprovedList, school: School, verdict: Verdict | None, category: Category, reason: str
) -> str:
    """Why a person goes against the calculation; empty where it says the same."""
    if verdict is not None and verdict.standing is category:
        return ""
    was_listed = ListEntry.objects.filter(
        approved_list=held.previous_id, school=school, category=Category.LOW_RESULTS
    ).exists()
    names_it = verdict is not None and verdict.standing in (Category.LOW_RESULTS, Category.AT_RISK)
    is_unknown = verdict is None or verdict.standing is Category.NO_DATA
    if category is Category.NONE and not names_it and not (is_unknown and was_listed):
        return ""
    if not reason:
        raise NotPossible(REASON_MISSING)
    return reason


@transaction.atomic
def set_details(
    *,
    approved_list: ApprovedList,
    target: int,
    letter_number: str,
    letter_date: date | None,
    by: User,
) -> None:
    """The target of reduction in percent and the letter of the region that the list rests on."""
    held = _locked_draft(approved_list, by)
    letter_number = letter_number.strip()
    if bool(letter_number) != bool(letter_date):
        raise NotPossible(LETTER_WHOLE)
    now = {
        "цель, %": target, "номер письма": letter_number, "дата письма": letter_date,
    }  # fmt: skip
    was = {
        "цель, %": held.target,
        "номер письма": held.letter_number,
        "дата письма": held.letter_date,
    }
    changes = {name: (was[name], now[name]) for name in now if was[name] != now[name]}
    if not changes:
        return
    held.target, held.letter_number, held.letter_date = target, letter_number, letter_date
    held.save(update_fields=["target", "letter_number", "letter_date"])
    record(
        by=by, action="change list details", subject=held, municipality_id=held.municipality_id,
        summary="Изменены реквизиты проекта", changes=changes,
    )  # fmt: skip


def _locked_draft(approved_list: ApprovedList, by: User) -> ApprovedList:
    held = (
        ApprovedList.objects.select_for_update(of=("self",))
        .select_related("municipality")
        .get(pk=approved_list.pk)
    )
    require_draft(by, held)
    return held


def _entry(
    made: ApprovedList,
    background: Background,
    school: School,
    verdict: Verdict | None,
    category: Category,
    decision: str,
) -> ListEntry:
    entry = ListEntry(
        approved_list=made,
        school=school,
        school_name=school.name,
        login=school.login,
        category=category.value,
        verdict=verdict.category if verdict else "",
        grounds=grounds_of(verdict),
        decision=decision,
        curator=background.curators.get(school.pk, ""),
    )
    if category is Category.LOW_RESULTS:
        held = background.tenure(school.pk)
        entry.status, entry.since, entry.earlier = held.status.value, held.since, held.earlier
    return entry


def _renew_exits(made: ApprovedList) -> None:
    made.exits.all().delete()
    for one in exits_of(made):
        one.save()
