"""`manage.py read_responsible`: the parties of a cell as JSON (DESIGN.md 6); no database."""

from typing import Any

from roadmaps.domain.responsible import parties_as_json, read_responsible
from roadmaps.management.text_command import TextCommand, text_of


class Command(TextCommand):
    """Reads one text, or one request per line of a file."""

    help = "Делит ответственных на людей, должности, организации и группы."

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The parties of the request's text; a request may explain abbreviations."""
        text = text_of(request)
        known = request.get("abbreviations")
        explained = known.items() if isinstance(known, dict) else ()
        abbreviations = {str(short): str(full) for short, full in explained}
        return {"text": text, "parties": parties_as_json(read_responsible(text, abbreviations))}
