"""The office in whose name a document speaks: header, place, who signs."""

from dataclasses import dataclass

from reports.domain.document import Signature


@dataclass(frozen=True, slots=True)
class Office:
    """Requisites of a municipality's education office; what is empty is left out.

    `signer_post` and `signer` are who signs the document; an empty name leaves a line.
    """

    name: str
    municipality: str
    municipality_genitive: str = ""
    place: str = ""
    signer_post: str = ""
    signer: str = ""

    @property
    def header(self) -> tuple[str, ...]:
        """Lines of the header in capitals."""
        territory = self.municipality_genitive or self.municipality
        lines = [self.name] if self.name else []
        if territory.casefold() not in self.name.casefold():
            lines.append(territory)
        return tuple(line.upper() for line in lines)

    @property
    def schools_of(self) -> str:
        """«общеобразовательных организаций Сосновского округа»."""
        if self.municipality_genitive:
            return f"общеобразовательных организаций {self.municipality_genitive}"
        return f"общеобразовательных организаций ({self.municipality})"

    @property
    def signature(self) -> Signature:
        """The block at the end of the document."""
        return Signature(self.signer_post or "Исполнитель", self.signer)
