import pytest

from core.values.lines_on_demand import LINES_AT_ONCE, LinesOnDemand


class Numbers(LinesOnDemand[int]):
    def __init__(self, size: int) -> None:
        self.size = size
        self.reads: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return self.size

    def read(self, start: int, stop: int) -> list[int]:
        self.reads.append((start, stop))
        return list(range(start, stop))


def test_a_page_reads_its_own_lines_alone():
    numbers = Numbers(1_000)

    assert numbers[300:303] == [300, 301, 302]
    assert (numbers[-1], numbers[998:1_200]) == (999, [998, 999])
    assert numbers.reads == [(300, 303), (999, 1_000), (998, 1_000)]


def test_a_walk_reads_a_page_at_a_time_and_the_end_is_known():
    numbers = Numbers(2 * LINES_AT_ONCE + 1)

    assert list(numbers) == list(range(numbers.size))
    assert len(numbers.reads) == 3
    with pytest.raises(IndexError):
        numbers[numbers.size]
