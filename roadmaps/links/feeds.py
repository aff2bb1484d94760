"""Addresses of calendars: a random name and its signature, compared in constant time."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from roadmaps.models import CalendarFeed

_SIGNER = Signer(salt="calendar", sep=".")


def feed_path(feed: CalendarFeed) -> str:
    """Where a calendar program reads the feed; works without signing in, opens nothing else."""
    return reverse("roadmaps:calendar_feed", args=[_SIGNER.sign(feed.key)])


def key_of_token(token: str) -> str | None:
    """The name that the address carries; None where the signature is not ours."""
    try:
        return _SIGNER.unsign(token)
    except BadSignature:
        return None
