"""From what lower apps know to a Document: one builder per kind of report."""

from reports.builders.registry import build, choices, kinds, title
from reports.builders.request import Choice, Request

__all__ = ["Choice", "Request", "build", "choices", "kinds", "title"]
