"""The measures of docs/algorithms/measures.md and objectivity.md once more: naive, slow, exact.

Written from the words of those pages; shares no code with the portal. Where the pages speak of
participants, participants are listed one by one. A measure of nobody is None.
"""

from fractions import Fraction
from math import isqrt

DIGITS = 60
Z = Fraction(196, 100)
SIMONOV = {2: 16, 3: 36, 4: 64, 5: 100}


def pupils(counts, first=0):
    """Everybody with the own mark or score, from how many got each, the lowest being `first`."""
    return [value for value, number in enumerate(counts, first) for _ in range(number)]


def mean(values):
    return Fraction(sum(values)) / len(values) if values else None


def percent(values, belongs):
    return Fraction(100 * len([one for one in values if belongs(one)]), len(values) or 1)


def of_marks(counts):
    """Pass rate, quality, СОУ and mean mark of a school or of several together."""
    marks = pupils(counts, 2)
    if not marks:
        return dict.fromkeys(("passed", "quality", "sou", "mean_mark"))
    return {
        "passed": percent(marks, lambda mark: mark > 2),
        "quality": percent(marks, lambda mark: mark in (4, 5)),
        "sou": mean([SIMONOV[mark] for mark in marks]),
        "mean_mark": mean(marks),
    }


def half_up(value, places):
    """The nearest number of so many digits; of two equally near ones the one farther from 0."""
    unit = Fraction(1, 10**places)
    below = (value // unit) * unit
    if value - below == below + unit - value:
        return below + unit if value > 0 else below
    return below if value - below < below + unit - value else below + unit


def roots(value):
    """Two fractions around the root, 10⁻⁶⁰ apart, or the root itself twice."""
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    if top**2 == value.numerator and bottom**2 == value.denominator:
        return Fraction(top, bottom), Fraction(top, bottom)
    low = isqrt(value.numerator * 10 ** (2 * DIGITS) // value.denominator)
    return Fraction(low, 10**DIGITS), Fraction(low + 1, 10**DIGITS)


def wilson(part, whole):
    """The shares π, %, for which |p − π| = 1,96 · √(π(1 − π)/n), found by halving."""
    share = Fraction(part, whole)

    def is_within(guess):
        return (share - guess) ** 2 <= Z**2 * guess * (1 - guess) / whole

    def edge(inside, outside):
        if is_within(outside):
            return outside
        for _ in range(70):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if is_within(middle) else (inside, middle)
        return inside

    return 100 * edge(share, Fraction(0)), 100 * edge(share, Fraction(1))


def restored(percents, whole, decimals, last=None):
    """Counts behind printed percentages by the four steps of the page; None where it refuses."""
    half = Fraction(1, 2 * 10**decimals)
    if abs(sum(percents) - 100) > max(Fraction(5, 100), len(percents) * half):
        return None
    exact = [one * whole / 100 for one in percents]
    counts = [half_up(one, 0) for one in exact]
    while sum(counts) != whole:
        step = 1 if sum(counts) < whole else -1
        found = [
            (step * (exact[place] - counts[place]), counts[place], -place)
            for place in range(len(counts))
            if counts[place] + step >= 0
            and abs(counts[place] + step - exact[place]) <= half * whole / 100
        ]
        found = [one for one in found if one[2] != -last] or found if last is not None else found
        if not found:
            return None
        counts[-max(found)[2]] += step
    return tuple(int(one) for one in counts)


def places(schools, *, more_is_better):
    """Best and worst place that the intervals leave: (name, part, whole) of five and more."""
    known = {name: wilson(part, whole) for name, part, whole in schools if whole >= 5}

    def is_better(one, other):
        return one[0] > other[1] if more_is_better else one[1] < other[0]

    return {
        name: (
            1 + len([one for one in known.values() if is_better(one, own)]),
            len(known) - len([one for one in known.values() if is_better(own, one)]),
        )
        for name, own in known.items()
    }


# Signs of bias.


def moments(counts):
    """Participants, mean and variance (n − 1) of scores; None for fewer than two."""
    scores = pupils(counts)
    if len(scores) < 2:
        return None
    middle = mean(scores)
    squares = sum((score - middle) ** 2 for score in scores)
    return len(scores), middle, squares / (len(scores) - 1)


def is_high_mean(school, region, z=Z):
    """Whether the school's interval lies wholly above the region's; each is (n, mean, s²)."""
    low, high = roots(school[2] / school[0]), roots(region[2] / region[0])
    least = school[1] - z * low[1] > region[1] + z * high[1]
    most = school[1] - z * low[0] > region[1] + z * high[0]
    assert least == most, "sixty digits do not tell"
    return most


def ranks(values):
    """Average rank of each value."""
    return [
        1
        + len([one for one in values if one < value])
        + Fraction(len([one for one in values if one == value]) - 1, 2)
        for value in values
    ]


def correlation(left, right):
    """Sign and square of the correlation of ranks; None where there is none."""
    if len(left) < 2 or len(set(left)) < 2 or len(set(right)) < 2:
        return None
    one, other = ranks(left), ranks(right)
    middle = mean(one)
    joint = sum((a - middle) * (b - middle) for a, b in zip(one, other, strict=True))
    spreads = [sum((rank - middle) ** 2 for rank in row) for row in (one, other)]
    return (joint > 0) - (joint < 0), joint**2 / (spreads[0] * spreads[1])


def part_of_maximum(counts, maximum):
    scores = pupils(counts)
    return mean([Fraction(100 * score, maximum) for score in scores])


def ratio(before, now):
    """K of one school: (counts, maximum) in grade N and a year later in grade N + 1."""
    if before is None or now is None:
        return None
    first, second = part_of_maximum(*before), part_of_maximum(*now)
    return None if first is None or not second else first / second


def percentile(values, level):
    """ПРОЦЕНТИЛЬ.ВКЛ: the value at 1 + level · (n − 1), a fraction of the way to the next."""
    values = sorted(values)
    place = level * (len(values) - 1)
    whole = int(place)
    following = values[min(whole + 1, len(values) - 1)]
    return (1 - (place - whole)) * values[whole] + (place - whole) * following


def sharp(ratios, least=8):
    """School → (rise, fall); None for all where there are too few schools."""
    if len(ratios) < least:
        return None
    low, high = (percentile(ratios.values(), Fraction(part, 4)) for part in (1, 3))
    return {
        name: (one < low - 3 * (high - low), one > high + 3 * (high - low))
        for name, one in ratios.items()
    }


def has_peak(counts, lowest_scores):
    """At least ten on the lowest score of a mark and twice as many as one score below."""
    return any(
        0 < score < len(counts) and counts[score] >= 10 and counts[score] >= 2 * counts[score - 1]
        for score in lowest_scores
    )


def is_outside(marks, least_twos, most_fives):
    everybody = pupils(marks, 2)
    return percent(everybody, lambda mark: mark == 2) < least_twos or (
        percent(everybody, lambda mark: mark == 5) > most_fives
    )


def differs_from_journal(lowered, confirmed, raised):
    whole = lowered + confirmed + raised
    return 100 * max(lowered, raised) >= 20 * whole or 100 * confirmed < 70 * whole
