"""What «Скачать Excel» answers with, and the link that asks for all rows of a page's filter."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = "Скачать Excel"


def excel_response(content: bytes, file_name: str) -> HttpResponse:
    """A workbook to save under `file_name`."""
    disposition = content_disposition_header(as_attachment=True, filename=file_name)
    return HttpResponse(
        content, content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition}
    )


def excel_link(request: HttpRequest, route: str, *args: object) -> tuple[str, str]:
    """Words and address of the workbook of `route` with the filter and order of this page."""
    query = request.GET.copy()
    query.pop("page", None)
    asked = f"?{query.urlencode()}" if query else ""
    return WORDS, f"{reverse(route, args=args)}{asked}"
