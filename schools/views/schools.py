"""Pages of schools."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from core.ordering import NaturalKey
from core.values.wording import counted
from core.web.excel import excel_link, excel_response
from schools import queries
from schools.domain.context.fields import BY_KEY, MAIN
from schools.domain.roles import Right
from schools.filters import SchoolFilter
from schools.panels import panels
from schools.permissions import has_right, is_only_school_head, may_anywhere, offices_of
from schools.renderers.schools_workbook import SchoolRow, render_schools
from schools.tables import SchoolTable

ROWS_A_PAGE = 50


@require_safe
def school_list(request: HttpRequest) -> HttpResponse:
    """All schools that the person sees; the head of one comes straight to its page."""
    everything = queries.school_list(request.user)
    if is_only_school_head(request.user) and everything.count() == 1:
        return redirect("school", login=everything.get().login)
    chosen = SchoolFilter(request.GET, queryset=everything)
    is_wide = queries.sees_several_municipalities(request.user)
    table = SchoolTable(chosen.qs, exclude=() if is_wide else ("municipality",))
    RequestConfig(request, paginate={"per_page": ROWS_A_PAGE}).configure(table)
    total, shown = everything.count(), table.paginator.count
    said = chosen.words()
    context = {
        "table": table,
        "filter": chosen,
        "state": counted(total, "школа", "школы", "школ"),
        "is_filtered": bool(said),
        "shown": f"Показано {shown} из {total}: {', '.join(said)}." if said else "",
        "sees_context": bool(offices_of(request.user)),
        "may_import": may_anywhere(request.user, {Right.EDIT_SCHOOLS}),
        "links": [excel_link(request, "schools_workbook")],
    }
    return render(request, "schools/list.html", context)


@require_safe
def schools_workbook(request: HttpRequest) -> HttpResponse:
    """All schools of the filter as Excel, in the order of the page."""
    chosen = SchoolFilter(request.GET, queryset=queries.school_list(request.user))
    table = SchoolTable(chosen.qs)
    RequestConfig(request, paginate=False).configure(table)
    rows = (_row(row.record) for row in table.rows)
    said = ", ".join(chosen.words()) or "все"
    return excel_response(render_schools(rows, heading=f"Школы: {said}"), "Школы.xlsx")


def _row(school: Any) -> SchoolRow:
    return SchoolRow(
        school.name, school.get_kind_display(), school.login, str(school.parent or ""),
        str(school.municipality), school.pupils,
    )  # fmt: skip


@require_safe
def school_page(request: HttpRequest, login: str) -> HttpResponse:
    """One school: requisites, context by year, branches, people, and what upper apps add."""
    school = get_object_or_404(queries.school_of(request.user), login=login)
    context = {
        "school": school,
        "aliases": [alias.login for alias in school.aliases.order_by("login")],
        "written_names": school.written_names.visible_to(request.user).order_by("written", "pk"),
        "may_forget": has_right(
            request.user, Right.IMPORT_RESULTS, municipality=school.municipality
        ),
        "contexts": queries.contexts_of(request.user, school),
        "branches": school.branches.order_by(NaturalKey("name"), "pk"),
        "people": queries.people_of(request.user, school),
        "risks": queries.risks_of(request.user, school, queries.this_year()),
        "risk_years": queries.profile_years(school),
        "may_edit_risks": has_right(
            request.user, Right.EDIT_RISKS, municipality=school.municipality
        ),
        "requisites": queries.requisites_of(school),
        "context_headings": [BY_KEY[key].title for key in MAIN],
        "may_edit": has_right(request.user, Right.EDIT_SCHOOLS, municipality=school.municipality),
        "panels": panels(request.user, school, timezone.localdate()),
    }
    return render(request, "schools/school.html", context)
