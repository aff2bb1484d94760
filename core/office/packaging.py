"""Office archives with the same bytes for the same content."""

import io
import zipfile
from collections.abc import Mapping

# The earliest moment a ZIP archive can name; real times belong to the document's properties.
FIXED_MOMENT = (1980, 1, 1, 0, 0, 0)


def repacked(content: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """The archive `content` without times of packing, with the `replaced` members put in."""
    replaced = replaced or {}
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            member = zipfile.ZipInfo(name, FIXED_MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, replaced.get(name) or source.read(name))
    return target.getvalue()
