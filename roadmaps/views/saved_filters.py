"""Filters of a plan's table under names: keeping one, sharing it, forgetting it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import person_of
from core.values.wording import quoted
from core.web.refusals import reason_against
from roadmaps.actions.saved_filters import delete_filter, save_filter
from roadmaps.forms.saved_filters import SavedFilterForm
from roadmaps.models import SavedFilter
from roadmaps.permissions.plans import require_keeper
from roadmaps.queries.saved_filters import saved_filters_of
from roadmaps.tabs import tabs_of
from roadmaps.views.plans import filter_of, visible_roadmap


@require_http_methods(["GET", "HEAD", "POST"])
def saved_filters(request: HttpRequest, pk: int) -> HttpResponse:
    """The filter of the address is kept under a name; below it those that are there."""
    plan = visible_roadmap(request, pk)
    chosen = filter_of(request, plan, timezone.localdate())
    said = chosen.words()
    may_share = not reason_against(require_keeper, request.user, plan)
    name = ", ".join(said)[:80]
    form = SavedFilterForm(request.POST or None, initial={"name": name[:1].upper() + name[1:]})
    if not may_share:
        del form.fields["is_shared"]
    query = urlencode(chosen.kept())
    if request.method == "POST" and said and form.is_valid():
        saved = save_filter(
            roadmap=plan,
            by=person_of(request),
            name=form.cleaned_data["name"],
            query=query,
            is_shared=form.cleaned_data.get("is_shared", False),
        )
        messages.success(request, f"Отбор {quoted(saved.name)} сохранён.")
        return redirect(f"{reverse('roadmaps:roadmap', args=[pk])}?{query}")
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:roadmap"),
        "form": form,
        "said": ", ".join(said),
        "lines": saved_filters_of(request.user, plan, may_edit=may_share),
    }
    status = 422 if form.errors else 200
    return render(request, "roadmaps/saved_filters.html", context, status=status)


@require_POST
def forget(request: HttpRequest, pk: int, filter_pk: int) -> HttpResponse:
    """Forget one filter."""
    plan = visible_roadmap(request, pk)
    visible = SavedFilter.objects.visible_to(request.user).filter(roadmap=plan)
    saved = get_object_or_404(visible.select_related("roadmap__municipality"), pk=filter_pk)
    delete_filter(saved=saved, by=person_of(request))
    messages.success(request, f"Отбор {quoted(saved.name)} убран.")
    return redirect("roadmaps:saved_filters", pk)
