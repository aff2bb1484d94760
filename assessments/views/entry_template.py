"""The workbook to fill in: chosen on a page, downloaded, uploaded like any other file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.forms.entry import TemplateForm
from assessments.renderers.entry_template import TemplateSchool, render_template
from assessments.views.entering import offices_and_years
from core.web.excel import excel_response
from schools.queries.matching import schools_to_match


@require_safe
def template_page(request: HttpRequest) -> HttpResponse:
    """What the template is for; with the answers, the template itself."""
    municipalities, years = offices_and_years(request.user)
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
