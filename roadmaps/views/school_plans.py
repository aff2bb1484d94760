"""Plans of schools: the list with schools that have none, a new plan, rows of the office's plan."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from core.office.errors import UnreadableFileError
from core.values.wording import counted
from core.web.ids import read_id
from core.web.refusals import NotPossible
from core.web.uploads import read_upload
from roadmaps.actions.editing.taking_over import NOT_OF_SCHOOL, take_over_rows
from roadmaps.actions.imports import draft_import
from roadmaps.actions.school_plans import start_school_plan
from roadmaps.forms.plans import UploadForm
from roadmaps.forms.school_plans import FROM_OFFICE, StartForm, StateFilterForm
from roadmaps.permissions.plans import require_edit, require_school_keeper
from roadmaps.queries.drafts import open_drafts
from roadmaps.queries.new_year.templates import has_templates_for_schools
from roadmaps.queries.school_plans import STATES, plans_in_words, school_plan_lines
from roadmaps.queries.taking_over import offers_to_take
from roadmaps.views.plans import visible_roadmap
from schools.models import School

ROWS_A_PAGE = 50


@require_safe
def school_plans(request: HttpRequest) -> HttpResponse:
    """Every school that the person sees with its plan; `?state=` leaves those in one state."""
    everything = school_plan_lines(request.user, timezone.localdate())
    state = request.GET.get("state", "")
    lines = [one for one in everything if one.state == state] if state in STATES else everything
    page = Paginator(lines, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "total": len(everything),
        "sentence": plans_in_words(everything),
        "form": StateFilterForm(request.GET),
        "is_filtered": state in STATES,
        "shown": f"Показано {len(lines)} из {len(everything)}: {STATES[state]}."
        if state in STATES
        else "",
    }
    return render(request, "roadmaps/school_plans/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, school_pk: int) -> HttpResponse:
    """A new plan of a school."""
    school = _school(request, school_pk)
    form = StartForm(request.POST or None, initial=_first_values(school))
    if request.method == "POST" and form.is_valid():
        begin = form.cleaned_data.pop("begin")
        try:
            plan = start_school_plan(school=school, by=person_of(request), **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            page = "roadmaps:take_rows" if begin == FROM_OFFICE else "roadmaps:roadmap"
            return redirect(page, plan.pk)
    context = {
        "school": school,
        "form": form,
        "has_templates": has_templates_for_schools(request.user, school.municipality),
    }
    status = 422 if form.errors else 200
    return render(request, "roadmaps/school_plans/start.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, school_pk: int) -> HttpResponse:
    """A document that becomes the plan of a school once its rows are checked."""
    school = _school(request, school_pk)
    municipalities = [school.municipality]
    form = UploadForm(request.POST or None, request.FILES or None, municipalities=municipalities)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            plan_import = draft_import(
                municipality=school.municipality,
                school=school,
                by=person_of(request),
                file_name=file.name,
                content=read_upload(file),
            )
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return redirect("roadmaps:import_review", plan_import.pk)
    drafts = open_drafts(request.user).filter(school=school)
    context = {"school": school, "form": form, "drafts": drafts}
    status = 422 if form.errors else 200
    return render(request, "roadmaps/school_plans/upload.html", context, status=status)


def _school(request: HttpRequest, pk: int) -> School:
    """The school, where the person keeps its plans."""
    schools = School.objects.visible_to(request.user).select_related("municipality__region")
    school: School = get_object_or_404(schools, pk=pk)
    require_school_keeper(request.user, school)
    return school


@require_http_methods(["GET", "HEAD", "POST"])
def take_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows of the office's plan that concern the school, with ticks."""
    plan = visible_roadmap(request, pk)
    require_edit(request.user, plan)
    if not plan.is_of_school:
        messages.info(request, NOT_OF_SCHOOL)
        return redirect("roadmaps:roadmap", pk)
    if request.method == "POST":
        chosen = {found for value in request.POST.getlist("row") if (found := read_id(value))}
        change = take_over_rows(roadmap=plan, rows=chosen, by=person_of(request))
        if change is not None:
            messages.success(request, f"{change.summary}.")
        elif not chosen:
            messages.info(request, "Ничего не отмечено, план остался прежним.")
        return redirect("roadmaps:roadmap", pk)
    offers = offers_to_take(plan)
    number = sum(len(one.activities) for one in offers)
    context = {
        "roadmap": plan,
        "offers": offers,
        "words": counted(number, "мероприятие", "мероприятия", "мероприятий"),
    }
    return render(request, "roadmaps/school_plans/take.html", context)


def _first_values(school: School) -> dict[str, object]:
    year = timezone.localdate().year
    return {
        "title": f"Дорожная карта повышения качества образования. {school.name}",
        "first_year": year,
        "last_year": year + 1,
        "calendar": "school-year",
        "begin": FROM_OFFICE,
    }
