"""The workbook to fill in: chosen on a page, downloaded, uploaded like any other file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.forms.entry import TemplateForm
from assessments.renderers.entry_template import TemplateSchool, render_template
from core.values import academic_year
from core.web.excel import excel_response
from core.web.refusals import Refusal
from schools.domain.roles import REFUSALS, Right
from schools.permissions import municipalities_with
from schools.queries.matching import schools_to_match

YEARS_OFFERED = 6


@require_safe
def template_page(request: HttpRequest) -> HttpResponse:
    """What the template is for; with the answers, the template itself."""
    municipalities = municipalities_with(request.user, Right.IMPORT_RESULTS)
    if not municipalities:
        raise Refusal(REFUSALS[Right.IMPORT_RESULTS])
    this_year = academic_year.of_date(timezone.localdate())
    years = list(range(this_year, this_year - YEARS_OFFERED, -1))
    form = TemplateForm(request.GET or None, municipalities=municipalities, years=years)
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        schools = [
            TemplateSchool(school.name, school.login)
            for school in schools_to_match(asked["municipality"])
            if school.closed_on is None or school.closed_on.year >= asked["academic_year"]
        ]
        content = render_template(
            schools, asked["works"], asked["academic_year"], asked["scores_up_to"]
        )
        return excel_response(content, f"Шаблон. {asked['works'][0].title}.xlsx")
    status = 422 if form.errors else 200
    return render(request, "assessments/entry_template.html", {"form": form}, status=status)
