"""Renumbering of a plan: first what would change, then the change."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from core.web.refusals import NotPossible
from roadmaps.actions.editing.numbering import new_numbers, numbers_mark, renumber
from roadmaps.domain.numbering import Scheme
from roadmaps.permissions.plans import require_edit
from roadmaps.views.plans import visible_roadmap

SCHEMES = (
    (Scheme.BY_SECTIONS, "по разделам: 1.1, 1.2, 2.1"),
    (Scheme.THROUGH, "сквозная: 1, 2, 3"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """The new numbers by the scheme of the address; POST writes what was shown."""
    plan = visible_roadmap(request, pk)
    require_edit(request.user, plan)
    sent = request.POST if request.method == "POST" else request.GET
    scheme = next((one for one, _ in SCHEMES if one == sent.get("scheme")), Scheme.BY_SECTIONS)
    if request.method == "POST":
        try:
            mark = request.POST.get("mark", "")
            change = renumber(roadmap=plan, scheme=scheme, mark=mark, by=person_of(request))
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            said = f"{change.summary}." if change else "Номера уже такие."
            messages.success(request, said)
            return redirect("roadmaps:roadmap", pk)
    found = new_numbers(plan, scheme)
    context = {
        "roadmap": plan,
        "schemes": [(one, words, one == scheme) for one, words in SCHEMES],
        "scheme": scheme,
        "numbers": found,
        "mark": numbers_mark(found),
    }
    return render(request, "roadmaps/numbers.html", context)
