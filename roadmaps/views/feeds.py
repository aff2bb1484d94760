"""«Календарь в телефоне»: addresses for calendar programs, and what these read by them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import condition, require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from core.ordering import NaturalKey
from core.web.addresses import absolute
from roadmaps.actions.feeds import issue_feed, renew_feed, withdraw_feed
from roadmaps.forms.feeds import SchoolFeedForm
from roadmaps.links.feeds import feed_path
from roadmaps.models import CalendarFeed
from roadmaps.permissions.feeds import require_dates
from roadmaps.queries.feeds import feed_of_token, feeds_of, read_feed, schools_without_feed
from roadmaps.renderers.calendar_feed import CONTENT_TYPE, render_feed


@dataclass(frozen=True, slots=True)
class HeldFeed:
    """An address as its owner reads it."""

    feed: CalendarFeed
    url: str

    @property
    def subscribe_url(self) -> str:
        """The same by the scheme that calendar programs of phones take up by themselves."""
        return f"webcal://{self.url.partition('://')[2]}"


@require_http_methods(["GET", "HEAD", "POST"])
def my_calendars(request: HttpRequest) -> HttpResponse:
    """Which addresses I hold and how to enter them; POST gives one out."""
    user = person_of(request)
    require_dates(user)
    schools = schools_without_feed(user).order_by(NaturalKey("name"), "pk")
    of_school = request.method == "POST" and "school" in request.POST
    form = SchoolFeedForm(request.POST if of_school else None, schools=schools)
    if request.method == "POST" and (not of_school or form.is_valid()):
        school = form.cleaned_data["school"] if of_school else None
        issue_feed(user=user, school=school, at=timezone.now())
        messages.success(request, "Адрес готов. Добавьте его в календарь, как описано ниже.")
        return redirect("roadmaps:my_calendars")
    held = [HeldFeed(feed, absolute(feed_path(feed))) for feed in feeds_of(user)]
    context = {
        "held": held,
        "has_own": any(one.feed.school_id is None for one in held),
        "form": form if schools else None,
    }
    return render(
        request, "roadmaps/calendar/mine.html", context, status=422 if form.errors else 200
    )


@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """A new address instead of one that has got about."""
    renew_feed(feed=_own_feed(request, pk), by=person_of(request), at=timezone.now())
    messages.success(request, "Выдан новый адрес. По прежнему календарь больше не открывается.")
    return redirect("roadmaps:my_calendars")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """No address any more."""
    withdraw_feed(feed=_own_feed(request, pk), by=person_of(request))
    messages.success(request, "Календарь отключён. Его записи пропадут из телефона.")
    return redirect("roadmaps:my_calendars")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads; unchanged since it asked last, 304."""
    feed = feed_of_token(token)
    if feed is None:
        raise Http404
    body = render_feed(read_feed(feed, timezone.localdate()), absolute=absolute)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'

    @condition(etag_func=lambda _: tag)
    def answer(_: HttpRequest) -> HttpResponse:
        return HttpResponse(body, content_type=CONTENT_TYPE)

    response = answer(request)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Disposition"] = 'inline; filename="shnor.ics"'
    return response


def _own_feed(request: HttpRequest, pk: int) -> CalendarFeed:
    return get_object_or_404(
        CalendarFeed.objects.filter(user=person_of(request)).select_related("school"), pk=pk
    )
