"""Documents broken in the ways that disks, mail, old programs and ill will break them."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

ODD_NUMBERS = ("-1", "0", "4294967296", "99999999999999999999", "1e9", "NaN", "", "½", "٣", "0x10")
ODD_TEXTS = (
    "",
    "\u202e\ufffd",
    "х" * 100_000,
    "1." * 5_000,
    "(" * 9_999,
    "до " * 20_000,
    "а\n" * 20_000,
    "|" * 10_000,
    "сентябрь – " * 5_000,
)
ODD_LINES = (
    *ODD_TEXTS,
    "\t" * 5_000,
    '"\t"' * 1_000,
    "┌─┬─┐\n│\n" * 500,
    "+--" * 3_000,
    "<table><tr><td colspan=999999999 rowspan=999999999>",
    "<b>" * 20_000,
)
BOMB = (
    '<!DOCTYPE d [<!ENTITY a "смех">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
_BROKEN = (
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    ValueError,
    LookupError,
    RuntimeError,
    EOFError,
    zlib.error,
)
_DIGITS = re.compile(rb"\d+")


@dataclass(frozen=True, slots=True)
class Sound:
    """A document that can be read, and what its packing is: `zip`, `pdf`, `text` or `bytes`."""

    name: str
    content: bytes
    packing: str


def packing_of(content: bytes) -> str:
    """How a document can be taken apart."""
    if content.startswith(b"PK"):
        return "zip"
    if content.startswith(b"%PDF"):
        return "pdf"
    return "bytes" if b"\x00" in content[:2_000] else "text"


def mutilated(sound: Sound, chance: random.Random) -> tuple[str, bytes]:
    """The document broken once or a few times, and the names of what was done."""
    ways = _WAYS[sound.packing]
    content, done = sound.content, []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        way = chance.choice(ways)
        try:
            content = way(content, chance)
        except _BROKEN:
            break  # what is broken already cannot be broken in this way
        done.append(way.__name__.strip("_"))
    return "+".join(done), content


def _bytes(content: bytes, chance: random.Random) -> bytes:
    broken = bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 100))):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def _hole(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    size = chance.choice((1, 64, 4_096))
    return (
        content[:start]
        + chance.choice((b"", bytes(size), b"\xff" * size))
        + content[start + size :]
    )


def _twice(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    piece = content[start : start + chance.choice((16, 512, 8_192))]
    return content[:start] + piece * chance.choice((2, 5, 40)) + content[start:]


def _text(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    odd = chance.choice(ODD_LINES)
    return content[:start] + odd.encode() + content[start:]


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def _changed(content: bytes, chance: random.Random, way: Callable[[bytes], bytes]) -> bytes:
    """One XML part of an archive changed; the ones with the words are the likeliest."""
    parts = _parts(content)
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    weights = [
        10 if re.search(r"document|content|sheet\d|sharedStr", name) else 1 for name in names
    ]
    name = chance.choices(names, weights)[0]
    parts[name] = way(parts[name])
    return _packed(parts)


def _elements(content: bytes, chance: random.Random) -> bytes:
    def way(part: bytes) -> bytes:
        root = etree.fromstring(part)
        for _ in range(chance.choice((1, 2, 5, 20))):
            every = [each for each in root.iter() if each.getparent() is not None]
            if not every:
                break
            _one_element(chance.choice(every), chance, every)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return _changed(content, chance, way)


def _one_element(
    element: etree._Element, chance: random.Random, every: list[etree._Element]
) -> None:
    parent = element.getparent()
    assert parent is not None
    what = chance.randrange(7)
    if what == 0:
        parent.remove(element)
    elif what == 1:
        copies = chance.choice((1, 3, 30, 300))
        size = len(etree.tostring(element))
        for _ in range(min(copies, 2_000_000 // size + 1)):
            parent.append(etree.fromstring(etree.tostring(element)))
    elif what == 2 and element.attrib:
        name = chance.choice(list(element.attrib))
        element.set(name, chance.choice(ODD_NUMBERS))
    elif what == 3:
        element.text = chance.choice(ODD_TEXTS)
    elif what == 4 and isinstance(element.tag, str):
        element.tag = chance.choice([each.tag for each in every if isinstance(each.tag, str)])
    elif what == 5:
        other = chance.choice(every)
        if other not in element.iter():
            other.append(element)
    elif isinstance(element.tag, str):
        inside = element
        for _ in range(chance.choice((3, 100, 3_000))):
            inside = etree.SubElement(inside, element.tag)
        inside.text = "глубоко"


def _numbers(content: bytes, chance: random.Random) -> bytes:
    """Every tenth or so number of a part is absurd: spans, places, counts."""

    def way(part: bytes) -> bytes:
        odd = chance.choice(ODD_NUMBERS).encode()
        share = chance.choice((0.01, 0.1, 0.5))
        return re.sub(
            rb'(?<=")\d+(?=")',
            lambda found: odd if chance.random() < share else found.group(),
            part,
        )

    return _changed(content, chance, way)


def _entities(content: bytes, chance: random.Random) -> bytes:
    def way(part: bytes) -> bytes:
        head = chance.choice((BOMB, OUTSIDE)).encode()
        body = re.sub(rb"^\s*<\?xml[^>]*\?>", b"", part)
        return head + body.replace(b"</", b"&j;</", chance.choice((1, 1_000)))

    return _changed(content, chance, way)


def _deep(content: bytes, chance: random.Random) -> bytes:
    def way(part: bytes) -> bytes:
        names = re.findall(rb"<(\w+:\w+)[ />]", part) or [b"a"]
        name, depth = chance.choice(names), chance.choice((200, 5_000, 100_000))
        tag = re.search(rb"</" + name + rb">", part)
        place = tag.start() if tag else len(part) // 2
        return (
            part[:place]
            + (b"<" + name + b">") * depth
            + (b"</" + name + b">") * depth
            + part[place:]
        )

    return _changed(content, chance, way)


def _members(content: bytes, chance: random.Random) -> bytes:
    """Members of an archive lost, exchanged, blown up or added."""
    parts = _parts(content)
    name = chance.choice(list(parts))
    what = chance.randrange(6)
    if what == 0:
        del parts[name]
    elif what == 1:
        parts[name] = parts[chance.choice(list(parts))]
    elif what == 2:
        parts[name] = b" " * chance.choice((0, 1, 45_000_000))
    elif what == 3:
        parts["word/vbaProject.bin"] = parts["xl/vbaProject.bin"] = b"\xd0\xcf"
    elif what == 4:
        parts |= {f"extra/{number}.xml": b"<a/>" for number in range(chance.choice((10, 6_000)))}
    else:
        parts[name] = parts[name] * chance.choice((2, 50))
    return _packed(parts)


def _repacked(content: bytes, chance: random.Random) -> bytes:
    """The directory of an archive tells lies: bytes near its end are changed."""
    broken = bytearray(content)
    for _ in range(chance.choice((1, 4))):
        broken[-chance.randrange(1, min(2_000, len(broken)))] = chance.randrange(256)
    return bytes(broken)


def _pdf_numbers(content: bytes, chance: random.Random) -> bytes:
    odd = chance.choice((b"0", b"1", b"-1", b"999999999", b"1e38", b"65536"))
    share = chance.choice((0.001, 0.01, 0.1))
    return _DIGITS.sub(lambda found: odd if chance.random() < share else found.group(), content)


def _pdf_names(content: bytes, chance: random.Random) -> bytes:
    names = re.findall(rb"/[A-Za-z]+", content)
    old, new = chance.choice(names), chance.choice(names)
    return content.replace(old, new, chance.choice((1, 5, -1)))


def _pdf_loops(content: bytes, chance: random.Random) -> bytes:
    """References point elsewhere, perhaps back to themselves."""
    every = re.findall(rb"\d+ 0 R", content)
    old, new = chance.choice(every), chance.choice(every)
    return content.replace(old, new, chance.choice((1, 3, -1)))


def _pdf_streams(content: bytes, chance: random.Random) -> bytes:
    """What a page draws, unpacked, changed and packed again."""

    def way(found: re.Match[bytes]) -> bytes:
        if chance.random() > 0.3:
            return found.group()
        try:
            drawn = zlib.decompress(found.group(1))
        except zlib.error:
            return found.group()
        lines = drawn.split(b"\n")
        if chance.random() < 0.3:
            lines *= chance.choice((2, 20))
        for _ in range(chance.choice((1, 10, 100))):
            place = chance.randrange(len(lines))
            lines[place] = chance.choice(
                (b"", b"q " * 1_000, b"0 0 1e9 1e9 re f", b"BT", b"ET Q Q", lines[place] * 3)
            )
        return b"stream\n" + zlib.compress(b"\n".join(lines)) + b"\nendstream"

    return re.sub(rb"stream\r?\n(.*?)\r?\nendstream", way, content, flags=re.DOTALL)


_ANY = (_bytes, _cut, _hole, _twice)
_WAYS = {
    "zip": (*_ANY, _elements, _elements, _elements, _numbers, _numbers, _entities, _deep, _members,
            _repacked),
    "pdf": (*_ANY, _pdf_numbers, _pdf_names, _pdf_loops, _pdf_streams, _pdf_streams),
    "text": (*_ANY, _text, _text),
    "bytes": _ANY,
}  # fmt: skip
