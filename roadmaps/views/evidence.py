"""Handing out attached documents to those who see the assignment."""

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from roadmaps.models import Evidence


@require_safe
def evidence_file(request: HttpRequest, evidence_id: int) -> FileResponse:
    """The document under its own name, always to be saved and never shown by the browser."""
    kept = Evidence.objects.kept().visible_to(request.user)
    evidence = get_object_or_404(kept, pk=evidence_id)
    return FileResponse(
        evidence.file.open("rb"),
        as_attachment=True,
        filename=evidence.file_name,
        content_type=evidence.content_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )
