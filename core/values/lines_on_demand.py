"""Lines of a long table of which only those that are looked at are read."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar, overload

Line = TypeVar("Line")

LINES_AT_ONCE = 100


class LinesOnDemand(Sequence[Line], ABC, Generic[Line]):
    """A sequence that a paginator cuts into pages; walked through, it is read a page at a time."""

    @abstractmethod
    def read(self, start: int, stop: int) -> list[Line]:
        """The lines from `start` to before `stop`, both within the sequence."""

    def __iter__(self) -> Iterator[Line]:
        for start in range(0, len(self), LINES_AT_ONCE):
            yield from self[start : start + LINES_AT_ONCE]

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, int):
            place = range(len(self))[index]
            return self.read(place, place + 1)[0]
        start, stop, _ = index.indices(len(self))
        return self.read(start, stop)
