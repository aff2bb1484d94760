"""The search for a partner by results."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from assessments.queries.partners import ProposalLine, schools_to_support, search_partners
from core.web.refusals import NotPossible
from schools.actions.partnerships import PartnershipFacts, enter_partnership
from schools.domain.roles import Right
from schools.models import Partnership, School
from schools.permissions import municipalities_with, require, require_somewhere

ROWS_A_PAGE = 50
NAME_TEACHER = "Впишите педагога и сохраните; пока он не назван, наставник — школа."
GONE = "Этой школы среди предложений уже нет: данные изменились. Посмотрите новые предложения."


@require_safe
def partner_choice(request: HttpRequest) -> HttpResponse:
    """For which school a partner is looked for."""
    require_somewhere(request.user, Right.KEEP_PARTNERSHIPS)
    places = municipalities_with(request.user, Right.KEEP_PARTNERSHIPS)
    rows = schools_to_support(request.user, places)
    context = {
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "listed": sum(is_listed for _, is_listed, _ in rows),
    }
    return render(request, "assessments/partners/choice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_search(request: HttpRequest, login: str) -> HttpResponse:
    """Three proposals with their reasons; one of them becomes a proposed partnership."""
    school = get_object_or_404(
        School.objects.visible_to(request.user).select_related("municipality"), login=login
    )
    require(request.user, Right.KEEP_PARTNERSHIPS, municipality=school.municipality)
    asked = request.GET.get("year", "")
    search = search_partners(request.user, school, int(asked) if asked.isdecimal() else None)
    if request.method == "POST":
        chosen = request.POST.get("partner", "")
        line = next((one for one in search.lines if one.school.login == chosen), None)
        if line is None:
            return _gone(request, school, chosen)
        return _take(request, school, line)
    return render(request, "assessments/partners/search.html", {"search": search, "school": school})


def _gone(request: HttpRequest, school: School, chosen: str) -> HttpResponse:
    """Where a school leads that is no proposal any more: a second click gets here too."""
    seen = Partnership.objects.visible_to(request.user).open()
    kept = seen.filter(school=school, partner__login=chosen).select_related("partner").last()
    if kept is None:
        messages.warning(request, GONE)
        return redirect(request.get_full_path())
    messages.info(request, f"{kept.partner} уже внесена в наставники этой школы.")
    return redirect("partnership", kept.pk)


def _take(request: HttpRequest, school: School, line: ProposalLine) -> HttpResponse:
    """Enter the proposed partnership; a teacher is named on its form."""
    facts = PartnershipFacts(partner=line.school, subjects=line.proposal.subjects)
    told = [f"Подобрано {timezone.localdate():%d.%m.%Y} по результатам.", *line.reasons]
    try:
        made: Partnership = enter_partnership(
            school=school, facts=facts, by=person_of(request), grounds="\n".join(told)
        )
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect(request.get_full_path())
    if request.POST.get("as") == "teacher":
        messages.success(request, f"{line.school} предложена в наставники. {NAME_TEACHER}")
        return redirect("partnership_edit", made.pk)
    messages.success(request, f"{line.school} предложена в наставники.")
    return redirect("partnership", made.pk)
