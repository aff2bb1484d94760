"""Feast days of a fixed place in the calendar: «ко Дню учителя», «до Нового года».

Only those that law or a decree puts on a day: Labour Code, article 112; Federal Law 32-FZ of
13 March 1995 (days of military glory and memory); decrees on the days of the teacher (5 October),
of the mother (last Sunday of November), of the father (third Sunday of October) and others; and
1 September, 1 and 25 January by old custom. A day that moves or that each place sets for itself
(«День города», «Масленица», «последний звонок») stays an event.
"""

from roadmaps.domain.deadlines.nodes import LAST, Scale, Unit
from roadmaps.domain.deadlines.terms import Token

_SUNDAY, _SATURDAY = 6, 5


def _on(day: int, month: int) -> Unit:
    return Unit(Scale.DAY, day, of=Unit(Scale.MONTH, month))


def _weekday_of(number: int, weekday: int, month: int) -> Unit:
    return Unit(Scale.WEEKDAY, number, of=Unit(Scale.MONTH, month), weekday=weekday)


NEW_YEARS_EVE = _on(31, 12)
# The beginnings of the words after «День».
_DAYS_OF: dict[tuple[str, ...], Unit] = {
    ("студент",): _on(25, 1),
    ("росс", "наук"): _on(8, 2),
    ("родн", "язык"): _on(21, 2),
    ("защитник", "отечеств"): _on(23, 2),
    ("космонавтик",): _on(12, 4),
    ("побед",): _on(9, 5),
    ("славянск", "письмен"): _on(24, 5),
    ("библиотек",): _on(27, 5),
    ("защит", "дет"): _on(1, 6),
    ("русск", "язык"): _on(6, 6),
    ("росси",): _on(12, 6),
    ("памят", "и", "скорб"): _on(22, 6),
    ("молодеж",): _weekday_of(LAST, _SATURDAY, 6),
    ("семь",): _on(8, 7),
    ("государственн", "флаг"): _on(22, 8),
    ("знани",): _on(1, 9),
    ("воспитател",): _on(27, 9),
    ("пожил",): _on(1, 10),
    ("учител",): _on(5, 10),
    ("отц",): _weekday_of(3, _SUNDAY, 10),
    ("народн", "единств"): _on(4, 11),
    ("матер",): _weekday_of(LAST, _SUNDAY, 11),
    ("неизвестн", "солдат"): _on(3, 12),
    ("инвалид",): _on(3, 12),
    ("геро", "отечеств"): _on(9, 12),
    ("конституц",): _on(12, 12),
}
_WOMENS = "женск"
_CHRISTMAS = "рождеств"


def feast_at(tokens: list[Token], at: int) -> tuple[Unit, int] | None:
    """The feast that is named from token `at`, and the place after its name."""
    word = tokens[at].word
    if word.startswith(_CHRISTMAS):
        return _on(7, 1), at + 1
    if word.startswith(_WOMENS) and tokens[at + 1].word.startswith("дн"):
        return _on(8, 3), at + 2
    if not word.startswith(("день", "дня", "дню", "днем")):
        return None
    for names, unit in _DAYS_OF.items():
        end = at + 1 + len(names)
        if end < len(tokens) and all(
            token.word.startswith(name)
            for token, name in zip(tokens[at + 1 : end], names, strict=True)
        ):
            return unit, _after_the_rest(tokens, end)
    return None


def _after_the_rest(tokens: list[Token], end: int) -> int:
    """Past the words that only fill the name out: «семьи, любви и верности», «письменности …»."""
    rest = ("любв", "верност", "культур")
    while any(token.word.startswith(rest) for token in tokens[end : end + 2]):
        end += 1
    return end
