"""A draft becomes rows of a table of its own (2: drafts are moved, one file at a time)."""

import json
import zlib

from django.db import migrations

ITEMS_A_PIECE = 256


def packed(items):
    text = json.dumps(items, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 1)


def unpacked(content):
    return json.loads(zlib.decompress(content))


def into_pieces(apps, schema_editor):
    ResultsImport = apps.get_model("assessments", "ResultsImport")
    DraftPiece = apps.get_model("assessments", "DraftPiece")
    for key in list(ResultsImport.objects.values_list("pk", flat=True)):
        one = ResultsImport.objects.get(pk=key)
        draft = one.draft or {}
        facts = [*draft.get("rows", ()), *draft.get("facts", ())]
        # Drafts of the first version kept them without what the table needs; nobody reads those.
        references = [row for row in draft.get("references", ()) if "kind" in row]
        number = 0
        for holds, items in (("facts", facts), ("references", references), ("issues", one.issues)):
            for start in range(0, len(items), ITEMS_A_PIECE):
                part = items[start : start + ITEMS_A_PIECE]
                DraftPiece.objects.create(
                    results_import=one, number=number, holds=holds, items=len(part),
                    content=packed(part),
                )
                number += 1
        works = dict.fromkeys((row["procedure"], row["subject"], row["grade"]) for row in facts)
        contents = {
            "kinds": draft.get("kinds", []),
            "rows": len(facts) + len(references),
            "works": list(map(list, works)),
            "years": sorted({row["academic_year"] for row in facts}),
            "errors": sum(issue["severity"] == "error" for issue in one.issues),
        }
        ResultsImport.objects.filter(pk=key).update(contents=contents)


def into_documents(apps, schema_editor):
    ResultsImport = apps.get_model("assessments", "ResultsImport")
    DraftPiece = apps.get_model("assessments", "DraftPiece")
    for key, contents in list(ResultsImport.objects.values_list("pk", "contents")):
        held = {"facts": [], "references": [], "issues": []}
        pieces = DraftPiece.objects.filter(results_import=key).order_by("number")
        for holds, content in pieces.values_list("holds", "content"):
            held[holds].extend(unpacked(bytes(content)))
        is_row = [row.get("fact", "marks") == "marks" for row in held["facts"]]
        draft = {
            "kinds": contents.get("kinds", []),
            "rows": [row for row, own in zip(held["facts"], is_row) if own],
            "facts": [row for row, own in zip(held["facts"], is_row) if not own],
            "references": held["references"],
        }
        ResultsImport.objects.filter(pk=key).update(draft=draft, issues=held["issues"])
    DraftPiece.objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0016_pieces_of_drafts'),
    ]

    operations = [
        migrations.RunPython(into_pieces, into_documents),
    ]
