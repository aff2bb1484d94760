"""Whether an indicator gets better by growing or by falling, told by its name."""

import re

from roadmaps.parsing.wording import heading_key

FALLS = re.compile(r"сниж|сниз|сокра[щт]|уменьш", re.IGNORECASE)
_UNWANTED = re.compile(
    r"неуспева|не преодол|не получивш|не достиг|не освоивш|не сдавш|неудовлетвор|необъектив|двое?к|"
    r"«2»|«двойк|второгодн|пропуск|вакан|дефицит|отток|жалоб|нарушен|правонаруш|ниже минимальн|"
    r"в зоне риска|группы риска|низкий уровень"
)
_WANTED = re.compile(
    r"охва[тч]|вовлеч|вышедш|улучшивш|участвующ|включенн|реализующ|"
    r"(?<!не )(?:преодол|получивш|достиг|освоивш|прошедш|обученн|повысивш|подтвердивш|устранивш)"
)
_LOW_SCHOOLS = re.compile(
    r"^(?:количеств\w*|числ\w*|дол\w+)\s+(?:школ|оо|образовательных организаций|"
    r"общеобразовательных организаций|шнор)\b(?:[^,]*(?:низк|шнор|необъектив|риск)[^,]*)?$"
)


def falls(name: str) -> bool:
    """Whether an indicator of this name gets better by getting smaller."""
    key = heading_key(name)
    if _WANTED.search(key):
        return bool(FALLS.match(key))
    head = re.split(r"\s[-–—]\s|:", key)[0]
    return bool(FALLS.search(key) or _UNWANTED.search(key) or _LOW_SCHOOLS.match(head.strip()))
