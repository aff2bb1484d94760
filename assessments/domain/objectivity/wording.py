"""Signs of bias in Russian: calm sentences with figures; none says that a violation took place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from assessments.domain.measures import rounded, share
from assessments.domain.objectivity.cohorts import Change, Limits
from assessments.domain.objectivity.evidence import Base, Comparison, Scores
from assessments.domain.objectivity.markers import (
    Corridor,
    JournalDifference,
    JournalRule,
    Outside,
    Peak,
    sample_words,
)
from assessments.domain.objectivity.moments import Moments, interval
from assessments.domain.objectivity.signs import SIGN_NAMES, Sign
from assessments.domain.procedures import Work
from assessments.domain.scales import CERTAINTY_WORDS, TO_BE_CHECKED, Scale
from core.values.wording import NBSP, counted, decimal

NO_SCORES = "Нет распределения первичных баллов: загрузите этот отчёт ФИС ОКО."
TOO_FEW = "Писал один человек: доверительный интервал не построить."
NO_REGION = (
    "Нет распределения баллов региона с числом участников: загрузите отчёт, в котором есть строка "
    "региона."
)
NO_BASE = "Нет распределения баллов ни региона, ни других школ муниципалитета."
NO_JOURNAL = "Нет сравнения с отметками журнала: загрузите этот отчёт ФИС ОКО."
NO_SINGLES = (
    "Ранговую корреляцию считают только по индивидуальным результатам, а загружен сводный отчёт."
)
NO_RANKS = "Ранговой корреляции нет: у всех одинаковая отметка или один балл либо писал один."
NO_MARKS = "Нет отметок за работу: загрузите «Статистику по отметкам»."
NO_SCALE = "Нет шкалы этой работы за год: границы отметок неизвестны. Внесите шкалу."
CHECK = "Это повод проверить, как проходила и проверялась работа."
_MOST_PLACES = 6
_PEOPLE = ("участник", "участника", "участников")

ADVICE = {
    Sign.LISTED: "Школа названа в полученном списке. Выясните, по какому признаку, и разберите "
    "результаты работы вместе со школой.",
    Sign.HIGH_MEAN: "Высокий балл бывает и у сильного класса, и у малой группы. Выборочно "
    "перепроверьте работы и посмотрите, кто был организатором и экспертом.",
    Sign.JOURNAL_RANKS: "Чем выше отметка в журнале, тем ниже балл за работу. Сопоставьте работы с "
    "журналом, проверьте, верно ли внесены отметки и коды участников.",
    Sign.SHARP_RISE: "Такой рост возможен после смены учителя или состава класса. Проверьте, "
    "одинаково ли проводили и оценивали работу в оба года.",
    Sign.SHARP_FALL: "Падение часто говорит о завышенном прошлогоднем результате. Сравните, как "
    "проводили и оценивали работу в оба года.",
    Sign.PEAK: "Пик бывает и случайным, особенно в малой группе. Перепроверьте работы, набравшие "
    "ровно граничный балл: нет ли приписанных баллов.",
    Sign.CORRIDOR: "Коридор — ориентир, а не норма. Посмотрите распределение баллов и сопоставьте "
    "его с отметками журнала.",
    Sign.JOURNAL_SHARES: "Разберите с учителями расхождения в две отметки и больше: они говорят "
    "либо о журнале, либо о проверке работы.",
}


def told(sign: Sign, *, present: bool) -> str:
    """What a received list says."""
    if sign is Sign.LISTED:
        return "По полученному списку признак есть." if present else "По списку признака нет."
    answer = "есть" if present else "нет"
    return f"По полученному списку: {SIGN_NAMES[sign]} — {answer}."


def contradiction(*, is_told: bool | None, is_computed: bool | None) -> str:
    """The sentence where both are known and differ."""
    if is_told is None or is_computed is None or is_told == is_computed:
        return ""
    if is_told:
        return (
            "В списке признак есть, расчёт портала по загруженным данным его не находит: список "
            "мог опираться на данные, которых в портале нет."
        )
    return (
        "В списке признака нет, а расчёт портала его находит: проверьте, те ли файлы и за тот ли "
        "год загружены."
    )


def means(school: Moments, base: Base, *, z: Fraction, is_above: bool) -> str:
    """Both means with their intervals."""
    whose = "региона" if base.is_region else "муниципалитета (региона нет)"
    answer = (
        f"Интервалы не пересекаются. {CHECK}"
        if is_above
        else "Интервал школы не лежит целиком выше."
    )
    return f"Средний балл школы {_mean(school, z)}, {whose} — {_mean(base.moments, z)}. {answer}"


def ranks(comparison: Comparison) -> str:
    """Spearman's coefficient against nought."""
    value = _told_apart(Fraction(comparison.ranks or 0, 10**6), Fraction(0), places=2)
    people = counted(comparison.journal.compared, *_PEOPLE)
    if (comparison.ranks or 0) < 0:
        return f"Ранговая корреляция балла и отметки журнала {value} (меньше 0), {people}. {CHECK}"
    return f"Ранговая корреляция балла и отметки журнала {value}, {people}."


def no_change(work: Work) -> str:
    """Why a change of the same pupils is not known."""
    return (
        f"Нужны распределения баллов {work.grade - 1}{NBSP}класса за прошлый год и "
        f"{work.grade}{NBSP}класса за этот: одного из них нет."
    )


def few_schools(least: int) -> str:
    """Why there are no limits."""
    schools = "школа" if least == 1 else "школ"
    return f"Границы резкого изменения считают, если данные есть не меньше чем у {least} {schools}."


def changed(work: Work, change: Change, limits: Limits) -> str:
    """K with its limits and what it is made of."""
    is_sharp = limits.is_fall(change) or limits.is_rise(change)
    schools = counted(limits.schools, "школе", "школам", "школам")
    ratio, *bounds = _in_their_order(change.ratio, limits.lower, limits.upper)
    said = (
        f"{work.grade - 1}{NBSP}класс год назад набрал {_percent(change.before)} максимума, "
        f"{work.grade}{NBSP}класс в этом году — {_percent(change.after)}; K = "
        f"{ratio}, границы {'–'.join(bounds)} по {schools} муниципалитета."
    )
    return f"{said} {CHECK}" if is_sharp else said


def peaks(found: Sequence[Peak], boundaries: Mapping[int, int]) -> str:
    """Every peak, or that the boundaries show none."""
    if not found:
        shown = ", ".join(f"«{mark}» с {score}" for mark, score in sorted(boundaries.items()))
        return f"На границах отметок ({shown}) пиков нет."
    said = "; ".join(
        f"на нижней границе «{one.mark}» ({one.score}{NBSP}б.) — {one.on_boundary}, баллом ниже — "
        f"{one.under}"
        for one in found
    )
    return f"Участников {said}. {CHECK}"


def corridor(found: Sequence[Outside], limits: Corridor, participants: int) -> str:
    """Shares beyond their corridor, or that all are inside."""
    people = counted(participants, *_PEOPLE)
    if not found:
        return (
            f"Доли внутри коридора: «2» не меньше {_plain(limits.least_twos)} %, «4» не больше "
            f"{_plain(limits.most_fours)} %, «5» не больше {_plain(limits.most_fives)} %; {people}."
        )
    said = "; ".join(
        f"«{one.mark}» — {_told_apart(one.share, Fraction(one.limit))}{NBSP}% при границе "
        f"{'не меньше' if one.mark == 2 else 'не больше'} {_plain(one.limit)} %"
        for one in found
    )
    ending = "Это предупреждение." if all(one.warning for one in found) else CHECK
    return f"{said}; {people}. {ending}"


def journal(comparison: Comparison, found: Sequence[JournalDifference], rule: JournalRule) -> str:
    """Who got lower, the same and higher marks than in the journal."""
    of = comparison.journal
    many, few = Fraction(rule.medium), Fraction(rule.least_confirmed)
    parts = ", ".join(
        f"{name} {_told_apart(part, limit)}{NBSP}%"
        for name, count, limit in (
            ("понизили", of.lowered, many), ("подтвердили", of.confirmed, few),
            ("повысили", of.raised, many),
        )
        if (part := share(count, of.compared)) is not None
    )  # fmt: skip
    far = "" if comparison.far is None else f" На две отметки и больше расходятся {comparison.far}."
    limits = (
        f"Внимание с {_plain(rule.medium)} % понизивших или повысивших и ниже "
        f"{_plain(rule.least_confirmed)} % подтвердивших."
    )
    said = f"Из {counted(of.compared, 'участника', 'участников', 'участников')} {parts}.{far}"
    return f"{said} {limits} {CHECK}" if found else f"{said} {limits}"


def other_maximum(of_scale: int, of_file: int) -> str:
    """Why the scale at hand does not fit."""
    scores = counted(of_scale, "балл", "балла", "баллов")
    return (
        f"Шкала за этот год рассчитана на {scores}, а в отчёте наибольший балл {of_file}: "
        "проверьте шкалу."
    )


def of_scores(scores: Scores) -> str:
    """How far a distribution can be trusted."""
    return "; ".join(filter(None, [sample_words(scores.participants), recovered(
        is_so=scores.recovered
    )]))  # fmt: skip


def of_distribution(scores: Scores, scale: Scale) -> str:
    """The same, and how sure the boundaries are."""
    doubt = (
        f"границы отметок {CERTAINTY_WORDS[scale.certainty]}"
        if scale.certainty in TO_BE_CHECKED
        else ""
    )
    return "; ".join(filter(None, [of_scores(scores), doubt]))


def recovered(*, is_so: bool) -> str:
    """A note on counts that the file gave as percentages."""
    return "число восстановлено по процентам файла" if is_so else ""


def index_words(value: Fraction | None) -> str:
    """«75,0», «нельзя оценить»."""
    return "нельзя оценить" if value is None else decimal(rounded(value, 1), 1)


def marked_words(marked: int, schools: int) -> str:
    """«признаки есть у 3 из 12 школ»."""
    of = "школы" if schools % 10 == 1 and schools % 100 != 11 else "школ"
    if not marked:
        return f"признаков нет ни у одной из {schools} {of}"
    return f"признаки есть у {marked} из {schools} {of}"


def _mean(moments: Moments, z: Fraction) -> str:
    low, high = interval(moments, z=z)
    mean = decimal(rounded(moments.mean, 2), 2)
    people = counted(moments.participants, *_PEOPLE)
    return f"{mean} (от {decimal(low, 2)} до {decimal(high, 2)}; {people})"


def _percent(value: Fraction) -> str:
    return f"{decimal(rounded(value, 1), 1)}{NBSP}%"


def _told_apart(value: Fraction, limit: Fraction, *, places: int = 1) -> str:
    """The value with so many digits that rounding does not carry it to its limit or over it."""
    while places < _MOST_PLACES and _order(rounded(value, places), limit) != _order(value, limit):
        places += 1
    return decimal(rounded(value, places), places)


def _in_their_order(*values: Fraction) -> list[str]:
    """Values with hundredths, or with so many digits that their order can be seen."""
    pairs = list(combinations(range(len(values)), 2))
    places = 2
    while places < _MOST_PLACES:
        shown = [rounded(value, places) for value in values]
        if all(
            _order(shown[one], Fraction(shown[other])) == _order(values[one], values[other])
            for one, other in pairs
        ):
            break
        places += 1
    return [decimal(rounded(value, places), places) for value in values]


def _order(value: Fraction | Decimal, other: Fraction) -> int:
    return (Fraction(value) > other) - (Fraction(value) < other)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
