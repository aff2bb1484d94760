"""Files in pieces: announced, sent piece by piece from where the last one ended, made whole.

Answers are JSON. Without scripts the ordinary form does the same in one go.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.office.errors import UnreadableFileError
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions import uploads as actions
from roadmaps.models import Upload
from roadmaps.queries.work import assignments_of


@require_POST
def begin(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Announce a file, or learn how much of it is here already."""
    found = get_object_or_404(assignments_of(request.user), pk=assignment_id)
    try:
        upload = actions.begin_upload(
            assignment=found,
            file_name=request.POST.get("name", ""),
            size=read_id(request.POST.get("size")),
            sha256=request.POST.get("sha256", ""),
            is_sheet=request.POST.get("sheet") == "1",
            by=_by(request),
            at=timezone.now(),
        )
    except (UnreadableFileError, NotPossible) as refused:
        return _refused(str(refused))
    return JsonResponse(
        {
            "received": upload.received,
            "piece": actions.PIECE_BYTES,
            "url": reverse("roadmaps:upload", args=[upload.pk]),
            "finish": reverse("roadmaps:upload_finish", args=[upload.pk]),
        }
    )


@require_http_methods(["GET", "HEAD", "POST"])
def piece(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Take the piece that begins at `offset`; a GET says where the next one begins."""
    upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=upload_id)
    if request.method != "POST":
        return JsonResponse({"received": upload.received, "size": upload.size})
    try:
        received = actions.add_piece(
            upload=upload,
            offset=read_id(request.GET.get("offset")),
            content=request.body,
            at=timezone.now(),
        )
    except actions.WrongOffset as wrong:
        return JsonResponse({"received": wrong.received}, status=409)
    except actions.PieceTooLarge:
        return JsonResponse({"received": upload.received}, status=413)
    return JsonResponse({"received": received})


@require_POST
def finish(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Make the file whole and attach it; asked twice, it answers the same."""
    own: Any = Upload.objects.visible_to(request.user)
    upload = get_object_or_404(own, pk=upload_id)
    upload.assignment = get_object_or_404(assignments_of(request.user), pk=upload.assignment_id)
    try:
        done = actions.finish_upload(upload=upload, by=_by(request), at=timezone.now())
    except actions.WrongOffset as wrong:
        return JsonResponse({"received": wrong.received}, status=409)
    except (UnreadableFileError, NotPossible) as refused:
        return _refused(str(refused))
    return JsonResponse({"evidence": done.evidence_id})


def _refused(sentence: str) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=422)


def _by(request: HttpRequest) -> Any:
    return request.user
