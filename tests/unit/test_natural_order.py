"""The order in which people look names up."""

from core.values.natural_order import natural_key


def test_numbers_sort_by_value_and_yo_beside_ye():
    names = ["Школа № 10", "Школа № 2", "школа № 1", "Ёлочка", "Ель", "Еловая"]
    assert sorted(names, key=natural_key) == [
        "Еловая", "Ёлочка", "Ель", "школа № 1", "Школа № 2", "Школа № 10",
    ]  # fmt: skip
