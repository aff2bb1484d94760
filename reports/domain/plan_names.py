"""How a plan's own title stands in a sentence."""

_OWN_WORDS = "дорожная карта"


def of_roadmap(title: str) -> str:
    """Genitive: «дорожной карты по поддержке школ» or «дорожной карты «План поддержки»»."""
    return f"дорожной карты {_rest(title)}".strip()


def the_roadmap(title: str) -> str:
    """Nominative, at the beginning of a sentence."""
    return f"Дорожная карта {_rest(title)}".strip()


def _rest(title: str) -> str:
    """What follows the words «дорожная карта»: the title, without those words where it has them."""
    if title.casefold().startswith(_OWN_WORDS):
        rest = title[len(_OWN_WORDS) :].strip()
        if rest[:1].isalpha() or not rest:
            return rest
    inner = title.replace("«", "„").replace("»", "“")
    return f"«{inner}»"
