"""The words of deadline phrases: whole forms, stems with endings, short forms, look-alikes.

Tables only; `vocabulary` looks words up in them. Words are in lower case without «ё».
"""

from roadmaps.domain.deadlines.terms import Term
from roadmaps.domain.deadlines.values import Recurrence

RECURRENCES = tuple(Recurrence)
_NOUN_ENDINGS = frozenset(
    ["", "а", "ы", "у", "е", "и", "о", "ю", "я", "ь", "й", "ом", "ем", "ой", "ей", "ою", "ам",
     "ям", "ах", "ях", "ов", "ев", "ами", "ями", "ии", "ия", "ие", "ий", "ию", "ием", "иям", "иях",
     "иями", "ьев", "ьи", "ью", "ья", "ье", "ьем", "ьям", "ен", "н"]
)  # fmt: skip
_ADJECTIVE_ENDINGS = frozenset(
    ["ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им",
     "ом", "ем", "ую", "юю", "ей", "ых", "их", "ыми", "ими", "о", "е", "а", "ы"]
)  # fmt: skip
_SOFT_ENDINGS = frozenset(["ьей", "ьего", "ьему", "ьим", "ьих", "ьи"])
ENDINGS = _NOUN_ENDINGS | _ADJECTIVE_ENDINGS | _SOFT_ENDINGS

THOUSAND = 1000
TEENS = (
    "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат",
    "восемнадцат", "девятнадцат",
)  # fmt: skip
MONTH_STEMS = (
    "январ", "феврал", "март", "апрел", "", "июн", "июл", "август", "сентябр", "октябр", "ноябр",
    "декабр",
)  # fmt: skip
MONTH_ENDINGS = ("ь", "я", "е", "ю", "ем", "")
HARD_ENDINGS = ("", "а", "е", "у", "ом")
WORDS: dict[Term, str | dict[int, str]] = {
    Term.WEEKDAY: {
        0: "понедельник понедельника понедельникам понедельнику пн",
        1: "вторник вторника вторникам вторнику вт",
        2: "среда среду среды средам среде ср",
        3: "четверг четверга четвергам четвергу чт",
        4: "пятница пятницу пятницы пятницам пятнице пт",
        5: "суббота субботу субботы субботам субботе сб",
        6: "воскресенье воскресенья воскресеньям воскресенью вс",
    },
    Term.SEASON: {
        0: "осень осени осенью",
        1: "зима зимы зимой зиму зиме",
        2: "весна весны весной весну весне",
        3: "лето летом лету",
    },
    Term.CARDINAL: {
        1: "один одна одно одну одного одному одной",
        2: "два две двух двум двумя полтора полутора",
        3: "три трех трем тремя",
        4: "четыре четырех четырем",
        5: "пять пяти пятью",
        6: "шесть шести шестью",
        7: "семь семи семью",
        8: "восемь восьми",
        9: "девять девяти девятью",
        10: "десять десяти десятью",
        **{
            number: f"{stem}ь {stem}и {stem}ью"
            for number, stem in (*enumerate(TEENS, 11), (20, "двадцат"), (30, "тридцат"))
        },
        40: "сорок сорока",
        50: "пятьдесят пятидесяти",
        60: "шестьдесят шестидесяти",
        90: "девяносто девяноста",
        THOUSAND: "тысяча тысячи тысяч",
    },
    Term.TIMES: {
        0: "раз раза разу разам р",
        1: "единожды однократно",
        2: "дважды двукратно",
        3: "трижды",
        4: "четырежды",
    },
    Term.SCHOOL_QUARTER: (
        "четверть четверти четвертью четвертей четвертям четвертях четвертями четв"
    ),
    Term.QUARTER: "кв кварт",
    Term.HALF: "полуг",
    Term.YEAR: "год года году годом годы годов годах годам годами лет г гг",
    Term.SCHOOL: "уч учеб уч-й",
    Term.CALENDAR: "календ",
    Term.CURRENT: "тек т этого сего с.г т.г того",
    Term.WEEK: "нед",
    Term.DECADE: "дек-да",
    Term.MONTH_WORD: "мес",
    Term.DAY: "день дня дней дню днем дни днях дням дн сутки суток",
    Term.NUMBER_WORD: "число числа числу чисел числах числам числе",
    Term.BEGINNING: "начало начала началу начале началом нач",
    Term.END: "конец конца концу конце концом кон",
    Term.EACH: "кажд",
    Term.AT_LEAST: "реже менее чаще более минимум",
    Term.TILL: "до",
    Term.NOT: "не",
    Term.LATER: "позднее позже поздней",
    Term.EARLIER: "ранее раньше",
    Term.THAN: "чем",
    Term.TOWARDS: "к ко",
    Term.FROM: "с со",
    Term.STARTING: "начиная",
    Term.PO: "по",
    Term.IN: "в во",
    Term.ON: "на",
    Term.ZA: "за",
    Term.OF: "от",
    Term.AND: "и но",
    Term.OR: "или либо",
    Term.AFTER: "после через спустя вслед",
    Term.BEFORE: "перед накануне",
    Term.BETWEEN: "между",
    Term.WITHIN: "течение течении теч протяжении протяжение втечение втечении",
    Term.WHOLE: "весь вся все всего всей всю всем всех целого",
    Term.DURING: "время ходе рамках момент момента процессе",
    Term.PLAN_NAME: "дк муниципальной муниципального",
    Term.CONSTANT: (
        "пост бессрочно ежедневно круглогодично повседневно беспрерывно системно системе"
    ),
    Term.ACCORDING: "согласно соотв",
    Term.UPON: "при случае случаях",
    Term.AT_ONCE: "сразу",
    Term.CLASS: "кл",
    Term.EXCEPT: "кроме исключением исключая перерывом перерывами",
    Term.THEN: "далее затем потом впоследствии",
    Term.NOISE: (
        "час часов часа ч около ок ориентировочно примерно дата даты также вкл рн состоянию"
    ),
}

# Stems with their part of speech and number; any of `ENDINGS` may follow.
STEMS: tuple[tuple[str, Term, int], ...] = (
    *(
        (stem, Term.EVERY, RECURRENCES.index(recurrence))
        for stem, recurrence in (
            ("ежегодн", Recurrence.YEARLY),
            ("ежемесячн", Recurrence.MONTHLY),
            ("помесячн", Recurrence.MONTHLY),
            ("ежеквартальн", Recurrence.QUARTERLY),
            ("поквартальн", Recurrence.QUARTERLY),
            ("еженедельн", Recurrence.WEEKLY),
            ("понедельн", Recurrence.WEEKLY),
            ("ежеполугодн", Recurrence.HALF_YEARLY),
            ("ежечетвертн", Recurrence.SCHOOL_QUARTERS),
            ("почетвертн", Recurrence.SCHOOL_QUARTERS),
        )
    ),
    *((stem, Term.ORDINAL, number) for number, stem in enumerate(
        ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят",
         *TEENS, "двадцат"), 1
    )),
    ("тридцат", Term.ORDINAL, 30),
    ("последн", Term.ORDINAL, -1),
    ("заключительн", Term.ORDINAL, -1),
    ("осенн", Term.SEASONAL, 0),
    ("зимн", Term.SEASONAL, 1),
    ("весенн", Term.SEASONAL, 2),
    ("летн", Term.SEASONAL, 3),
    ("квартал", Term.QUARTER, 0),
    ("полугоди", Term.HALF, 0),
    ("полгод", Term.HALF, 0),
    ("семестр", Term.HALF, 0),
    ("триместр", Term.TRIMESTER, 0),
    ("учебн", Term.SCHOOL, 0),
    ("календарн", Term.CALENDAR, 0),
    ("текущ", Term.CURRENT, 0),
    ("нынешн", Term.CURRENT, 0),
    ("нов", Term.CURRENT, 0),
    ("очередн", Term.CURRENT, 0),
    ("следующ", Term.NEXT, 0),
    ("последующ", Term.NEXT, 0),
    ("отчетн", Term.REPORTED, 0),
    ("недел", Term.WEEK, 0),
    ("декад", Term.DECADE, 0),
    ("месяц", Term.MONTH_WORD, 0),
    ("рабоч", Term.WORKING, 0),
    ("каникул", Term.HOLIDAYS, 0),
    ("каникулярн", Term.HOLIDAYS, 1),
    ("середин", Term.MIDDLE, 0),
    ("половин", Term.HALF_PART, 0),
    ("кажд", Term.EACH, 0),
    ("срок", Term.TERM, 0),
    ("период", Term.PERIOD, 0),
    ("реализаци", Term.REALISATION, 0),
    ("действи", Term.REALISATION, 0),
    ("исполнени", Term.REALISATION, 0),
    ("выполнени", Term.REALISATION, 0),
    ("карт", Term.PLAN_NAME, 0),
    ("дорожн", Term.PLAN_NAME, 0),
    ("программ", Term.PLAN_NAME, 0),
    ("проект", Term.PLAN_NAME, 0),
    ("мероприяти", Term.PLAN_NAME, 0),
    ("постоянн", Term.CONSTANT, 0),
    ("регулярн", Term.CONSTANT, 0),
    ("систематическ", Term.CONSTANT, 0),
    ("системн", Term.CONSTANT, 0),
    ("непрерывн", Term.CONSTANT, 0),
    ("бессрочн", Term.CONSTANT, 0),
    ("ежедневн", Term.CONSTANT, 0),
    ("график", Term.SCHEDULE, 0),
    ("план", Term.SCHEDULE, 0),
    ("медиаплан", Term.SCHEDULE, 0),
    ("расписани", Term.SCHEDULE, 0),
    ("циклограмм", Term.SCHEDULE, 0),
    ("приказ", Term.SCHEDULE, 0),
    ("распоряжени", Term.SCHEDULE, 0),
    ("календар", Term.SCHEDULE, 0),
    ("регламент", Term.SCHEDULE, 0),
    ("положени", Term.SCHEDULE, 0),
    ("согласовани", Term.SCHEDULE, 0),
    ("договоренност", Term.SCHEDULE, 0),
    ("соответстви", Term.ACCORDING, 0),
    ("установленн", Term.FIXED, 0),
    ("утвержденн", Term.FIXED, 0),
    ("определенн", Term.FIXED, 0),
    ("назначенн", Term.FIXED, 0),
    ("указанн", Term.FIXED, 0),
    ("мер", Term.EVENT, 0),
    ("завершени", Term.EVENT, 1),
    ("окончани", Term.EVENT, 1),
    ("истечени", Term.EVENT, 1),
    ("прошестви", Term.EVENT, 1),
    ("итог", Term.EVENT, 0),
    ("результат", Term.EVENT, 0),
    ("запрос", Term.EVENT, 0),
    ("обращени", Term.EVENT, 0),
    ("заявк", Term.EVENT, 0),
    ("заявлени", Term.EVENT, 0),
    ("факт", Term.EVENT, 0),
    ("необходимост", Term.EVENT, 0),
    ("потребност", Term.EVENT, 0),
    ("требовани", Term.EVENT, 0),
    ("поступлени", Term.EVENT, 0),
    ("прибыти", Term.EVENT, 0),
    ("выявлени", Term.EVENT, 0),
    ("возникновени", Term.EVENT, 0),
    ("готовност", Term.EVENT, 0),
    ("приглашени", Term.EVENT, 0),
    ("предписани", Term.EVENT, 0),
    ("решени", Term.EVENT, 0),
    ("возможност", Term.EVENT, 0),
    ("ситуаци", Term.EVENT, 0),
    ("вызов", Term.EVENT, 0),
    ("назначени", Term.EVENT, 0),
    ("поручени", Term.EVENT, 0),
    ("ситуативн", Term.AT_ONCE, 0),
    ("срочн", Term.AT_ONCE, 0),
    ("кратчайш", Term.AT_ONCE, 0),
    ("эпизодическ", Term.AT_ONCE, 0),
    ("незамедлительн", Term.AT_ONCE, 0),
    ("немедленн", Term.AT_ONCE, 0),
    ("своевременн", Term.AT_ONCE, 0),
    ("оперативн", Term.AT_ONCE, 0),
    ("класс", Term.CLASS, 0),
    ("режим", Term.NOISE, 1),
    ("порядк", Term.NOISE, 1),
    ("основ", Term.NOISE, 1),
    ("включительн", Term.NOISE, 0),
)  # fmt: skip

ABBREVIATED_MONTHS = {
    "янв": 1, "фев": 2, "февр": 2, "мар": 3, "апр": 4, "авг": 8, "сен": 9, "сент": 9, "сентяб": 9,
    "окт": 10, "ноя": 11, "нояб": 11, "дек": 12,
}  # fmt: skip
ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
    "xi": 11, "xii": 12, "l": 1, "ll": 2, "lll": 3, "lv": 4,
}  # fmt: skip
ROMAN_LETTERS = str.maketrans({"х": "x", "і": "i", "у": "v", "ӏ": "i"})
LATIN_LETTERS = str.maketrans(
    "abcehkmoptxynurd" + "ABCEHKMOPTXY", "аьсенкмортхупигд" + "АВСЕНКМОРТХУ"
)
ABBREVIATED = frozenset(
    [*ABBREVIATED_MONTHS, "г", "гг", "уч", "учеб", "кв", "кварт", "четв", "полуг", "нед", "мес",
     "дн", "тек", "т", "кл", "пост", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "нач", "кон", "теч",
     "соотв", "вкл", "ок", "календ", "р"]
)  # fmt: skip


# Stems worth mending beside recurrences, quarters, half-years and words for «постоянно».
MENDED_STEMS = frozenset(
    ["график", "каникул", "реализаци", "учебн", "необходимост", "завершени", "период", "недел",
     "последн", "расписани", "соответстви"]
)  # fmt: skip
# Words one keystroke from a deadline word that are words of their own.
COMMON_WORDS = frozenset(
    ["марка", "карта", "карте", "карту", "карты", "марш", "новая", "новый", "маме", "мама", "мало",
     "часть", "части", "четвертый", "работа", "проекта", "мата", "места", "месте", "доля", "смарт"]
)  # fmt: skip
# Prepositions that are typed without a space before these heads («вмае», «непозднее»).
_STRETCHES = frozenset(
    {Term.MONTH, Term.BEGINNING, Term.MIDDLE, Term.END, Term.QUARTER, Term.HALF, Term.HOLIDAYS}
)
GLUED: dict[str, frozenset[Term]] = {
    "в": _STRETCHES | {Term.WITHIN, Term.PERIOD, Term.ACCORDING},
    "до": _STRETCHES,
    "с": frozenset({Term.MONTH}),
    "к": _STRETCHES,
    "по": frozenset({Term.SCHEDULE, Term.EVENT, Term.QUARTER, Term.HALF, Term.SCHOOL_QUARTER}),
    "не": frozenset({Term.LATER, Term.AT_LEAST}),
    "за": frozenset({Term.PERIOD}),
}
# Beginnings of words that an event is told by; other words make one less sure.
EVENT_STEMS = (
    *(stem for stem, term, _ in STEMS if term in (Term.EVENT, Term.AT_ONCE, Term.HOLIDAYS)),
    "проведен", "получен", "издани", "принят", "утвержден", "подписан", "подготовк", "публикаци",
    "опубликован", "размещен", "начал", "оконч", "заверш", "экзам", "аттестац", "зачет", "педсовет",
    "педагогич", "совещан", "заседан", "собран", "каникул", "мониторинг", "диагностик", "процедур",
    "мероприят", "меропр", "проверк", "контрол", "курс", "обучен", "конкурс", "олимпиад", "семинар",
    "вебинар", "конференц", "открыт", "закрыт", "приказ", "экспертиз", "анализ", "отчет", "случа",
    "налич", "выход", "мер", "обследован", "посещен", "приемк", "работ", "контрольн", "тестирован",
    "утвержд", "созда", "формирован", "объявлен", "четверт", "полугод", "кампани", "этап", "сесси",
    "лагер", "выпуск", "звонк", "собеседован", "сочинен", "урок", "заняти", "смен", "праздник",
    "дн", "день", "ход",
)  # fmt: skip
