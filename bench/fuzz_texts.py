"""Many broken phrases through the readings of deadlines and responsible parties.

`python -m bench.fuzz_texts [COUNT] [SEED]` reads COUNT texts (100,000) of each kind and says how
many raised an exception, broke a promise of the reading, or took longer than a second of a core;
it exits 1 if any did. The same seed makes the same texts.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal

from roadmaps.domain.deadlines.reading import DeadlineReading, PlanPeriod, read_deadline
from roadmaps.domain.responsible import read_responsible

COUNT = 100_000
SLOW_SECONDS = 1.0
LONGEST = 2_000
DEADLINES = (
    "Январь, июль ежегодно", "до 30 декабря, ежегодно", "сентябрь – октябрь 2026 г.",
    "По завершении ВПР, в течение 5 рабочих дней", "1 раз в четверть", "с 01.09 по 31.10.2026",
    "постоянно", "II квартал, IV кв.", "по графику РМО", "ежеквартально до 10 числа",
    "ОГЭ, ЕГЭ – июль, ВПР – декабрь", "НОО – по четвертям, СОО – по полугодиям",
    "До 01.02.2027 / В течение всего периода", "31 июня", "3-я среда месяца", "не реже 2 раз в год",
    "первая половина учебного года", "осенние каникулы", "-//-", "раз в две недели по пятницам",
)  # fmt: skip
DOERS = (
    "МБУ «ЦРО», руководители ОО", "Лесная А.П. Полевая В.И. Руководители ОО",
    "Куратор ШНОР Руководитель ОО-участник", "КО МКУ ОО", "директор школы № 3 (по согласованию)",
    "зам. директора по УВР, ВР; педагоги-психологи", "РМО учителей математики и физики",
    "И.О. начальника отдела образования Речной К. Н.", "ГАУ ДПО «Институт развития образования»",
)  # fmt: skip
STRANGE = "\u0000\u00a0\u00ad\u200b\u202e\ufeff\t\r\n«»\"'()[]{}<>№§%–—−-/\\|.,;:!?…·•°½²٣௩Ⅷⅳ五🙂"
PERIODS = (
    None,
    PlanPeriod(2026, 2026),
    PlanPeriod(2026, 2028),
    PlanPeriod(2026, 2027, school_year=True),
    PlanPeriod(2026, 2026, month=11),
    PlanPeriod(9999, 1),
)


def broken(phrases: tuple[str, ...], chance: random.Random) -> str:
    """A phrase that somebody typed, scanned and pasted badly."""
    words = " ".join(chance.choices(phrases, k=chance.randint(1, 3))).split(" ")
    for _ in range(chance.randint(0, 4)):
        place = chance.randrange(len(words))
        words[place] = chance.choice(_SLIPS)(words[place], chance)
    chance.shuffle(words) if chance.random() < 0.3 else None
    text = chance.choice((" ", " ", " ", "", "\n", ", ")).join(words)
    if chance.random() < 0.02:
        text = (text * 200)[:LONGEST]
    return text


def _lose(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word) + 1)
    return word[:place] + word[place + 1 :]


def _insert(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word) + 1)
    return word[:place] + chance.choice(STRANGE) + word[place:]


def _number(word: str, chance: random.Random) -> str:
    return (
        f"{word} {chance.choice(('', '-', '.'))}{chance.randint(-1, 10 ** chance.randint(1, 30))}"
    )


def _case(word: str, chance: random.Random) -> str:
    return chance.choice((word.upper(), word.lower(), word.swapcase()))


def _any(word: str, chance: random.Random) -> str:
    return "".join(chr(chance.randrange(1, 0x2FFF)) for _ in range(chance.randint(1, 8)))


_SLIPS: tuple[Callable[[str, random.Random], str], ...] = (_lose, _insert, _number, _case, _any)


def faults_of_deadline(text: str, period: PlanPeriod | None) -> Iterator[str]:
    """Promises that the reading of a deadline breaks; none for a sound one."""
    reading = read_deadline(text, period)
    if reading.text != text:
        yield "слова изменены"
    yield from _faults(reading)
    for other in reading.alternatives:
        yield from _faults(other)


def _faults(reading: DeadlineReading) -> Iterator[str]:
    if not reading.reading.strip():
        yield "чтение без слов"
    if not Decimal(0) < reading.confidence <= 1:
        yield "уверенность вне границ"
    if any(span.start and span.start > span.end for span in reading.occurrences):
        yield "начало позже конца"
    ends = [span.start or span.end for span in reading.occurrences]
    if ends != sorted(ends):
        yield "даты не по порядку"


def faults_of_doers(text: str, period: PlanPeriod | None) -> Iterator[str]:
    """Promises that the splitting of responsible parties breaks."""
    if any(not party.name.strip() for party in read_responsible(text)):
        yield "ответственный без имени"


def run(
    name: str,
    phrases: tuple[str, ...],
    faults: Callable[[str, PlanPeriod | None], Iterator[str]],
    count: int,
    seed: int,
) -> int:
    """Read `count` texts; print what went wrong and return how often."""
    chance = random.Random(seed)
    wrong, slowest = 0, 0.0
    # Dictionaries are loaded with the first text, which says nothing of its own time.
    list(faults(phrases[0], PERIODS[1]))
    for _ in range(count):
        text, period = broken(phrases, chance), chance.choice(PERIODS)
        begin = time.process_time()
        try:
            found = list(faults(text, period))
        except Exception as error:
            found = [repr(error)]
        took = time.process_time() - begin
        slowest = max(slowest, took)
        if took > SLOW_SECONDS:
            found.append(f"{took:.1f} с")
        if found:
            wrong += 1
            print(f"{found} · {period} · {text!r}")
    print(f"{name}: текстов {count}, с ошибкой {wrong}, самый долгий {slowest * 1000:.0f} мс")
    return wrong


def main() -> None:
    """Both readings over the same number of texts."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    wrong = run("сроки", DEADLINES, faults_of_deadline, count, seed)
    wrong += run("ответственные", DOERS, faults_of_doers, count, seed)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
