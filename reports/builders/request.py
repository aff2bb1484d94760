"""What a builder is asked for."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from reports.domain.kinds import Parameters, ReportKind
from reports.domain.office import Office
from schools.models import Municipality

DEFAULT_HEAD = "Руководитель управления образования"


@dataclass(frozen=True, slots=True)
class Request:
    """A report of one kind about one municipality as of `day`, signed by `by` where known."""

    kind: ReportKind
    municipality: Municipality
    parameters: Parameters
    day: date
    by: User | None = None

    @property
    def office(self) -> Office:
        """Requisites of the office; without a person the head of the office signs."""
        place = self.municipality
        post, name = place.head_post or DEFAULT_HEAD, place.head_name
        if self.by is not None:
            post, name = "Исполнитель", signed_name(self.by.full_name)
        return Office(
            name=place.office_name,
            municipality=place.name,
            municipality_genitive=place.name_genitive,
            place=place.place,
            signer_post=post,
            signer=name,
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a report can be made about, as a form offers it."""

    parameters: Parameters
    label: str


def signed_name(full_name: str) -> str:
    """«А. П. Лесная», as names stand under documents."""
    surname, *names = full_name.split() or [""]
    initials = "\u00a0".join(f"{name[0]}." for name in names[:2])
    return f"{initials}\u00a0{surname}".strip("\u00a0")
