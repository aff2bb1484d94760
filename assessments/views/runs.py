"""The list of ШНОР: calculating it, its progress, its lines, and why."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.history_pages import Past
from accounts.models import AuditEvent, Job
from accounts.requests import person_of
from assessments.actions.classifying import (
    JOB_KIND,
    restart_run,
    set_nights,
    set_run_settings,
    start_run_at,
)
from assessments.domain.criteria import SETTINGS, from_snapshot
from assessments.domain.rules import Category
from assessments.forms.runs import NightsForm, RunForm, RunSettingsForm
from assessments.models import ApprovedList, ClassificationRun, RunPlace, Verdict
from assessments.permissions import (
    may_try,
    places_to_run,
    require_list_from,
    require_past_of_run,
    sees_run_wholly,
)
from assessments.queries.automatic_runs import last_nights, nights_of, settings_of
from assessments.queries.classification import (
    other_years,
    own_verdicts,
    rules_in_words,
    run_list,
    verdict_of,
    years_to_run,
)
from assessments.queries.lists import SchoolStanding, draft_of, standings_by_year
from assessments.queries.objectivity import works_with_signs
from assessments.queries.run_comparisons import comparable_runs, run_words
from assessments.queries.run_criteria import changes_of, criteria_words
from assessments.queries.school_types import (
    TypeOfSchool,
    tally_of_types,
    type_of,
    types_of_run,
)
from assessments.queries.verdicts import SIGNS, grounds_in_words, reason_in_words, why
from assessments.renderers.list_workbook import ListRow, render_list
from assessments.slots import next_steps
from assessments.slots.downloads import sheets_of
from assessments.views.run_lines import (
    ROWS_A_FILE,
    narrowed,
    tally_of,
    totals_shown,
    workbook_links,
)
from assessments.web import list_tabs
from core.values.wording import short_date
from core.web.excel import excel_response
from core.web.ids import read_id
from core.web.refusals import NotPossible, Refusal, reason_against
from schools.domain.context.index import rounded
from schools.domain.roles import REFUSALS, Right
from schools.permissions import is_of_office, municipalities_with

RUNS_A_PAGE = 50
VERDICTS_A_PAGE = 200


@require_http_methods(["GET", "HEAD", "POST"])
def run_page_list(request: HttpRequest) -> HttpResponse:
    """Calculations so far, and the form for a new one."""
    places = places_to_run(request.user)
    years = years_to_run(places)
    form = RunForm(request.POST or None, places=places, years=years)
    if request.method == "POST":
        if not places:
            raise Refusal(REFUSALS[Right.RUN_CLASSIFICATION])
        if form.is_valid():
            run = _start(request, form)
            if run is not None:
                return redirect("assessments:run", run.pk)
    page = Paginator(run_list(request.user), RUNS_A_PAGE).get_page(request.GET.get("page"))
    places_shown = {(run.municipality_id, run.region_id) for run in page.object_list}
    context = {
        "form": form if places and years else None,
        "may_run": bool(places),
        "may_load": bool(municipalities_with(request.user, Right.IMPORT_RESULTS)),
        "page": page,
        "shows_places": len(places_shown) > 1,
        "changed": changes_of(page.object_list),
        "automatic": _automatic(request),
        "nights": _nights(places),
        "own": _own_verdicts(request),
        "tabs": list_tabs(request.path, request.user),
    }
    return render(request, "assessments/runs.html", context, status=422 if form.errors else 200)


@require_POST
def run_settings(request: HttpRequest) -> HttpResponse:
    """Keep when the portal calculates the list of a municipality by itself."""
    places = municipalities_with(request.user, Right.RUN_CLASSIFICATION)
    if not places:
        raise Refusal(REFUSALS[Right.RUN_CLASSIFICATION])
    wanted = read_id(request.POST.get("municipality"))
    place = next((one for one in places if one.pk == wanted), None)
    if place is None:
        raise Http404
    form = RunSettingsForm(request.POST, municipality=place, settings=settings_of(place))
    if form.is_valid():
        said = form.cleaned_data
        is_new = set_run_settings(
            municipality=place, after_import=said["after_import"], nightly=said["nightly"],
            by=person_of(request),
        )  # fmt: skip
        messages.success(request, "Настройки сохранены." if is_new else "Настройки не изменились.")
    return redirect("assessments:runs")


@require_POST
def run_nights(request: HttpRequest) -> HttpResponse:
    """Keep which regions are calculated at night."""
    form = _nights(places_to_run(request.user), request.POST)
    if form is None:
        raise Refusal(REFUSALS[Right.RUN_REGIONS])
    if not form.is_valid():
        raise Http404
    is_new = set_nights(nightly=form.cleaned_data["nightly"], by=person_of(request))
    messages.success(request, "Настройки сохранены." if is_new else "Настройки не изменились.")
    return redirect("assessments:runs")


@require_safe
@never_cache
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One calculation: how far it is, then the list with each school's category and why."""
    run = _visible(request, pk)
    context = _run_context(request, run)
    if run.finished_at is not None:
        shown, category = narrowed(request, run)
        page = Paginator(shown.of(category), VERDICTS_A_PAGE).get_page(request.GET.get("page"))
        types = types_of_run(run)
        lines = [
            (
                verdict, SIGNS[verdict.standing], grounds_in_words(verdict),
                types.get(verdict.school_id),
            )
            for verdict in page.object_list
        ]  # fmt: skip
        context |= {
            "page": page,
            "types": tally_of_types(types, _schools_seen(request, run)) if types else [],
            "lines": lines,
            "chosen": category,
            "narrowed": shown,
            "tally": tally_of(request, shown),
            "totals": totals_shown(request, shown),
            "workbooks": workbook_links(request, run, page.paginator.count),
            "lists": _lists_of(request, run),
            "others": [(one, run_words(one)) for one in comparable_runs(request.user, run)],
            "may_draft": run.makes_list
            and not reason_against(require_list_from, request.user, run),
            "draft": draft_of(request.user, run),
        }
    return render(request, "assessments/run.html", context)


@require_safe
def run_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """All lines of the chosen category as Excel."""
    run = _visible(request, pk)
    if run.finished_at is None:
        raise Http404
    shown, category = narrowed(request, run)
    part = Paginator(shown.of(category), ROWS_A_FILE).get_page(request.GET.get("part"))
    chosen = run.words.headings[Category(category)] if category else "все"
    words = [f"Показаны школы: {chosen}"]
    if shown.words:
        words.append(shown.words)
    name = str(run).replace("/", "-")
    if part.paginator.num_pages > 1:
        words.append(f"{part.start_index()}–{part.end_index()} из {part.paginator.count}")
        name = f"{name}, {part.start_index()}–{part.end_index()}"
    heading = [
        f"{run}. {run.place.words}",
        f"Критерии {criteria_words(run)}, расчёт №\u00a0{run.pk} от {short_date(_day(run))}",
        ", ".join(words),
    ]
    types = types_of_run(run)
    rows = (_row(verdict, types.get(verdict.school_id)) for verdict in part.object_list)
    content = render_list(
        rows, heading=heading, sheet="Перечень" if run.words.are_of_list else "Расчёт",
        with_places=run.is_wide, with_low=from_snapshot(run.criteria).plan.limit is not None,
    )  # fmt: skip
    return excel_response(content, f"{name}.xlsx")


@require_safe
@never_cache
def run_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that HTMX asks for; the finished list replaces the whole page."""
    run = _visible(request, pk)
    response = render(request, "assessments/_progress.html", _run_context(request, run))
    if run.finished_at is not None:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
def run_restart(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a calculation that has failed into work again."""
    run = restart_run(run=_visible(request, pk), by=person_of(request))
    return redirect("assessments:run", run.pk)


@require_safe
def verdict_page(request: HttpRequest, pk: int, login: str) -> HttpResponse:
    """Why a school is, or is not, in the list."""
    verdict = get_object_or_404(verdict_of(request.user, pk, login))
    sees_school = _sees_school(request, verdict)
    today = timezone.localdate()
    standings = standings_by_year(request.user, verdict.school)
    standing = standings.get(verdict.run.academic_year)
    context = {
        "verdict": verdict,
        "run": verdict.run,
        "criteria_words": criteria_words(verdict.run),
        "school": verdict.school,
        "heading": verdict.heading,
        "reason": reason_in_words(verdict),
        "sign": SIGNS[verdict.standing],
        "why": why(verdict),
        "sees_school": sees_school,
        "sheets": sheets_of(request.user, verdict) if verdict.run.finished_at else [],
        "panels": next_steps.panels(request.user, verdict.school, today) if sees_school else [],
        "years": [
            (one, standings.get(one.run.academic_year))
            for one in (verdict, *other_years(request.user, verdict))
        ],
        "standing": standing,
        "approved": _by_the_list(request, verdict, standing) if standing else None,
        "type": type_of(verdict.school, verdict),
        "bias": [
            work.title for work in works_with_signs(verdict.school, verdict.run.academic_year)
        ],
        "sees_files": is_of_office(request.user, verdict.school.municipality),
    }
    return render(request, "assessments/verdict.html", context)


def past_of_run(request: HttpRequest, pk: int) -> Past:
    """Who asked for the calculation and when it was done, for the office."""
    run = _visible(request, pk)
    require_past_of_run(request.user, run)
    return Past(
        title=str(run),
        crumbs=[
            ("Перечень ШНОР", reverse("assessments:runs")),
            (f"Расчёт № {pk}", reverse("assessments:run", args=[pk])),
        ],
        events=AuditEvent.objects.about(ClassificationRun._meta.label_lower, pk),
    )


def _lists_of(request: HttpRequest, run: ClassificationRun) -> list[ApprovedList]:
    """Lists that rest on the calculation, the newest first."""
    seen = ApprovedList.objects.visible_to(request.user).filter(run=run)
    return list(seen.exclude(state="draft").order_by("-pk"))


def _by_the_list(
    request: HttpRequest, verdict: Verdict, standing: SchoolStanding
) -> Verdict | None:
    """The verdict that the list in force rests on, where it is another one."""
    if standing.approved.run_id == verdict.run_id:
        return None
    seen = Verdict.objects.visible_to(request.user).filter(school=verdict.school)
    return seen.filter(run=standing.approved.run_id).first()


def _visible(request: HttpRequest, pk: int) -> ClassificationRun:
    runs = ClassificationRun.objects.visible_to(request.user)
    related = runs.select_related("municipality__region", "region", "requested_by")
    return get_object_or_404(related, pk=pk)


def _sees_school(request: HttpRequest, verdict: Verdict) -> bool:
    """Whether the school's own pages open: the owner of the portal sees calculations only."""
    return not verdict.run.is_wide or is_of_office(request.user, verdict.school.municipality)


def _schools_seen(request: HttpRequest, run: ClassificationRun) -> list[int]:
    seen = Verdict.objects.visible_to(request.user).filter(run=run)
    return list(seen.values_list("school", flat=True))


def _row(verdict: Verdict, kind: TypeOfSchool | None) -> ListRow:
    has_results = bool(verdict.assessed_procedures)
    return ListRow(
        name=verdict.school.name,
        login=verdict.school.login,
        category=verdict.title,
        municipality=verdict.school.municipality.name,
        low=verdict.low_procedures if has_results else None,
        assessed=verdict.assessed_procedures if has_results else None,
        reason=grounds_in_words(verdict),
        kind=kind.words if kind else "",
        wellbeing=rounded(kind.line.index.value, 2)
        if kind and kind.line.index.value is not None
        else None,
    )


def _day(run: ClassificationRun) -> date | None:
    return run.finished_at and timezone.localdate(run.finished_at)


def _start(request: HttpRequest, form: RunForm) -> ClassificationRun | None:
    try:
        return start_run_at(
            place=form.cleaned_data["where"],
            academic_year=form.cleaned_data["academic_year"],
            criteria=form.cleaned_data["rules"],
            by=person_of(request),
        )
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return None


def _run_context(request: HttpRequest, run: ClassificationRun) -> dict[str, Any]:
    job = Job.objects.filter(kind=JOB_KIND, subject_id=run.pk).order_by("-pk").first()
    criteria = from_snapshot(run.criteria)
    return {
        "run": run,
        "criteria_words": criteria_words(run),
        "is_office": sees_run_wholly(request.user, run),
        "job": job,
        "counts_low": criteria.plan.limit is not None,
        "rules": rules_in_words(criteria),
        "parameters": [
            (setting.title, setting.shown(criteria.parameters[name]))
            for name, setting in SETTINGS.items()
            if name in criteria.parameters
        ],
    }


def _automatic(request: HttpRequest) -> list[RunSettingsForm]:
    """A form for each municipality where the person may calculate."""
    places = municipalities_with(request.user, Right.RUN_CLASSIFICATION)
    return [RunSettingsForm(municipality=one, settings=settings_of(one)) for one in places]


def _nights(places: list[RunPlace], data: Any = None) -> NightsForm | None:
    """The form for regions and the country where the person may calculate."""
    wide = [place for place in places if place.is_wide]
    if not wide:
        return None
    days = {place: timezone.localdate(last) for place, last in last_nights(wide).items()}
    return NightsForm(data, nightly=nights_of(wide), calculated=days)


def _own_verdicts(request: HttpRequest) -> list[Verdict]:
    """For those who see single schools: the verdict that counts on each of them."""
    if may_try(request.user):
        return []
    return own_verdicts(request.user)
