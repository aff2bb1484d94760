"""What follows from the progress of a roadmap: sentences with figures, and proposals by rule."""

from collections import Counter
from datetime import date
from fractions import Fraction

from core.values.natural_order import natural_key
from core.values.wording import counted, plural
from reports.domain import figures
from reports.domain.progress_facts import Bucket, RoadmapFacts, Tally


def conclusions(facts: RoadmapFacts, day: date) -> tuple[str, ...]:
    """Numbered conclusions; each says its figures."""
    tally = Tally.of(facts.duties, day)
    if not tally.total:
        return ("Поручений по дорожной карте пока нет: ход выполнения оценить нельзя.",)
    said = [_accepted(tally), _overdue(facts, tally, day), _postponed(tally)]
    if tally[Bucket.NO_DATE]:
        number = counted(
            tally[Bucket.NO_DATE], "поручение ждёт", "поручения ждут", "поручений ждут"
        )
        said.append(f"{number} даты: срок назван событием или графиком, которого ещё нет.")
    said += [_schools(facts, day), _evidence(facts, tally)]
    return tuple(sentence for sentence in said if sentence)


def _accepted(tally: Tally) -> str:
    rate = figures.percent(tally.share(Bucket.ACCEPTED) or Fraction(0))
    total = counted(tally.total, "поручения", "поручений", "поручений")
    done = tally[Bucket.ACCEPTED]
    words = f"Из {total} {plural(done, 'принято', 'приняты', 'принято')} {done} ({rate})"
    if tally[Bucket.SUBMITTED]:
        words += f", на проверке {tally[Bucket.SUBMITTED]}"
    if tally[Bucket.RETURNED]:
        words += f", возвращено на доработку {tally[Bucket.RETURNED]}"
    return f"{words}."


def _overdue(facts: RoadmapFacts, tally: Tally, day: date) -> str:
    if not tally[Bucket.OVERDUE]:
        return "Просроченных поручений нет."
    late = [
        (Tally.of(activity.duties, day)[Bucket.OVERDUE], activity) for activity in facts.activities
    ]
    late = [pair for pair in late if pair[0]]
    most, activity = max(late, key=lambda pair: pair[0])
    number = counted(
        tally[Bucket.OVERDUE],
        "поручение просрочено",
        "поручения просрочены",
        "поручений просрочено",
    )
    rate = figures.percent(tally.share(Bucket.OVERDUE) or Fraction(0))
    where = counted(len(late), "мероприятию", "мероприятиям", "мероприятиям")
    worst = f"; больше всего ({most}) — «{activity.name}»" if len(late) > 1 else ""
    return f"{number} ({rate}) по {where}{worst}."


def _postponed(tally: Tally) -> str:
    if not tally[Bucket.POSTPONED]:
        return ""
    number = counted(tally[Bucket.POSTPONED], "поручение", "поручения", "поручений")
    return f"Перенесено на новый срок {number}; просроченными они не считаются."


def _schools(facts: RoadmapFacts, day: date) -> str:
    owed = Counter(duty.doer for duty in facts.duties if duty.is_school)
    late = Counter(
        duty.doer for duty in facts.duties if duty.is_school and duty.bucket(day) is Bucket.OVERDUE
    )
    if not owed:
        return ""
    total = counted(len(owed), "школы", "школ", "школ")
    if not late:
        return f"Ни у одной из {total} просроченных поручений нет."
    names = [f"{name} ({count})" for name, count in sorted(late.items(), key=_by_count)]
    return f"Из {total} просроченное есть у {len(late)}: {figures.listed(names)}."


def _by_count(pair: tuple[str, int]) -> tuple[int, str]:
    return (-pair[1], natural_key(pair[0]))


def _evidence(facts: RoadmapFacts, tally: Tally) -> str:
    documents = sum(duty.evidence for duty in facts.duties)
    bare = sum(
        duty.status.value == Bucket.ACCEPTED.value and not duty.evidence for duty in facts.duties
    )
    attached = counted(documents, "подтверждающий документ", "подтверждающих документа",
                       "подтверждающих документов")  # fmt: skip
    words = f"К поручениям приложено {attached}" if documents else "Подтверждающих документов нет"
    if tally[Bucket.ACCEPTED]:
        words += f"; принято без документов — {bare}"
    return f"{words}."


def recommendations(facts: RoadmapFacts, day: date) -> tuple[str, ...]:
    """Proposals that the figures call for; empty where nothing does."""
    tally = Tally.of(facts.duties, day)
    late = {
        (duty.is_school, duty.doer) for duty in facts.duties if duty.bucket(day) is Bucket.OVERDUE
    }
    late_schools = sorted((doer for is_school, doer in late if is_school), key=natural_key)
    late_office = sorted(doer for is_school, doer in late if not is_school)
    said = []
    if late_schools:
        said.append(
            "Руководителям школ завершить просроченные поручения и сдать их на проверку: "
            f"{figures.listed(late_schools, 10)}."
        )
    if late_office:
        said.append(
            "Исполнителям управления завершить просроченные поручения: "
            f"{figures.listed(late_office, 10)}."
        )
    if tally[Bucket.SUBMITTED]:
        number = counted(tally[Bucket.SUBMITTED], "сданное поручение", "сданных поручения",
                         "сданных поручений")  # fmt: skip
        said.append(f"Координатору рассмотреть {number}.")
    if tally[Bucket.NO_DATE]:
        said.append(
            "Координатору внести в календарь даты событий и графиков, от которых зависят сроки "
            f"(поручений без даты — {tally[Bucket.NO_DATE]})."
        )
    return tuple(said)
