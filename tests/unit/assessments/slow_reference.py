"""The rules of docs/algorithms/classification.md once more: naive, slow, exact.

Written from the words of that page; shares no code with the engine. A town is a dictionary of
schools, each a list of rows. «Нельзя оценить» is None.
"""

from fractions import Fraction
from typing import NamedTuple


class Row(NamedTuple):
    """Counts of one work; `marks` are numbers of 2, 3, 4, 5, `below` those under the minimum."""

    kind: str
    subject: str
    grade: int
    year: int
    n: int
    marks: tuple[int, int, int, int] | None = None
    below: int | None = None
    score: Fraction | None = None

    @property
    def work(self):
        return (self.kind, self.subject, self.grade)


RU, MA = "Русский язык", "Математика"
VPR = [("vpr", subject, grade) for grade in (4, 5, 6, 7, 8) for subject in (RU, MA)]
OGE = [("oge", RU, 9), ("oge", MA, 9)]
MATHS = [("ege_base", MA, 11), ("ege_profile", MA, 11)]
FEDERAL = [*VPR, *OGE, ("ege", RU, 11), *MATHS]


def low(row):
    if row.kind in ("ege", "ege_profile"):
        return row.below
    return row.marks[0] if row.marks else row.below


def rows_of(school, year, belongs):
    return [row for row in school if row.year == year and row.n > 0 and belongs(row)]


def shares(school, year, belongs):
    """Share of low results, %, of every work whose low results are known."""
    return {
        row.work: Fraction(100 * low(row), row.n)
        for row in rows_of(school, year, belongs)
        if low(row) is not None
    }


def both(*answers):
    if False in answers:
        return False
    return None if None in answers else True


def either(*answers):
    if True in answers:
        return True
    return None if None in answers else False


def is_federal(row):
    return row.work in FEDERAL


def is_ege(row):
    return row.kind in ("ege", "ege_base", "ege_profile") and row.grade == 11


def is_marked(row):
    return row.work in VPR or row.work in OGE


def enough_low(school, year, belongs, threshold, k):
    found = shares(school, year, belongs)
    return len([one for one in found.values() if one >= threshold]) >= k if found else None


def same_twice(school, year, threshold=30):
    now, before = shares(school, year, is_federal), shares(school, year - 1, is_federal)
    answers = []
    for work in {row.work for row in school if row.n > 0 and row.year in (year, year - 1)}:
        if work in FEDERAL:
            pair = [found[work] >= threshold if work in found else None for found in (now, before)]
            answers.append(both(*pair))
    return either(*answers) if answers else None


def at_risk(school, year):
    now, before = shares(school, year, is_federal), shares(school, year - 1, is_federal)
    return any(
        share >= 20 or (work in before and share - before[work] >= 10)
        for work, share in now.items()
    )


def federal(school, year, listed):
    if not shares(school, year, is_federal):
        return "no_data"
    if listed:
        return "low_results"
    return "at_risk" if at_risk(school, year) else "none"


def of_school(key, school, year):
    """Rules that look at the school alone."""
    enough = enough_low(school, year, is_federal, 30, 2)
    if key == "federal-30-2":
        return federal(school, year, enough)
    if key == "federal-30-2-repeat-or":
        return federal(school, year, either(enough, same_twice(school, year)))
    if key == "federal-30-2-repeat-and":
        return federal(school, year, both(enough, same_twice(school, year)))
    if key == "ege-half-below":
        found = shares(school, year, is_ege)
        if not found:
            return "no_data"
        return "low_results" if max(found.values()) >= 50 else "none"
    if key == "fails-three-years":
        return fails_three_years(school, year)
    return corridor(school, year)


def fails_three_years(school, year):
    def counts(row):
        return row.work == ("ege", RU, 11) or row.work in MATHS

    if not shares(school, year, counts):
        return "no_data"
    answers = []
    for one in (year, year - 1, year - 2):
        found = shares(school, one, counts)
        russian = [share > 0 for work, share in found.items() if work[1] == RU]
        maths = [share > 0 for work, share in found.items() if work[1] == MA]
        answers += [any(part) if part else None for part in (russian, maths)]
    return "low_results" if both(*answers) else "none"


CORRIDORS = {
    ("vpr", RU, 4): (15, 5), ("vpr", MA, 4): (12, 8), ("vpr", "Окружающий мир", 4): (10, 5),
    ("vpr", RU, 8): (20, 5),
}  # fmt: skip


def corridor(school, year):
    found = [row for row in rows_of(school, year, lambda row: row.work in CORRIDORS) if row.marks]
    if not found:
        return "no_data"
    for row in found:
        fewest, most = CORRIDORS[row.work]
        twos, fives = Fraction(100 * row.marks[0], row.n), Fraction(100 * row.marks[3], row.n)
        if twos < fewest or fives > most:
            return "at_risk"
    return "none"


def mark(row):
    return Fraction(sum(m * k for m, k in zip((2, 3, 4, 5), row.marks, strict=True)), row.n)


def worst_together(town, year, percent, least):
    figures = {}
    for name, school in town.items():
        rows = [row for row in rows_of(school, year, is_ege) if low(row) is not None]
        number = sum(row.n for row in rows)
        if rows and number >= least:
            figures[name] = Fraction(sum(low(row) for row in rows), number)
    return {name: is_worst(name, figures, percent) for name in figures}


def is_worst(name, figures, percent):
    place = 1 + len([one for one in figures.values() if one > figures[name]])
    return figures[name] > 0 and place <= percent * len(figures) // 100


def worst_by_work(town, year, percent, least):
    found = {}
    for work in {row.work for school in town.values() for row in school if is_ege(row)}:
        figures = {
            name: Fraction(low(row), row.n)
            for name, school in town.items()
            for row in rows_of(school, year, lambda row, work=work: row.work == work)
            if low(row) is not None and row.n >= least
        }
        for name in figures:
            found[name] = found.get(name, False) or is_worst(name, figures, percent)
    return found


def best(town, year, percent):
    figures = {}
    for name, school in town.items():
        rows = [row for row in rows_of(school, year, is_marked) if row.marks]
        if rows:
            number = sum(row.n for row in rows)
            figures[name] = sum(mark(row) * row.n for row in rows) / number
    limit = percent * len(figures) // 100
    return {
        name: 1 + len([one for one in figures.values() if one > value]) <= limit
        for name, value in figures.items()
    }


def below_means(town, year, measures):
    def value(row, measure):
        if measure == "mark":
            return mark(row) if row.marks else None
        return row.score

    found = {}
    for name, school in town.items():
        answers = []
        for row in rows_of(school, year, lambda row: row.work in OGE):
            for measure in measures:
                pairs = [
                    (value(one, measure), one.n)
                    for other in town.values()
                    for one in rows_of(other, year, lambda one, row=row: one.work == row.work)
                    if value(one, measure) is not None
                ]
                own = value(row, measure)
                if own is None or not pairs:
                    answers.append(None)
                else:
                    mean = sum(v * n for v, n in pairs) / sum(n for _, n in pairs)
                    answers.append(own < mean)
        found[name] = answers
    return found


def adverse(indexes, percent):
    """School → the lowest `percent` % by the index, of those whose index is known."""
    known = {name: index for name, index in indexes.items() if index is not None}
    limit = percent * len(known) // 100
    return {
        name: "no_data" if index is None else
        "adverse_conditions" if 1 + len([one for one in known.values() if one < index]) <= limit
        else "none"
        for name, index in indexes.items()
    }  # fmt: skip


def of_town(key, town, year, *, percent=15, least=0, measures=("mark",)):
    """Category of each school by rules that look at the whole town."""
    years = (year, year - 1, year - 2)
    if key in ("ege-worst-15", "sao-worst"):
        worst = worst_together if key == "ege-worst-15" else worst_by_work
        answers = worst(town, year, percent, least)
        known = {name for name, school in town.items() if shares(school, year, is_ege)}
        return {
            name: "no_data" if name not in known else
            "low_results" if answers.get(name) else "none"
            for name in town
        }  # fmt: skip
    if key == "below-means-three-years":
        found = [below_means(town, one, measures) for one in years]
        return {
            name: "no_data" if all(one is None for one in found[0][name]) else
            "low_results" if both(*(both(*one[name]) if one[name] else None for one in found)) else
            "none"
            for name in town
        }  # fmt: skip
    high = [best(town, one, percent) for one in years]
    return {name: stable(key, name, school, years, high) for name, school in town.items()}


def stable(key, name, school, years, high):
    if not shares(school, years[0], is_marked):
        return "no_data"
    at_top = [one.get(name) for one in high]
    if key == "high-results":
        clean = [enough_low(school, year, is_marked, 30, 1) for year in years]
        clean = [None if one is None else not one for one in clean]
        return "high_results" if both(*at_top, *clean) else "none"
    if both(*(enough_low(school, year, is_marked, 30, 2) for year in years)):
        return "low_results"
    return "high_results" if both(*at_top) else "none"
