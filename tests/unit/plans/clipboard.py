"""Plans as Word and Excel put them on the clipboard: HTML of their making, and plain text."""

import html
from collections.abc import Sequence

from tests.unit.plans.making import LINES, Rows, Wide

WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<meta name=Originator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/user/AppData/Local/Temp/msohtmlclip1/01/clip.xml">
<!--[if gte mso 9]><xml>
 <w:WordDocument><w:View>Normal</w:View><w:LidThemeOther>RU</w:LidThemeOther></w:WordDocument>
 <w:LatentStyles DefLockedState="false"><w:LsdException Name="Normal"/></w:LatentStyles>
</xml><![endif]-->
<style>
<!--
 /* Font Definitions */
 @font-face
\t{font-family:"Cambria Math"; panose-1:2 4 5 3 5 4 6 3 2 4; mso-font-pitch:variable;}
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
\t{mso-style-unhide:no; margin:0cm; font-size:12.0pt; mso-bidi-font-weight:bold;}
p.a1
\t{mso-style-name:Скрытый; mso-hide:all;}
span.Strong1
\t{font-weight:bold;}
@page WordSection1 {size:595.3pt 841.9pt;}
 @list l0:level1 {mso-level-text:"%1\\.%2\\."; mso-level-tab-stop:none;}
-->
</style>
</head>

<body lang=RU style='tab-interval:35.4pt;word-wrap:break-word'>
<!--StartFragment-->
"""
WORD_TAIL = "\n<!--EndFragment-->\n</body>\n\n</html>\n"

EXCEL_HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
\t{mso-displayed-decimal-separator:"\\,";
\tmso-displayed-thousand-separator:" ";}
tr
\t{mso-height-source:auto;}
br
\t{mso-data-placement:same-cell;}
td
\t{padding-top:1px; font-weight:400; text-align:general; vertical-align:bottom;}
.xl65
\t{font-weight:700; text-align:center; white-space:normal;}
-->
</style>
</head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=512 style='border-collapse:
 collapse;width:384pt'>
<!--StartFragment-->
 <col width=64 span=5 style='width:48pt'>
"""
EXCEL_TAIL = """ <![if supportMisalignedColumns]>
 <tr height=0 style='display:none'>
  <td width=64 style='width:48pt'></td>
 </tr>
 <![endif]>
<!--EndFragment-->
</table>
</body>
</html>
"""


def word_page(body: str) -> bytes:
    """A body in the frame that Word writes around what is copied."""
    return (WORD_HEAD + body + WORD_TAIL).encode()


def word_paragraph(text: str) -> str:
    """A paragraph as Word writes it, its source lines broken where Word breaks them."""
    broken = html.escape(text).replace(" ", "\n", 1)
    return (
        f"<p class=MsoNormal align=center style='text-align:center'><span lang=EN-US\n"
        f"style='mso-ansi-language:EN-US'>{broken}</span><o:p></o:p></p>\n"
    )


def word_cell(text: str, attributes: str = "") -> str:
    """A cell; an empty one holds Word's paragraph of one non-breaking space."""
    lines = text.split("\n") if text else [""]
    inside = "".join(
        f"<p class=MsoNormal>{html.escape(line)}<o:p>{'' if line else '&nbsp;'}</o:p></p>\n"
        for line in lines
    )
    return (
        f"  <td width=134 {attributes} valign=top style='width:100.5pt;border:solid windowtext\n"
        f"  1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt'>\n  {inside}  </td>\n"
    )


def word_rows(rows: Rows, width: int = 5) -> str:
    """A table; its first row repeats on each page."""
    lines = []
    for index, row in enumerate(rows):
        if isinstance(row, Wide):
            cells = word_cell(row.text, f"colspan={width}")
        else:
            cells = "".join(map(word_cell, row))
        line = f" <tr style='mso-yfti-irow:{index};page-break-inside:avoid'>\n{cells} </tr>\n"
        lines.append(f" <thead>\n{line} </thead>\n" if index == 0 else line)
    return (
        "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0\n"
        f" style='border-collapse:collapse;border:none'>\n{''.join(lines)}"
        f" <![if !supportMisalignedColumns]>\n <tr height=0>\n"
        f"{'  <td width=134 style=border:none></td>' * width}\n </tr>\n <![endif]>\n</table>\n"
    )


def from_word(rows: Rows, lines: Sequence[str] = LINES) -> bytes:
    """The whole plan, copied in Word."""
    paragraphs = "".join(map(word_paragraph, lines))
    return word_page(f"{paragraphs}<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n{word_rows(rows)}")


def excel_page(rows: str) -> bytes:
    """Rows in the frame that Excel writes around what is copied."""
    return (EXCEL_HEAD + rows + EXCEL_TAIL).encode()


def excel_cell(text: str, attributes: str = "") -> str:
    """A cell; line breaks inside it stay in the same cell."""
    inside = html.escape(text).replace("\n", "<br>\n    ")
    return f"  <td class=xl66 {attributes} style='border-left:none'>{inside}</td>\n"


def from_excel(rows: Rows, lines: Sequence[str] = LINES) -> bytes:
    """The whole plan, copied in Excel: long titles flow over their empty neighbours."""
    titles = [
        f" <tr height=20>\n{excel_cell(line, 'colspan=5')} </tr>\n".replace(
            "border-left:none", "mso-ignore:colspan"
        )
        for line in lines
    ]
    table = [
        f" <tr height=20>\n{excel_cell(row.text, 'colspan=5 height=20')} </tr>\n"
        if isinstance(row, Wide)
        else f" <tr height=20>\n{''.join(map(excel_cell, row))} </tr>\n"
        for row in rows
    ]
    return excel_page("".join([*titles, *table]))
