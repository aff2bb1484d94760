"""What administrators do with letters that did not arrive."""

from accounts.actions import letters
from accounts.models import OutgoingLetter, User
from core.web.refusals import Refusal
from schools.domain.roles import REFUSALS, Right
from schools.models import Municipality
from schools.permissions import require


def send_again(*, letter: OutgoingLetter, by: User) -> bool:
    """Once more, to the person's present address; False where it waits or has gone already."""
    if letter.municipality_id is None:
        raise Refusal(REFUSALS[Right.MANAGE_PEOPLE])
    municipality = Municipality.objects.get(pk=letter.municipality_id)
    require(by, Right.MANAGE_PEOPLE, municipality=municipality)
    return letters.send_again(letter=letter, by=by)
