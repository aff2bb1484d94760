"""Old Word documents through LibreOffice: what is none is refused soon."""

import os
import shutil
import subprocess
import time

import docx
import pytest

from core.office.errors import UnreadableFileError
from core.office.reading import read_document

# The portal reads these formats through LibreOffice alone: without it there is nothing to convert.
pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_bytes_that_only_call_themselves_a_word_document_are_refused_soon() -> None:
    """Read as text, these bytes took LibreOffice half a minute."""
    content = OLE + os.urandom(200_000) + "WordDocument".encode("utf-16-le") + os.urandom(100_000)
    start = time.monotonic()
    with pytest.raises(UnreadableFileError, match="повреждён"):
        read_document(content, "План.doc")
    assert time.monotonic() - start < 15


@pytest.mark.parametrize("ending", ["doc", "rtf"])
def test_documents_of_old_word_are_read(tmp_path, ending) -> None:
    source = tmp_path / "plan.docx"
    document = docx.Document()
    document.add_paragraph("Дорожная карта на 2026 год")
    document.save(str(source))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", tmp_path]
    subprocess.run([*command, source], check=True, capture_output=True, timeout=60)
    content = (tmp_path / f"plan.{ending}").read_bytes()
    found = read_document(content, f"План.{ending}")
    assert "Дорожная карта на 2026 год" in [one.text for one in found.paragraphs]
