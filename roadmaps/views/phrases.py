"""Ready comments of an office for sending work back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.values.wording import quoted
from core.web.refusals import NotPossible
from roadmaps.actions.phrases import add_phrase, forget_phrase
from roadmaps.forms.review import PhraseForm
from roadmaps.models import ReviewPhrase
from schools.domain.roles import Right
from schools.permissions import municipalities_with, require_somewhere


@require_http_methods(["GET", "HEAD", "POST"])
def phrases(request: HttpRequest) -> HttpResponse:
    """All ready comments, and a form for one more."""
    require_somewhere(request.user, Right.EDIT_ROADMAPS)
    places = municipalities_with(request.user, Right.EDIT_ROADMAPS)
    form = PhraseForm(request.POST or None, municipalities=places)
    if request.method == "POST" and form.is_valid():
        try:
            add_phrase(
                municipality=form.cleaned_data["municipality"],
                text=form.cleaned_data["text"],
                by=_by(request),
            )
        except NotPossible as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, "Комментарий добавлен.")
            return redirect("roadmaps:review_phrases")
    known = ReviewPhrase.objects.filter(municipality__in=places)
    context = {
        "phrases": known.select_related("municipality", "added_by"),
        "form": form,
        "has_several": len(places) > 1,
    }
    status = 422 if form.errors else 200
    return render(request, "roadmaps/assignments/phrases.html", context, status=status)


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one ready comment away."""
    known = ReviewPhrase.objects.visible_to(request.user).select_related("municipality")
    phrase = get_object_or_404(known, pk=pk)
    forget_phrase(phrase=phrase, by=_by(request))
    messages.success(request, f"Комментарий убран: {quoted(phrase.text)}.")
    return redirect("roadmaps:review_phrases")


def _by(request: HttpRequest) -> Any:
    return request.user
