"""Reminders by mail: one's own choice, the way out of letters, the office's settings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.requests import person_of
from roadmaps.actions.reminder_choices import (
    resume_letters,
    save_settings,
    save_wish,
    stop_letters,
)
from roadmaps.actions.reminders import sending_days
from roadmaps.domain.reminders.values import Frequency, Kind
from roadmaps.forms.reminders import NEVER, MyLettersForm, ReminderSettingsForm
from roadmaps.links.reminders import person_of_token
from roadmaps.models.reminders import wish_of
from roadmaps.permissions.reminders import (
    kinds_for,
    office_of,
    require_letters,
    require_setting,
)
from roadmaps.queries.reminder_pages import round_words, settings_for, wish_words
from schools.models import Municipality


@require_http_methods(["GET", "HEAD", "POST"])
def my_letters(request: HttpRequest) -> HttpResponse:
    """How often and about what the portal writes to me."""
    user = person_of(request)
    settings = settings_for(require_letters(user))
    wish, offered = wish_of(user), kinds_for(user)
    form = MyLettersForm(
        request.POST or None,
        offered=offered,
        is_overdue_kept=settings.is_overdue_kept,
        initial={
            "frequency": NEVER if wish.is_stopped else wish.frequency.value,
            "kinds": [kind.value for kind in offered if kind in wish.kinds],
        },
    )
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data["frequency"]
        save_wish(
            user=user,
            frequency=wish.frequency if asked == NEVER else Frequency(asked),
            refused=form.refused(frozenset(Kind) - wish.kinds),
            is_stopped=asked == NEVER,
        )
        messages.success(request, "Выбор сохранён.")
        return redirect("me")
    context = {"form": form, "email": user.email, "is_on": settings.is_on}
    return render(
        request, "roadmaps/letters/mine.html", context, status=422 if form.errors else 200
    )


@login_not_required
@csrf_exempt  # Mail programs send the POST of RFC 8058 without a cookie; the link is the proof.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The way out of reminders: asks on GET, because mail scanners open links; POST does it."""
    user = _person_of_link(token)
    if request.method == "POST":
        stop_letters(user=user)
    return _stop_page(request, user, token)


@login_not_required
@csrf_exempt
@never_cache
@require_POST
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Reminders again, from the page that stopped them."""
    user = _person_of_link(token)
    resume_letters(user=user)
    return _stop_page(request, user, token, is_resumed=True)


@require_http_methods(["GET", "HEAD", "POST"])
def office_settings(request: HttpRequest, pk: int) -> HttpResponse:
    """How an office reminds."""
    municipality = get_object_or_404(
        Municipality.objects.visible_to(request.user).select_related("reminder_settings"), pk=pk
    )
    require_setting(request.user, municipality)
    settings = settings_for(municipality)
    form = ReminderSettingsForm(request.POST or None, instance=settings)
    if request.method == "POST" and form.is_valid():
        save_settings(municipality=municipality, values=form.cleaned_data, by=person_of(request))
        messages.success(request, "Напоминания настроены.")
        return redirect("roadmaps:reminder_settings", pk)
    kept = settings_for(Municipality.objects.get(pk=pk)) if form.errors else settings
    context = {
        "form": form,
        "municipality": municipality,
        "state": round_words(kept, sending_days(kept), timezone.now()),
    }
    return render(
        request, "roadmaps/letters/settings.html", context, status=422 if form.errors else 200
    )


def _person_of_link(token: str) -> User:
    user = User.objects.filter(pk=person_of_token(token)).first()
    if user is None:
        raise Http404
    return user


def _stop_page(
    request: HttpRequest, user: User, token: str, *, is_resumed: bool = False
) -> HttpResponse:
    user = User.objects.select_related("reminder_wish").get(pk=user.pk)
    wish = wish_of(user)
    context: dict[str, Any] = {
        "token": token,
        "address": _masked(user.email),
        "is_stopped": wish.is_stopped,
        "is_resumed": is_resumed,
    }
    office = office_of(user)
    if office is not None:
        settings = settings_for(office)
        context["words"] = wish_words(wish, kinds_for(user), settings)
        context["is_overdue_kept"] = settings.is_overdue_kept
    return render(request, "roadmaps/letters/stop.html", context)


def _masked(email: str) -> str:
    """Enough to recognise one's own address, too little to learn another's."""
    name, _, host = email.partition("@")
    return f"{name[:1]}…@{host}"
