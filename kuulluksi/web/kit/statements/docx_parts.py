"""What a word processor counts and finds by itself: numbers of pages, tables and figures, the list
of contents, links, and the words for those who do not see a picture.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from kuulluksi.web.kit.statements.docx_styles import HOUSE


def wear(paragraph: Paragraph, style: str) -> Paragraph:
    """Gives a paragraph a style of ours, by the key that it has in the file: a table has hundreds
    of paragraphs, and the library would look through all styles for each."""
    paragraph._p.style = style.replace(" ", "")  # noqa: SLF001
    return paragraph


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """What the program works out; `shown` until it does."""
    begin(paragraph, instruction)
    paragraph.add_run(shown)
    end(paragraph)


def begin(paragraph: Paragraph, instruction: str) -> None:
    _mark(paragraph, "begin")
    told: Any = OxmlElement("w:instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = f" {instruction} "
    paragraph.add_run()._r.append(told)  # noqa: SLF001  the library knows no fields
    _mark(paragraph, "separate")


def end(paragraph: Paragraph) -> None:
    _mark(paragraph, "end")


def _mark(paragraph: Paragraph, kind: str) -> None:
    mark: Any = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)  # noqa: SLF001


def bookmark(paragraph: Paragraph, number: int, name: str) -> None:
    """Around all that stands in a paragraph, which has a style."""
    start, stop = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, stop):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    body: Any = paragraph._p  # noqa: SLF001
    properties = body.find(qn("w:pPr"))
    properties.addnext(start)
    body.append(stop)


def contents(document: Document, instruction: str, entries: Sequence[tuple[str, str, str]]) -> None:
    """A list (style, words, bookmark), each a link. Pages are numbered when the program brings the
    list up to date: before that nobody knows them, and none is made up."""
    paragraph: Paragraph | None = None
    for place, (style, words, name) in enumerate(entries):
        paragraph = document.add_paragraph(style=style)
        if place == 0:
            begin(paragraph, instruction)
        link: Any = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), name)
        run = paragraph.add_run(words)
        link.append(run._r)  # noqa: SLF001
        paragraph._p.append(link)  # noqa: SLF001
    if paragraph is not None:
        end(paragraph)


def address(document: Document, paragraph: Paragraph, url: str) -> None:
    """A link to a page of the web."""
    key = document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run: Run = paragraph.add_run(url)
    run.font.underline, run.font.color.rgb = True, RGBColor.from_string(HOUSE)
    link.append(run._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def spoken(run: Run, tag: str) -> None:
    """The language of words that stand in another than the document."""
    properties: Any = run._r.get_or_add_rPr()  # noqa: SLF001
    told: Any = OxmlElement("w:lang")
    told.set(qn("w:val"), tag)
    properties.append(told)


def described(properties: Any, title: str, words: str) -> None:
    """What stands for a table to those who do not see it, after all else that is told of it."""
    for name, said in (("w:tblCaption", title), ("w:tblDescription", words)):
        element: Any = OxmlElement(name)
        element.set(qn("w:val"), said)
        properties.append(element)
