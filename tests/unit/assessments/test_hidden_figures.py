"""What a table of schools by works hides where totals both ways stand beside it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.hidden_figures import hidden_places
from assessments.domain.procedures import Procedure, Work
from assessments.domain.small_groups import LEAST_PUBLIC

RU4 = Work(Procedure.VPR, "Русский язык", 4)
MA4 = Work(Procedure.VPR, "Математика", 4)
RU5 = Work(Procedure.VPR, "Русский язык", 5)
WORKS = (RU4, MA4, RU5)


def test_nothing_is_hidden_where_every_group_is_large():
    assert hidden_places({("a", RU4): 5, ("b", RU4): 20, ("a", MA4): 6}) == frozenset()


def test_a_small_group_takes_the_next_smallest_of_its_work_and_both_schools_totals():
    counts = {("a", RU4): 3, ("b", RU4): 9, ("c", RU4): 40}
    counts |= {(school, MA4): 30 for school in "abc"}

    assert hidden_places(counts) == {("a", RU4), ("b", RU4), ("a", None), ("b", None)}


def test_two_schools_small_in_two_grades_keep_their_totals():
    counts = {("a", RU4): 3, ("b", RU4): 4, ("a", RU5): 4, ("b", RU5): 4, ("c", RU4): 20}

    assert hidden_places(counts) == {("a", RU4), ("b", RU4), ("a", RU5), ("b", RU5)}


def test_the_same_four_pupils_in_two_works_are_four():
    counts = {(school, work): 30 for school in "bc" for work in (RU4, MA4)}
    counts |= {("a", RU4): 4, ("a", MA4): 4}

    assert ("a", None) in hidden_places(counts)


def test_the_total_of_a_work_that_one_small_school_wrote_is_hidden():
    counts = {("a", RU4): 3, ("a", MA4): 30, ("b", MA4): 30}

    hidden = hidden_places(counts)

    assert {("a", RU4), (None, RU4)} <= hidden
    assert not follows(counts, hidden, ("a", RU4))


COUNTS = st.dictionaries(
    st.tuples(st.sampled_from("abcde"), st.sampled_from(WORKS)), st.integers(0, 15)
)


@given(COUNTS)
def test_no_small_group_is_published_or_follows_from_all_totals_together(counts):
    hidden = hidden_places(counts)

    for place, number in counts.items():
        if 0 < number < LEAST_PUBLIC:
            assert place in hidden
            assert not follows(counts, hidden, place)


def follows(counts, hidden, place):
    """Whether linear equations of rows and columns settle `place`; by elimination, slowly."""
    unknown = sorted(hidden, key=str)
    schools = [*{school for (school, _), number in counts.items() if number}, None]
    works = [*{work for (_, work), number in counts.items() if number}, None]
    lines = [[(one, work) for work in works] for one in schools]
    lines += [[(school, one) for school in schools] for one in works]
    signs = [
        [Fraction(_sign(line, one)) if one in line else Fraction(0) for one in unknown]
        for line in lines
    ]
    column = unknown.index(place)
    wanted = [Fraction(int(at == column)) for at in range(len(unknown))]
    return _rank(signs) == _rank([*signs, wanted])


def _sign(line, place):
    """Figures of a line less its total are nothing."""
    return -1 if place == line[-1] else 1


def _rank(rows):
    rows = [list(row) for row in rows]
    rank = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(rank, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for at in range(rank + 1, len(rows)):
            factor = rows[at][column] / rows[rank][column]
            rows[at] = [
                one - factor * other for one, other in zip(rows[at], rows[rank], strict=True)
            ]
        rank += 1
    return rank
