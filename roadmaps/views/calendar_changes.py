"""Showing what a change of a calendar moves before it is made, and then making it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.web.refusals import NotPossible
from roadmaps.actions.calendars.moving import SeenOtherwise
from roadmaps.queries.calendars.moves import Preview


@dataclass(frozen=True, slots=True)
class Change:
    """A change that waits for its word: what it is called, where it ends, how it is made.

    `write` takes the seal of the preview that the person has seen and returns what was done, in
    words. `back` is the page to return to.
    """

    heading: str
    button: str
    back: str
    done: str
    write: Callable[[str], str]


def carry_out(request: HttpRequest, change: Change, preview: Preview) -> HttpResponse:
    """Make the change where nothing moves or the person has seen what does; else show it."""
    seen = request.POST.get("seen", "")
    if preview.is_empty:
        seen = preview.seal
    if not seen:
        return _shown(request, change, preview)
    try:
        words = change.write(seen)
    except SeenOtherwise as refusal:
        return _shown(request, change, preview, str(refusal), status=422)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(change.back)
    messages.success(request, words)
    return redirect(change.done)


def _shown(
    request: HttpRequest, change: Change, preview: Preview, warning: str = "", status: int = 200
) -> HttpResponse:
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "seen")
        for value in values
    ]
    context = {"change": change, "preview": preview, "kept": kept, "warning": warning}
    return render(request, "roadmaps/calendar/preview.html", context, status=status)
