"""«План на новый год» and a plan by a typical roadmap: one page, look at it, then make it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from core.values import academic_year
from core.values.wording import counted
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions.next_plans import carry_plan, plan_from_template, school_plan_from_template
from roadmaps.domain.new_year.taking import Take
from roadmaps.domain.new_year.years import PlanYears, with_years, without_years
from roadmaps.forms.new_year import TitleForm, YearsForm
from roadmaps.models import PlanCalendar, Roadmap
from roadmaps.permissions.plans import (
    refusal_to_keep,
    require_editor,
    require_keeper,
    require_school_keeper,
)
from roadmaps.queries.new_year.preview import (
    carried_plan,
    missing_targets,
    text_moves,
    years_of,
)
from roadmaps.views.plans import visible_roadmap
from roadmaps.views.typical_roadmaps import visible_template
from schools.models import School


@require_http_methods(["GET", "HEAD", "POST"])
def new_year(request: HttpRequest, pk: int) -> HttpResponse:
    """A project for the next years of a plan."""
    plan = visible_roadmap(request, pk)
    require_keeper(request.user, plan)
    if plan.is_without_work:
        return redirect("roadmaps:roadmap", pk)
    return _page(request, plan, years_of(plan).following)


@require_http_methods(["GET", "HEAD", "POST"])
def from_template(request: HttpRequest, pk: int) -> HttpResponse:
    """A typical roadmap in the years of a new plan, and the plan by it."""
    template = visible_template(request, pk)
    require_editor(request.user, template.municipality)
    return _page(request, template, _coming(template))


@require_http_methods(["GET", "HEAD", "POST"])
def for_school(request: HttpRequest, school_pk: int, pk: int) -> HttpResponse:
    """A typical roadmap for schools in the years of a school's plan, and that plan by its head."""
    schools = School.objects.visible_to(request.user).select_related("municipality__region")
    school = get_object_or_404(schools, pk=school_pk)
    offered = Roadmap.objects.templates(request.user).filter(
        municipality=school.municipality, is_for_schools=True
    )
    template = get_object_or_404(offered.select_related("municipality__region"), pk=pk)
    if request.method == "POST":
        require_school_keeper(request.user, school)
    return _page(request, template, _coming(template), school)


def _page(
    request: HttpRequest, source: Roadmap, proposed: PlanYears, school: School | None = None
) -> HttpResponse:
    is_post = request.method == "POST"
    asked = request.POST if is_post else request.GET
    is_asked = "first_year" in asked
    form = YearsForm(asked if is_asked else None, source=source, years=proposed)
    is_ready = is_asked and form.is_valid()
    years = form.years if is_ready else proposed
    proposal = with_years(without_years(source.title), years)
    title = TitleForm(request.POST if is_post else None, initial={"title": proposal})
    if is_post and is_ready and title.is_valid():
        made = _make(request, source, title, years, school)
        if made is not None:
            return redirect("roadmaps:roadmap", made.pk)
    status = 422 if form.errors or (is_post and title.errors) else 200
    shown = {} if is_asked and not is_ready else _shown(request, source, form, years)
    context = {
        "roadmap": source,
        "form": form,
        "title_form": title,
        "years": years,
        "school": school,
        "refusal": refusal_to_keep(request.user, school) if school else "",
        **shown,
    }
    return render(request, "roadmaps/new_year.html", context, status=status)


def _shown(
    request: HttpRequest, source: Roadmap, form: YearsForm, years: PlanYears
) -> dict[str, Any]:
    """The plan in these years; ticks that were sent stay."""
    take = form.choice if form.is_bound else Take.EVERY
    ticked = _ticked(request) if request.method == "POST" else None
    return {
        "preview": carried_plan(
            request.user, source, years, take, today=timezone.localdate(), ticked=ticked
        ),
        "texts": text_moves(source, years),
        "missing": [] if source.is_template else missing_targets(source, years),
        "indicators": source.indicators.order_by("position", "pk") if source.is_template else [],
    }


def _make(
    request: HttpRequest,
    source: Roadmap,
    title: TitleForm,
    years: PlanYears,
    school: School | None,
) -> Roadmap | None:
    new, by, rows = title.new_plan(years), person_of(request), _ticked(request)
    try:
        if school is not None:
            made = school_plan_from_template(
                template=source, school=school, by=by, new=new, rows=rows
            )
        elif source.is_template:
            made = plan_from_template(template=source, by=by, new=new, rows=rows)
        else:
            made = carry_plan(roadmap=source, by=by, new=new, rows=rows)
    except NotPossible as refusal:
        title.add_error(None, str(refusal))
        return None
    words = counted(made.activities.count(), "мероприятие", "мероприятия", "мероприятий")
    then = (
        "Отправьте его на проверку, когда он будет готов"
        if made.school
        else "Его ещё нужно утвердить"
    )
    messages.success(request, f"Проект плана составлен: {words}. {then}.")
    return made


def _ticked(request: HttpRequest) -> set[int]:
    return {read_id(pk) for pk in request.POST.getlist("row")}


def _coming(template: Roadmap) -> PlanYears:
    """As many years as the typical roadmap has, from the next ones on."""
    today = timezone.localdate()
    is_school_year = template.calendar == PlanCalendar.SCHOOL_YEAR
    first = (academic_year.of_date(today) if is_school_year else today.year) + 1
    length = template.last_year - template.first_year
    return PlanYears(first, first + length, is_school_year)
