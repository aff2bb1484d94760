"""Lists that keep their items packed behave as lists, and hold few items open."""

import gc
import json
import weakref

import pytest

from core.values.packed_list import ITEMS_A_PIECE, PackedList

MANY = 3 * ITEMS_A_PIECE + 10


class Item:
    """An item that may be counted while it lives."""

    alive: weakref.WeakSet = weakref.WeakSet()

    def __init__(self, number):
        self.number = number
        Item.alive.add(self)


def packed_numbers(numbers=()):
    return PackedList(lambda items: json.dumps(items).encode(), json.loads, numbers)


@pytest.mark.parametrize("count", [0, 1, ITEMS_A_PIECE - 1, ITEMS_A_PIECE, ITEMS_A_PIECE + 1, MANY])
def test_a_packed_list_reads_as_the_list_it_was_made_of(count):
    plain = list(range(count))
    packed = packed_numbers(plain)

    assert packed == plain
    assert list(packed) == plain
    assert [packed[place] for place in range(count)] == plain
    assert packed[-5:] == plain[-5:]
    assert packed[:300] == plain[:300]
    assert len(packed) == count
    assert [size for size, _ in packed.pieces()] == [
        len(plain[start : start + ITEMS_A_PIECE]) for start in range(0, count, ITEMS_A_PIECE)
    ]


@pytest.mark.parametrize("place", [MANY, -MANY - 1, MANY + 5 * ITEMS_A_PIECE])
def test_a_place_outside_of_a_packed_list_is_an_error(place):
    with pytest.raises(IndexError):
        packed_numbers(range(MANY))[place]


def test_a_packed_list_differs_from_other_items_and_from_a_text():
    assert packed_numbers([1, 2]) != [1, 3]
    assert packed_numbers([1, 2]) != [1]
    assert packed_numbers(["1"]) != "1"


def test_a_packed_list_holds_few_items_open():
    packed = PackedList(
        lambda items: json.dumps([item.number for item in items]).encode(),
        lambda piece: list(map(Item, json.loads(piece))),
        map(Item, range(20_000)),
    )
    most = 0
    for place in range(len(packed)):
        assert packed[place].number == place
        most = max(most, len(Item.alive)) if place % ITEMS_A_PIECE == 0 else most
    gc.collect()

    assert most <= 6 * ITEMS_A_PIECE
    assert len(Item.alive) <= 6 * ITEMS_A_PIECE
