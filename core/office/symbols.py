"""Characters of symbol fonts, which keep pictures in the places of letters."""

_PRIVATE = 0xF000
_PICTURES = {
    0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x6C: "●", 0x9F: "•",
    0x6E: "■", 0xA7: "▪", 0x75: "◆", 0x76: "◆", 0xD8: "➢", 0xB7: "•", 0x50: "✓", 0x52: "☑",
}  # fmt: skip
_OTHER = "•"
_FONTS = ("wingdings", "webdings", "symbol", "zapf dingbats")


def is_symbol_font(name: str | None) -> bool:
    """Whether a font keeps pictures instead of letters."""
    return bool(name) and str(name).lower().startswith(_FONTS)


def picture(code: int) -> str:
    """What a character of a symbol font shows, roughly: a check mark, a box, a bullet."""
    return _PICTURES.get(code & 0xFF, _OTHER)


def without_private(text: str) -> str:
    """Text with characters of the private area, where symbol fonts live, as what they show."""
    if not any(_PRIVATE <= ord(letter) <= _PRIVATE + 0xFF for letter in text):
        return text
    return "".join(
        picture(ord(letter)) if _PRIVATE <= ord(letter) <= _PRIVATE + 0xFF else letter
        for letter in text
    )
