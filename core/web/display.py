"""The version for people with poor sight: how it is chosen and remembered (GOST R 52872)."""

from dataclasses import dataclass

from django.http import HttpRequest

COOKIE = "display"
SIZES = {"1": "обычные", "2": "крупные", "3": "очень крупные"}
SCHEMES = {"light": "чёрное на белом", "dark": "белое на чёрном", "blue": "синее на голубом"}


@dataclass(frozen=True, slots=True)
class Display:
    """How pages are shown to this browser."""

    is_accessible: bool = False
    size: str = "2"
    scheme: str = "light"

    @property
    def css_classes(self) -> str:
        """Classes of the root element; empty in the ordinary version."""
        if not self.is_accessible:
            return ""
        return f"accessible size-{self.size} scheme-{self.scheme}"

    @property
    def cookie(self) -> str:
        """What the browser remembers."""
        return f"{self.size}.{self.scheme}"


def display_of(request: HttpRequest) -> Display:
    """The version that the browser's cookie asks for; nonsense in it means the ordinary one."""
    size, _, scheme = request.COOKIES.get(COOKIE, "").partition(".")
    if size in SIZES and scheme in SCHEMES:
        return Display(is_accessible=True, size=size, scheme=scheme)
    return Display()
