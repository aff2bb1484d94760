"""A chart as a picture, for formats that take no drawing: SVG → PDF → PNG."""

import io
from xml.etree import ElementTree as ET

import pypdfium2

from core.office import charts
from reports.domain.document import Chart
from reports.renderers import pdf

DOTS_PER_INCH = 200
COLOURS = 64


def png(chart: Chart) -> bytes:
    """The drawing of `chart` as PNG, sharp enough for print."""
    drawing = charts.svg(chart)
    root = ET.Element("html", {"lang": "ru"})
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = chart.caption
    size = f"{drawing.get('width')}px {drawing.get('height')}px"
    sheet = f"@page {{ size: {size}; margin: 0; }} svg {{ display: block; }}"
    ET.SubElement(head, "style").text = f"{pdf.style()}\n{sheet}"
    ET.SubElement(root, "body").append(drawing)
    page = pdf.pdf_of_html(ET.tostring(root, encoding="unicode", method="html"))
    with pypdfium2.PdfDocument(page) as document:
        image = document[0].render(scale=DOTS_PER_INCH / 72).to_pil()
    content = io.BytesIO()
    image.quantize(COLOURS).save(content, "PNG", optimize=True)
    return content.getvalue()
