"""What a column holds, told by the words of its heading.

Each role has stems with a weight; the heaviest stem wins, and of two equal ones the earlier in the
heading. A heading nobody foresaw still matches by its stem («Сроки проведения работ»).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from roadmaps.parsing.calendars import calendar_span
from roadmaps.parsing.wording import heading_key

MAX_HEADING = 160
KEPT_HEADINGS = 2000
_LONG_HEADING = 90


class Role(StrEnum):
    """Meanings of columns; no heading speaks of the last three, only people do.

    A kept column's text stays with its row, an ignored one's goes nowhere.
    """

    NUMBER = "number"
    TITLE = "title"
    DEADLINE = "deadline"
    MONTH = "month"
    RESPONSIBLE = "responsible"
    DELIVERABLE = "deliverable"
    OUTCOME = "expected_outcome"
    INDICATOR = "indicator"
    FUNDING = "funding"
    INFORMATION = "information"
    DONE = "done_mark"
    SECTION = "section"
    STAGE = "stage"
    LEVEL = "level"
    DIRECTION = "direction"
    OBJECTIVE = "objective"
    YEAR = "year"
    BASELINE = "baseline"
    TARGET = "target"
    UNIT = "unit"
    SCHOOL = "school"
    PARTNER = "partner"
    SCOPE = "scope"
    PARTICIPANTS = "participants"
    NOTE = "note"
    DEADLINE_AND_RESPONSIBLE = "deadline_and_responsible"
    KEPT = "kept"
    IGNORED = "ignored"


NOTHING_REMEMBERED: Mapping[str, Role] = MappingProxyType({})
GROUPING = (Role.SECTION, Role.STAGE, Role.LEVEL, Role.DIRECTION, Role.OBJECTIVE)

# What may stand before the noun of a heading without changing what it means.
_ADJECTIVE = r"\w{3,}(?:ые|ие|ый|ий|ое|ая|ых|их)"
_NAME_OF = r"план|перечень|комплекс|наименовани\w+|названи\w+"

_STEMS: dict[Role, tuple[tuple[str, float], ...]] = {
    Role.NUMBER: (
        (r"^(?=.)(?:№+|n+|#|номер|пункт)?\s*(?:[пn]\s*[/.\\]?\s*[пn]\.?)?[\s.п/\\]*$", 1.0),
        (r"^(?:№|номер)\s*(?:пункта|строки|мероприяти|раздела|задачи)", 1.0),
    ),
    Role.TITLE: (
        # Behind another noun the activities only say whose («Результат мероприятия»).
        (rf"^(?:(?:{_ADJECTIVE}|{_NAME_OF}) )*мероприяти", 0.97),
        (r"(?:[,/+(]\s*|\bи )мероприяти", 0.95),
        (r"\bмероприяти", 0.8),
        (r"\bконтрольн\w* (?:точк|событи)", 1.0),
        (r"\bмеханизм", 0.9),
        (r"\bсодержание (?:деятельност|работ|меропр)", 0.95),
        (r"\bсодержание\b", 0.75),
        (rf"^(?:комплекс |{_ADJECTIVE} )*мер[ыа]?\b", 0.85),
        (r"\b(?:действи[яейю]|шаги|работы?)\b", 0.8),
        (r"\bвид[ыа]? (?:деятельност|работ)", 0.8),
        (r"\bформ[аы] (?:и (?:методы|виды)|работы|поддержки|взаимодействи)\b", 0.7),
        (rf"^(?:{_ADJECTIVE} )?(?:наименование|название|тем(?:а|атика))\b", 0.6),
        (rf"^(?:{_ADJECTIVE} )?(?:вопросы?|повестка|событи[ея])\b", 0.6),
        (r"\bдеятельност", 0.4),
        (r"\bчто (?:делать|делаем|сделать|нужно|будем|планируе|провод)", 0.9),
        (r"^(?:пути|способы|приемы) ", 0.7),
        (r"\bпункт\w* плана", 0.7),
        (r"^что (?:проверя|контролир|изуча|анализир)", 0.9),
        (r"^(?:предмет|содержание) (?:контрол|проверк|изучени)", 0.85),
    ),
    Role.DEADLINE: (
        (r"\bсрок", 1.0),
        (r"\bдат[аы]\b", 0.98),
        (r"\bпериод", 0.85),
        (r"\bвремя\b", 0.8),
        (r"\bкогда\b", 0.9),
        (r"^(?:месяц|квартал|неделя|число|день|дедлайн)", 0.8),
        (r"^(?:начало|окончание|завершение|конец(?! года)|старт)\b", 0.7),
        (r"\bкакого числа\b", 0.9),
        (r"\bграфик", 0.6),
    ),
    Role.RESPONSIBLE: (
        (r"\bответ[сc]?тв", 1.1),
        (r"\bотвечающ", 1.1),
        (r"\b(?:со)?исполнител", 0.95),
        (r"^(?:кто|кем|отв)\b", 0.9),
        (r"\bорганизатор", 0.7),
        (r"\b(?:куратор|координатор)", 0.6),
        (r"\bреализу\w+ орган", 0.7),
        (r"\b(?:должностн\w+ лиц|субъект\w* реализаци|структурн\w+ подразделени)", 0.8),
        (r"^(?:ф\.? ?и\.? ?о\.?|должность|привлекаем\w* )", 0.7),
    ),
    Role.DELIVERABLE: (
        (r"\bитогов\w* документ", 1.05),
        (r"\bформ\w* (?:\w+ )?отч[её]т", 1.1),
        (r"\bотч[её]тн\w* (?:документ|материал)", 1.1),
        (r"\bподтвержд(?:а|ени)", 1.0),
        (r"\b(?:вид|форма) (?:итогового )?документ", 1.05),
        (r"\bвид\w* результат", 1.05),
        (r"\bпродукт", 1.0),
        (r"\bрезультат\w* исполнен", 1.05),
        (r"\bрезультат", 0.9),
        (r"\bдокумент", 0.8),
        (r"\b(?:выход|итог)\b", 0.8),
        (r"\bформ[аы] (?:предст|предост|заверш|исполн|реализ|контрол|подведен)", 0.8),
        (r"\bотч[её]т", 0.75),
        (r"^где (?:(?:за)?слуша|рассм[ао]тр|обсужд|подвод)", 0.7),
        (r"^что (?:получ\w*|должно|будет|в итоге|на выходе)\b", 0.95),
    ),
    Role.OUTCOME: (
        (
            (r"\b(?:ожидаем|планируе|прогнозируем|предполагаем|желаем)\w* "
            r"(?:\w+ )?(?:результат|эффект|итог|изменени|показател)"),
            1.1,
        ),
        (r"\bрезультат\w*\W+(?:котор\w+ )?(?:ожида|планиру|прогноз|предполаг)", 1.1),
        (r"\bконечн\w* результат", 1.0),
        (r"^ожида", 0.8),
        (r"\bэффект\b", 0.8),
    ),
    Role.INDICATOR: (
        (r"\bпоказател", 1.0),
        (r"\bиндикатор", 1.0),
        (r"\bкритери", 0.9),
        (r"\bцелев\w* значен", 0.9),
        (r"^kpi\b", 0.9),
    ),
    Role.FUNDING: (
        (r"\bфинанс", 1.1),
        (r"\bисточник", 0.7),
        (r"\b(?:руб(?:л|\b)|бюджет)", 0.9),
        (r"\b(?:стоимость|затрат|расход)", 0.9),
        (r"^сумма\b", 0.8),
        (r"\bсредств[ао]?\b", 0.6),
        (r"\bресурс", 0.6),
    ),
    Role.INFORMATION: (
        (r"\bинформацион\w* (?:сопровожд|обеспеч|поддержк)", 1.2),
        (r"\b(?:освещени|информировани)", 0.8),
        (r"\bмест\w* размещени", 0.8),
        (r"\bразмещени\w* информац", 0.9),
        (r"^ссылк\w+ на (?:сайт|публикаци|новост|страниц)", 0.8),
    ),
    Role.DONE: (
        (r"\b(?:отметк|отм\b)", 1.3),
        (r"\b(?:о|об) (?:выполнени|исполнени)", 1.15),
        (r"^(?:% |процент )?(?:выполнени|исполнени|статус|факт\b)", 0.8),
        (r"\bвыполнено\b", 0.9),
        (r"^(?:готово|готовность|сделано)\b", 0.8),
        (r"\b(?:ход|фактическ\w*) (?:исполнени|выполнени|реализаци|срок|дат)", 1.2),
        (r"\b(?:выполнени|исполнени)\w* \(?факт", 1.2),
    ),
    Role.SECTION: ((r"\b(?:раздел|блок|модуль)", 0.85),),
    Role.STAGE: ((r"\bэтап", 0.85),),
    Role.LEVEL: ((r"^уров(?:ень|ни)\b", 0.85),),
    Role.DIRECTION: (
        (r"\bнаправлени", 0.82),
        (r"^(?:рисков\w+ профил|(?:фактор\w* )?риск|(?:\w+ )?(?:проблем|дефицит))", 0.7),
    ),
    Role.OBJECTIVE: ((r"\bзадач", 0.85), (r"^цел[ьи]\b", 0.83)),
    Role.BASELINE: (
        (r"\b(?:исходн|базов|стартов|начальн)\w* (?:значен|показател|уров|год|результат)", 1.2),
        (r"^(?:исходн|базов)\w*|\bзначени\w* на начало", 1.0),
        (r"^(?:на начало|до начала|до реализации|было$|на входе)", 1.0),
        (r"^(?:текущ|имеющ|фактическ)\w* значен", 1.0),
    ),
    Role.TARGET: (
        (r"^(?:(?:целев|планов|планируем|промежуточн)\w* )?значени", 0.95),
        (r"^(?:к концу|на конец|на выходе|стало$)", 0.95),
        (r"^план$", 0.8),
    ),
    Role.UNIT: (
        (r"^(?:единиц\w* измер|ед\.? ?изм|ед\.?$|единиц[аы]$)", 1.2),
        (r"\b(?:единиц\w* измер|ед\.? ?изм)", 0.9),
    ),
    Role.SCHOOL: (
        (r"\bшнор\b", 0.9),
        (r"\bшкол\w* с (?:низк|нор\b|нро\b)", 1.0),
        (r"^наименование (?:школ|оо\b|оу\b|шнор)", 0.9),
        (r"\bподшефн|\bсопровождаем\w* (?:школ|оо|орган)", 1.0),
        (r"^(?:наименование )?(?:оо|м[кб]?оу|школа|общеобразовательн\w* организац\w*|оу)\b", 0.8),
        (r"\bобразовательн\w* (?:организац|учрежд)", 0.7),
    ),
    Role.PARTNER: (
        (r"\bпартн[её]р", 1.1),
        (r"\bнаставник", 1.05),
        (r"\bшкол\w*[ -](?:лидер|донор|консультант|ресурс)", 1.0),
        (r"\b(?:ресурсн\w* (?:центр|школ)|стажировочн\w* площадк)", 0.9),
        (r"\bбазов\w* школ", 0.9),
        (r"\bзакрепленн\w* (?:школ|оо\b|педагог|учител)", 1.0),
    ),
    Role.SCOPE: (
        (r"\b(?:направлени|предмет|тема|форм)\w* (?:сотруднич|взаимодейств|партн|наставн)", 1.15),
        (r"^предмет(?:ы|ная область)?$", 0.7),
    ),
    Role.PARTICIPANTS: (
        (r"\b(?:участник|участие|категори|контингент|охват|для кого)", 0.8),
        (r"\bцелев\w* (?:групп|аудитор)", 0.8),
        (r"^класс", 0.6),
        (r"^объект\w*(?: контрол\w*| проверк\w*)?$", 0.7),
    ),
    Role.NOTE: (
        (r"\bпримечани", 1.0),
        (r"^мест[оа]\b", 0.7),
        (r"\bмест\w* проведени", 0.8),
        (r"\bкомментари", 0.9),
    ),
}  # fmt: skip

_PATTERNS = {
    role: tuple((re.compile(stem), weight) for stem, weight in stems)
    for role, stems in _STEMS.items()
}
_YEAR = re.compile(
    r"^(?:на )?(?:план(?:овое)?(?: значение)?|целевое значение|значение|факт|показател[ьи]|"
    r"(?:отчетн|текущ|очередн|планов|базов|предыдущ|перв|втор|трет)\w* год\w*"
    r"(?: планового периода)?)?,?\s*"
    r"(?:на |в )?(?:конец |начало |(?<=на )(?:\d{1,2}\.\d{1,2}\.|\d{1,2} [а-я]+ ))?"
    r"\(?(20\d\d)(?:\s*[-–—/]\s*(?:20)?\d\d)?\s*\)?\s*"
    r"(?:г\.?|гг\.?|год[аы]?|годах|году|уч\.?|учебный|учебные|\s)*\(?"
    r"(?:(?:план|факт|прогноз|оценк|исходн|базов|отч[её]т|ожидаем|целев)\w*)?"
    r"(?:\s(?:значени|показател|уров|год|данн)\w*)?\)?$"
)
_REACHED = re.compile(r"\b(?:факт|отчет|исходн|базов|оценк|текущ|предыдущ)")
_ANY_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Match:
    """A role and how surely the heading speaks of it, 0 to about 1.

    `remembered` says that people have decided it before.
    """

    role: Role
    score: float
    remembered: bool = False


def match_heading(
    heading: str, remembered: Mapping[str, Role] = NOTHING_REMEMBERED
) -> tuple[Match, ...]:
    """The roles a heading may mean, best first; none for words that say nothing.

    `remembered` gives what people decided about headings by their `heading_key`; it goes first.
    """
    key = heading_key(heading)
    if not key or len(key) > MAX_HEADING:
        return ()
    if key in remembered:
        return (Match(remembered[key], 1.0, remembered=True),)
    if year_of(heading) is not None:
        return (Match(Role.BASELINE if _REACHED.search(key) else Role.YEAR, 1.0),)
    if calendar_span(heading):
        return (Match(Role.MONTH, 1.0),)
    found = _matches_of(key)
    if not found and " " in key:
        # A line break inside a word: «Меро приятия».
        return match_heading(key.replace(" ", ""))
    return found


@lru_cache(maxsize=KEPT_HEADINGS)
def _matches_of(key: str) -> tuple[Match, ...]:
    """By the stems alone. A reader asks about the same cells in several ways, hence the cache."""
    # Narrow columns break words by hand: «ответст-венный».
    ways = {key, key.replace("-", "")}
    found = [
        Match(role, score)
        for role, patterns in _PATTERNS.items()
        if (score := max(_score(way, patterns) for way in ways)) > 0
    ]
    return tuple(sorted(found, key=lambda match: -match.score))


def _score(key: str, patterns: tuple[tuple[re.Pattern[str], float], ...]) -> float:
    best = 0.0
    for pattern, weight in patterns:
        match = pattern.search(key)
        if match:
            # Headings are short and begin with what matters.
            lateness = 0.004 * min(match.start(), 40)
            length = 0.25 if len(key) > _LONG_HEADING else 0.0
            best = max(best, weight - lateness - length)
    return best


def year_of(heading: str) -> int | None:
    """The year a column stands for: «2021», «план 2021 г.», «2020/21»; None for other headings."""
    match = _YEAR.match(heading_key(heading))
    return int(match.group(1)) if match else None


def any_year(text: str) -> int | None:
    """The first year named in `text`."""
    match = _ANY_YEAR.search(text)
    return int(match.group(1)) if match else None
