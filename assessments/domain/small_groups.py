"""What is said where few people took part, and what is hidden in anything public.

The one place of the rule, for people in docs/guide/results.md: fewer than ten participants are
shown with an interval and the weight of one of them; fewer than five are hidden in what a site or
a newspaper may get.
"""

from collections.abc import Sequence

from assessments.domain.measures import SMALL_GROUP, pupil_weight, rounded, wilson
from core.values.wording import NBSP, decimal

LEAST_PUBLIC = 5
"""Groups of fewer participants are not published."""
LEAST_SCHOOLS = 3
"""A total of fewer schools tells one of them the figures of the other."""
HIDDEN = "скрыто"


def is_small(participants: int) -> bool:
    """Whether a share of so few people needs its interval."""
    return 0 < participants < SMALL_GROUP


def small_group_words(participants: int) -> str | None:
    """«1 участник = 16,7 п. п.» for fewer than ten participants, else None."""
    weight = pupil_weight(participants)
    if weight is None or not is_small(participants):
        return None
    return f"1{NBSP}участник = {decimal(rounded(weight, 1))}{NBSP}п.{NBSP}п."


def interval_words(part: int, participants: int) -> str:
    """«10,8–60,3»: Wilson's interval of 95 % in percent; empty for nobody."""
    found = wilson(part, participants)
    return "" if found is None else f"{decimal(found[0])}–{decimal(found[1])}"


def small_group_note(part: tuple[int, int] | None, participants: int, of: str) -> str:
    """«1 участник = 14,3 п. п., «2» от 8,2 до 64,1 %»; empty for ten participants and more.

    `part` is how many of how many, `of` whose share it is.
    """
    words = small_group_words(participants)
    if words is None:
        return ""
    bounds = wilson(*part) if part else None
    if bounds is None:
        return words
    low, high = map(decimal, bounds)
    return f"{words}, интервал {of} от{NBSP}{low} до{NBSP}{high}{NBSP}%"


def to_hide(participants: Sequence[int]) -> frozenset[int]:
    """Which groups of one total are not published, by their places.

    Every group of one to four people. Where they are fewer than five people together, or one
    group alone, the total gives them away: the next smallest groups are hidden as well.
    """
    hidden = {place for place, number in enumerate(participants) if 0 < number < LEAST_PUBLIC}
    others = sorted(
        (number, place)
        for place, number in enumerate(participants)
        if number and place not in hidden
    )
    for _, place in others:
        if not gives_away([participants[one] for one in hidden]):
            break
        hidden.add(place)
    return frozenset(hidden)


def gives_away(hidden: Sequence[int]) -> bool:
    """Whether a total tells of the groups hidden in it, from their participants."""
    return len(hidden) == 1 or 0 < sum(hidden) < LEAST_PUBLIC
