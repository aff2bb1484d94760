"""One activity: its page, its form, and the reading of a deadline while it is typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import is_fragment, person_of
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions.activities import (
    add_activity,
    delete_activity,
    edit_activity,
)
from roadmaps.actions.editing.writing import refusal_to_delete, values_of
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.actions.synonyms import learn_synonym
from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.domain.outline import NoSuchPlace, Target, read_target
from roadmaps.domain.progress import activity_standing, schools_in_words
from roadmaps.forms.plans import KeptRowForm, NewActivityForm, RowForm, opened_value
from roadmaps.models import Activity, Party, PlanImport, Roadmap, SynonymOrigin
from roadmaps.permissions.indicators import refusal_to_link
from roadmaps.permissions.plans import (
    EXCLUDED,
    is_of_office,
    refusal_to_arrange,
    refusal_to_edit,
    require_arrange,
    require_edit,
    require_keeper,
    require_office,
)
from roadmaps.queries.activities import (
    history_of,
    occurrences_of,
    responsible_lines,
    source_of,
)
from roadmaps.queries.calendars.book import CalendarBook
from roadmaps.queries.calendars.readings import reading_on
from roadmaps.queries.conflicts import conflict_of_activity
from roadmaps.queries.coverage import goals_of
from roadmaps.queries.new_year.ancestry import row_ancestry_of
from roadmaps.queries.origins import origins_of
from roadmaps.queries.parties import schools_count, views_in_plan
from roadmaps.queries.periods import period_around, period_of, periods_of, periods_of_draft
from roadmaps.queries.plan_changes import change_that_made
from roadmaps.queries.plans import done_by_office, nothing_owed, work_of
from roadmaps.queries.readings import reading_view
from roadmaps.queries.shared_work import sharing_of_row
from roadmaps.views.plan_rows import (
    refused,
    row_answer,
    said_answer,
    visible_activity,
    way_back,
)
from roadmaps.views.plans import visible_roadmap

LONGEST_QUERY = 2_000


@require_safe
def activity_page(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Everything about one activity, one that an amendment took out of the plan too."""
    activity = visible_activity(request, roadmap_pk, pk, Activity.with_excluded)
    today = timezone.localdate()
    work = work_of(request.user, activity, today)
    is_office = is_of_office(request.user, activity.roadmap)
    refusal = EXCLUDED if activity.excluded_by else refusal_to_edit(request.user, activity.roadmap)
    by_office = not is_office and bool(done_by_office(Activity.with_excluded.filter(pk=pk)))
    unowed = nothing_owed(is_office=is_office, is_done_by_office=by_office)
    book = CalendarBook.of([activity])
    lines = responsible_lines(activity)
    context = {
        "roadmap": activity.roadmap,
        "activity": activity,
        "reading": reading_on(activity, period_around(activity), book),
        "on_calendar": book.hangs(activity),
        "parties": lines,
        "standing": activity_standing(work, today, unowed),
        "schools": "" if activity.roadmap.is_of_school or not is_office else schools_in_words(work),
        "sharing": sharing_of_row(activity),
        "occurrences": occurrences_of(request.user, activity, today),
        "source": None if is_office else source_of(activity),
        "origins": origins_of(activity) if is_office else None,
        "history": history_of(activity) if is_office else [],
        "refusal": EXCLUDED
        if activity.excluded_by
        else refusal_to_arrange(request.user, activity.roadmap),
        "delete_refusal": refusal or refusal_to_delete(activity),
        "is_office": is_office,
        "rule": activity.roll_up if any(line.is_schools for line in lines) else None,
        "rule_words": work.rule_words,
        "ancestry": row_ancestry_of(request.user, activity),
        **_goals(request, activity, is_office=is_office),
    }
    return render(request, "roadmaps/activity.html", context)


def _goals(request: HttpRequest, activity: Activity, *, is_office: bool) -> dict[str, Any]:
    """What the activity answers to, for the office."""
    if not is_office:
        return {}
    risks, indicators = goals_of(activity)
    is_excluded = activity.excluded_by is not None
    may_link = not is_excluded and not refusal_to_link(request.user, activity.roadmap)
    return {"risks": risks, "indicators": indicators, "may_link": may_link}


@require_safe
def origin(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """A fragment for the plan's table: where each value of an activity came from."""
    activity = visible_activity(request, roadmap_pk, pk)
    require_office(request.user, activity.roadmap)
    return render(request, "roadmaps/_origins.html", {"origins": origins_of(activity)})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """The form of an activity; a second person's change is shown, never overwritten unseen."""
    activity = visible_activity(request, roadmap_pk, pk)
    require_arrange(request.user, activity.roadmap)
    _learn_same_party(request, activity.roadmap)
    form = _activity_form(request, activity, values_of(activity), data=request.POST or None)
    if _is_sent(request, form):
        expected = form.cleaned_data.pop("opened")
        try:
            edit_activity(
                activity=activity, by=person_of(request), expected=expected, **form.cleaned_data
            )
        except ChangedMeanwhile as change:
            return _conflict(request, activity, expected, form.cleaned_data, change)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            return _form_page(request, activity.roadmap, form, activity=activity)
        messages.success(request, "Мероприятие сохранено.")
        if is_fragment(request):
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return redirect(way_back(request, activity))
    return _form_page(request, activity.roadmap, form, activity=activity)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, roadmap_pk: int) -> HttpResponse:
    """A new activity beside the row that the address names, else at the end of a section."""
    roadmap = visible_roadmap(request, roadmap_pk)
    require_edit(request.user, roadmap)
    target = _place_of_new(request)
    last = roadmap.activities.order_by("position", "pk").last()
    section = request.GET.get("section") or (last.section_id if last else None)
    _learn_same_party(request, roadmap)
    form = NewActivityForm(
        request.POST or None, initial={"section": section}, roadmap=roadmap, target=target
    )
    if _is_sent(request, form):
        try:
            activity = add_activity(
                roadmap=roadmap, by=person_of(request), target=target, **form.cleaned_data
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            if is_fragment(request):
                return row_answer(
                    request, activity, change_that_made(activity), "Строка добавлена."
                )
            messages.success(request, "Мероприятие добавлено.")
            return redirect("roadmaps:activity", roadmap_pk, activity.pk)
    if is_fragment(request) and form.errors:
        words = [str(error) for errors in form.errors.values() for error in errors]
        return refused(request, " ".join(words))
    return _form_page(request, roadmap, form, target=target or "")


@require_POST
def delete(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Take an activity out of the plan."""
    activity = visible_activity(request, roadmap_pk, pk)
    title = str(activity)
    try:
        change = delete_activity(activity=activity, by=person_of(request))
    except NotPossible as refusal:
        return refused(request, str(refusal), "roadmaps:activity", roadmap_pk, pk)
    if is_fragment(request):
        return said_answer(request, change, "")
    messages.success(request, f"Мероприятие удалено: {title}")
    return redirect("roadmaps:roadmap", roadmap_pk)


def _place_of_new(request: HttpRequest) -> Target | None:
    """The place that the form or the address names; None for the end of a section."""
    sent = request.POST.get("target") or request.GET.get("target", "")
    try:
        return read_target(sent)
    except NoSuchPlace:
        return None


@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    """A fragment: how the words of a deadline are read in the years of a plan."""
    text = request.GET.get("text", request.GET.get("deadline_text", ""))[:LONGEST_QUERY]
    own = request.GET.get("deadline_own", "")[:LONGEST_QUERY]
    context = {
        "reading": reading_view(
            text.replace("\x00", "").strip(), own.strip(), _period_of_query(request)
        ),
        "deadline_text": text,
        "is_choosable": True,
    }
    return render(request, "roadmaps/_reading.html", context)


@require_safe
def responsible(request: HttpRequest) -> HttpResponse:
    """A fragment: which parties the words of a cell name, and whom the office knows already."""
    plan = _plan_of_query(request)
    text = request.GET.get("text", request.GET.get("responsible_text", ""))[:LONGEST_QUERY]
    context = {
        "parties": views_in_plan(text.replace("\x00", ""), plan),
        "can_learn": isinstance(plan, Roadmap),
        "schools": schools_count(plan.municipality),
    }
    return render(request, "roadmaps/_parties_read.html", context)


def _period_of_query(request: HttpRequest) -> PlanPeriod | None:
    """The years of the plan, narrowed by the section where one is named."""
    plan = _plan_of_query(request)
    section = request.GET.get("section", "")
    if not section:
        return period_of(plan)
    periods = periods_of_draft(plan) if isinstance(plan, PlanImport) else periods_of(plan)
    return periods.within(read_id(section))


def _plan_of_query(request: HttpRequest) -> Roadmap | PlanImport:
    """The plan whose form asks; forms are for its editors."""
    plan: Roadmap | PlanImport
    if "plan" in request.GET:
        imported = PlanImport.objects.visible_to(request.user).select_related("municipality")
        plan = get_object_or_404(imported, pk=read_id(request.GET["plan"]))
    else:
        plan = visible_roadmap(request, read_id(request.GET.get("roadmap")))
    require_keeper(request.user, plan)
    return plan


def _is_sent(request: HttpRequest, form: RowForm) -> bool:
    """Whether the form is to be written; «Показать чтение» sends it without writing."""
    if request.method != "POST":
        return False
    if "show_reading" in request.POST or "same_party" in request.POST:
        form.errors.clear()
        return False
    return form.is_valid()


def _learn_same_party(request: HttpRequest, roadmap: Roadmap) -> None:
    """«ЦРО» — это «МБУ «ЦРО»»: learned at once, the form stays open with what was typed."""
    chosen, _, words = request.POST.get("same_party", "").replace("\x00", "").partition(":")
    if not words:
        return
    mine = Party.objects.visible_to(request.user).filter(municipality=roadmap.municipality)
    party = get_object_or_404(mine.select_related("municipality"), pk=read_id(chosen))
    try:
        learn_synonym(party=party, words=words, origin=SynonymOrigin.DECIDED, by=person_of(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))


def _activity_form(
    request: HttpRequest,
    activity: Activity,
    opened: dict[str, str],
    *,
    shown: dict[str, str] | None = None,
    data: QueryDict | None = None,
) -> KeptRowForm:
    """The form opened on the values `opened`, which shows `shown` where they differ."""
    prefix = f"row_{activity.pk}_%s" if is_fragment(request) else "row_%s"
    return KeptRowForm(
        data,
        initial={**(shown or opened), "opened": opened_value(opened)},
        period=period_around(activity),
        auto_id=prefix,
        words_are_frozen=activity.roadmap.is_frozen,
    )


def _conflict(
    request: HttpRequest,
    activity: Activity,
    expected: dict[str, str],
    mine: dict[str, str],
    change: ChangedMeanwhile,
) -> HttpResponse:
    """Both versions: what I did not touch takes the other person's words, the rest stays mine."""
    merged = change.merged(mine, expected)
    form = _activity_form(request, activity, change.current, shown=merged)
    # HTMX puts 4xx answers into the notices, except 422, which it swaps into the form's place.
    status = 422 if is_fragment(request) else 409
    lines = conflict_of_activity(activity, change.fields, expected, change.current, mine)
    return _form_page(
        request, activity.roadmap, form, activity=activity, conflict=lines, status=status
    )


def _reading_url(roadmap: Roadmap, activity: Activity | None) -> str:
    """The address of the reading; a new row's section goes with the form."""
    section = f"&section={activity.section_id}" if activity and activity.section_id else ""
    return f"{reverse('roadmaps:reading')}?roadmap={roadmap.pk}{section}"


def _form_page(
    request: HttpRequest,
    roadmap: Roadmap,
    form: RowForm,
    *,
    status: int | None = None,
    **context: Any,
) -> HttpResponse:
    words = str(form["responsible_text"].value() or "")
    context |= {
        "roadmap": roadmap,
        "form": form,
        "reading_url": _reading_url(roadmap, context.get("activity")),
        "responsible_url": f"{reverse('roadmaps:responsible')}?roadmap={roadmap.pk}",
        "schools": schools_count(roadmap.municipality),
        "parties": views_in_plan(words, roadmap),
        "can_learn": not roadmap.is_of_school,
        "is_dating": request.GET.get("back") == "plan",
    }
    if "activity" in context:
        context["back"] = way_back(request, context["activity"])
    answer = status or (422 if form.errors else 200)
    in_table = is_fragment(request) and "activity" in context
    template = "roadmaps/_activity_row_form.html" if in_table else "roadmaps/activity_form.html"
    return render(request, template, context, status=answer)
