"""Which schools a group of an activity means, and the list of ШНОР that a plan goes by."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from assessments.models import ApprovedList, ClassificationRun
from assessments.queries.current_list import CurrentList
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions.audience import decline_list, set_audience, take_list
from roadmaps.domain.audience import Addressees, Audience
from roadmaps.forms.audience import AudienceForm
from roadmaps.models import Activity, ActivityParty, Roadmap
from roadmaps.permissions.plans import require_arrange
from roadmaps.queries.audience import (
    FANS_OUT_TO_SCHOOLS,
    addressed_of,
    audience_mark,
    foresee_audience,
    foresee_list,
    list_offer,
)
from roadmaps.views.plans import visible_roadmap


@require_http_methods(["GET", "HEAD", "POST"])
def activity_audience(
    request: HttpRequest, roadmap_pk: int, pk: int, party_pk: int
) -> HttpResponse:
    """Say which schools the group means; what follows is shown before it happens."""
    link = _link(request, roadmap_pk, pk, party_pk)
    roadmap = link.activity.roadmap
    require_arrange(request.user, roadmap)
    group = addressed_of(link)
    data = request.POST.copy() if request.method == "POST" else None
    form = AudienceForm(
        data,
        group=group,
        mark=audience_mark(group),
        municipality=roadmap.municipality,
    )
    foresight = None
    if data is not None and form.is_valid():
        chosen = form.cleaned_data
        audience = Audience(chosen["audience"])
        if "apply" in request.POST and chosen["foreseen"] == form.choice:
            try:
                set_audience(
                    link=link,
                    by=person_of(request),
                    audience=audience,
                    schools=list(chosen["schools"]),
                    reason=chosen["reason"],
                    seen=chosen["seen"],
                    drop_late=chosen["drop_late"],
                )
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Решено, каким школам поручено мероприятие.")
                return redirect("roadmaps:activity", roadmap_pk, pk)
        else:
            schools = frozenset(school.pk for school in chosen["schools"])
            foresight = foresee_audience(
                link,
                Addressees(audience, schools),
                timezone.localdate(),
                drop_late=chosen["drop_late"],
            )
            data["foreseen"] = form.choice
    context = {
        "roadmap": roadmap,
        "activity": link.activity,
        "group": group,
        "form": form,
        "foresight": foresight,
    }
    status = 422 if form.errors else 200
    return render(request, "roadmaps/audience.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def school_list(request: HttpRequest, pk: int) -> HttpResponse:
    """A newer list: what taking it would do; take it or leave it."""
    roadmap = visible_roadmap(request, pk)
    if roadmap.is_of_school:
        raise Http404
    require_arrange(request.user, roadmap)
    if request.method == "POST":
        current = _sent_list(request, roadmap)
        try:
            if "decline" in request.POST:
                decline_list(roadmap=roadmap, current=current, by=person_of(request))
                messages.success(request, "Дорожная карта осталась с прежним перечнем.")
            else:
                take_list(roadmap=roadmap, current=current, by=person_of(request))
                messages.success(request, "Новый перечень применён, поручения обновлены.")
        except NotPossible as refusal:
            messages.warning(request, str(refusal))
            return redirect("roadmaps:school_list", pk)
        return redirect("roadmaps:roadmap", pk)
    offer = list_offer(roadmap)
    today = timezone.localdate()
    context = {
        "roadmap": roadmap,
        "offer": offer,
        "foresight": foresee_list(roadmap, offer.current, today) if offer else None,
    }
    return render(request, "roadmaps/school_list.html", context)


def _sent_list(request: HttpRequest, roadmap: Roadmap) -> CurrentList:
    """The list that the form was opened on, or 404."""
    runs = ClassificationRun.objects.visible_to(request.user)
    run = get_object_or_404(
        runs.filter(municipality=roadmap.municipality), pk=read_id(request.POST.get("run"))
    )
    if not request.POST.get("list"):
        return CurrentList(run)
    lists = ApprovedList.objects.visible_to(request.user).filter(run=run)
    return CurrentList(run, get_object_or_404(lists, pk=read_id(request.POST["list"])))


def _link(request: HttpRequest, roadmap_pk: int, pk: int, party_pk: int) -> ActivityParty:
    """The link of a visible activity to a group of schools."""
    visible = Activity.objects.visible_to(request.user).filter(roadmap=roadmap_pk)
    links = ActivityParty.objects.filter(activity__in=visible, party__fans_out=FANS_OUT_TO_SCHOOLS)
    related = links.select_related("party", "audience_by", "activity__roadmap__municipality")
    return get_object_or_404(related, activity=pk, party=party_pk)
