"""Pages that need every app: the home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.values.wording import NBSP, long_date
from core.web import home


@require_safe
def home_page(request: HttpRequest) -> HttpResponse:
    """What waits for this person today, as the upper apps tell it."""
    today = timezone.localdate()
    day_and_month = long_date(today).rpartition(" ")[0].replace(" ", NBSP)
    context = {"day": day_and_month, "panels": home.panels(request.user, today)}
    return render(request, "home.html", context)
