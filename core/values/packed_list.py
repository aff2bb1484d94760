"""A list that keeps its items packed: only those that are looked at are whole objects."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar, overload

Item = TypeVar("Item")

ITEMS_A_PIECE = 256
_PIECES_OPEN = 4


class PackedList(Sequence[Item], Generic[Item]):
    """Items in pieces of `ITEMS_A_PIECE`; the last, unfinished piece and a few more are open.

    `pack` turns a piece into bytes and `unpack` makes equal items of them again, so an item that
    is taken twice may be two objects. Pieces are kept in memory only.
    """

    __hash__ = None  # type: ignore[assignment]  # equal to a list of the same items

    def __init__(
        self,
        pack: Callable[[list[Item]], bytes],
        unpack: Callable[[bytes], list[Item]],
        items: Iterable[Item] = (),
    ) -> None:
        self._pack = pack
        self._unpack = unpack
        self._packed: list[bytes] = []
        self._rest: list[Item] = []
        self._open: dict[int, list[Item]] = {}
        self.extend(items)

    def append(self, item: Item) -> None:
        """Add one item at the end."""
        self._rest.append(item)
        if len(self._rest) == ITEMS_A_PIECE:
            self._packed.append(self._pack(self._rest))
            self._rest = []

    def extend(self, items: Iterable[Item]) -> None:
        """Add items at the end, one by one."""
        for item in items:
            self.append(item)

    def pieces(self) -> Iterator[tuple[int, bytes]]:
        """How many items each piece has, and the piece packed."""
        for packed in self._packed:
            yield ITEMS_A_PIECE, packed
        if self._rest:
            yield len(self._rest), self._pack(self._rest)

    def __len__(self) -> int:
        return len(self._packed) * ITEMS_A_PIECE + len(self._rest)

    def __iter__(self) -> Iterator[Item]:
        for number in range(len(self._packed)):
            yield from self._piece(number)
        yield from self._rest

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        number = index // ITEMS_A_PIECE
        if index < 0 or number > len(self._packed):
            raise IndexError("there is no such item")
        return (self._open.get(number) or self._piece(number))[index % ITEMS_A_PIECE]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(
            own == beside for own, beside in zip(self, other, strict=True)
        )

    def __repr__(self) -> str:
        return f"PackedList of {len(self)}"

    def _piece(self, number: int) -> list[Item]:
        if number == len(self._packed):
            return self._rest
        if number not in self._open:
            while len(self._open) >= _PIECES_OPEN:
                del self._open[next(iter(self._open))]
            self._open[number] = self._unpack(self._packed[number])
        return self._open[number]
