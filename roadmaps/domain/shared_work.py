"""When a row that a school took over from the office's plan is the office's work, reported once.

Pure. The row goes on sharing the work of the office's row as long as it says the same and the
office asks that work of the school; otherwise it is work of its own, and says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

WORDS = ("title", "deadline_text", "deadline_choice", "deliverable")
"""The words that say what is to be done, by when and with what document."""

_NAMES = {
    "title": "мероприятие",
    "deadline_text": "срок",
    "deadline_choice": "срок",
    "deliverable": "итоговый документ",
}


class Share(StrEnum):
    """Whose work a row is."""

    NOT_TAKEN = "not_taken"
    SHARED = "shared"
    OWN_WORDS = "own_words"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The office's row as it concerns the school: its words, and its work for the school.

    `live` leaves out cancelled assignments. `is_carried_out` is false where the row was taken out
    of its plan, or the plan is closed.
    """

    words: Mapping[str, str]
    is_carried_out: bool
    live: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """Whose work the row is, and a sentence about it for the row; empty where it was not taken."""

    share: Share
    said: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether the row gives no work of its own."""
        return self.share is Share.SHARED


OF_ITS_OWN = Sharing(Share.NOT_TAKEN)
_NOT_ASKED = Sharing(
    Share.NOT_ASKED, "управление больше не поручает это школе: школа отвечает по своей карте"
)


def sharing(
    words: Mapping[str, str], taken: Mapping[str, str], office: OfficeRow | None
) -> Sharing:
    """Whose work a taken row is.

    `words` are those of the row now, `taken` those at the taking; `office` is None where the
    office's row is gone. What the office changes afterwards parts nothing: the school did not
    write it. What is accepted already stays shared after the office's plan is over.
    """
    if not taken:
        return OF_ITS_OWN
    own = _differing(words, taken)
    if own and (office is None or _differing(words, office.words)):
        return Sharing(
            Share.OWN_WORDS, f"своя редакция ({', '.join(own)}): школа отчитывается отдельно"
        )
    if office is None or not office.live:
        return _NOT_ASKED
    if not office.is_carried_out and office.accepted < office.live:
        return _NOT_ASKED
    changed = _differing(taken, office.words) if not own else ()
    said = "выполнение общее"
    if changed:
        said += f"; управление с тех пор изменило: {', '.join(changed)}"
    return Sharing(Share.SHARED, said)


def words_of(row: object) -> dict[str, str]:
    """The words of a row that are compared."""
    return {name: str(getattr(row, name)) for name in WORDS}


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    """Names of what differs, each once; spaces do not count."""
    found = (name for name in WORDS if _plain(one, name) != _plain(other, name))
    return tuple(dict.fromkeys(_NAMES[name] for name in found))


def _plain(words: Mapping[str, str], name: str) -> str:
    return " ".join(words.get(name, "").split())
