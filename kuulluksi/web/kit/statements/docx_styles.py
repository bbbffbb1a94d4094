"""How a statement looks in a word processor: styles that its editors can change in one place,
chapters that number themselves, the language, and the paper.
"""

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT = "Calibri"
HOUSE, INK, VOICE, SOFT = "0B4F4D", "3C4C48", "B84C00", "DFECEA"
TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
MARGIN, WIDE, TALL = 2.5, 29.7, 21.0
TEXT_WIDTH, LANDSCAPE_WIDTH = TALL - 2 * MARGIN, WIDE - 2 * MARGIN

LABEL, FIGURE, BESIDE, NOTE = "Table Label", "Table Figure", "Table Beside", "Table Note"
TOLD, TELLER, UNNUMBERED = "Story", "Story Source", "Heading Unnumbered"
LIST_HEADING, LISTED = "List Heading", "table of figures"
TABLE = "StatementTable"
BUILT_IN = ("toc", LISTED)
_SIDES = f'w:val="single" w:color="{HOUSE}" w:space="0"'
_TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">
<w:name w:val="Statement Table"/><w:basedOn w:val="TableNormal"/>
<w:uiPriority w:val="99"/><w:qFormat/>
<w:tblPr><w:tblBorders><w:top {_SIDES} w:sz="8"/><w:bottom {_SIDES} w:sz="8"/>
<w:insideH w:val="single" w:color="C6D0CC" w:sz="4" w:space="0"/></w:tblBorders>
<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
<w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>
<w:tcPr><w:tcBorders><w:bottom {_SIDES} w:sz="8"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="{SOFT}"/>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>
</w:style>"""


def dress(document: Document, language: str) -> None:
    """Gives a new document its styles, its language and its paper."""
    _speak(document, language)
    _words(document)
    _around_tables(document)
    _around_stories(document)
    document.styles.element.append(parse_xml(_TABLE))
    _number(document)
    _settle(document)
    section = document.sections[0]
    stand(section)
    section.different_first_page_header_footer = True


def stand(section: Section, *, lying: bool = False) -> None:
    """A4, standing or lying."""
    section.page_width, section.page_height = Cm(TALL), Cm(WIDE)
    if lying:
        section.page_width, section.page_height = Cm(WIDE), Cm(TALL)
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    section.header_distance = section.footer_distance = Cm(1.2)


def _speak(document: Document, language: str) -> None:
    tag = TAGS.get(language, language)
    styles = document.styles.element
    for spoken in styles.iter(qn("w:lang")):
        spoken.set(qn("w:val"), tag)
    for spoken in document.settings.element.iter(qn("w:themeFontLang")):
        spoken.set(qn("w:val"), tag)
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for which in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{which}"), FONT)


def _words(document: Document) -> None:
    _style(document, "Normal", 11, after=8, line=1.15)
    title = _style(document, "Title", 30, bold=True, color=HOUSE, before=160, after=6)
    for line in title.element.findall(f".//{qn('w:pBdr')}"):
        line.getparent().remove(line)
    _style(document, "Subtitle", 14, color=INK, after=4)
    _heading(document, "Heading 1", 20, before=28)
    _heading(document, "Heading 2", 14, before=18)
    document.styles.add_style(UNNUMBERED, WD_STYLE_TYPE.PARAGRAPH)
    _heading(document, UNNUMBERED, 20, before=28)
    contents = _heading(document, "TOC Heading", 20, before=0)
    contents.base_style = document.styles["Normal"]
    document.styles.add_style(LIST_HEADING, WD_STYLE_TYPE.PARAGRAPH)
    _heading(document, LIST_HEADING, 14, before=18).base_style = document.styles["Normal"]
    listed = _style(document, LISTED, 10.5, after=3, new=True)
    listed.paragraph_format.left_indent = Cm(0.8)
    listed.paragraph_format.first_line_indent = Cm(-0.8)
    _style(document, "List Bullet", 11, after=4, line=1.15)
    _style(document, "Caption", 10.5, bold=True, color="13211F", before=14, after=4, keep=True)
    _style(document, "Header", 9, color=INK)
    _style(document, "Footer", 9, color=INK)
    for level, indent in ((1, 0.0), (2, 0.8)):
        style = _style(document, f"toc {level}", 11, after=4, new=True)
        style.paragraph_format.left_indent = Cm(indent + 1)
        style.paragraph_format.first_line_indent = Cm(-1)
        style.paragraph_format.tab_stops.add_tab_stop(Cm(indent + 1))


def _heading(document: Document, name: str, size: float, *, before: float) -> ParagraphStyle:
    return _style(document, name, size, bold=True, color=HOUSE, before=before, after=8, keep=True)


def _around_tables(document: Document) -> None:
    _style(document, LABEL, 9.5, new=True)
    figure = _style(document, FIGURE, 9.5, new=True)
    beside = _style(document, BESIDE, 8, color=INK, new=True)
    for style in (figure, beside):
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _style(document, NOTE, 9, color=INK, before=2, after=1, new=True)


def _around_stories(document: Document) -> None:
    side = f'<w:left w:val="single" w:color="{VOICE}" w:sz="24" w:space="10"/>'
    for name, size, color, after in ((TOLD, 11.5, "13211F", 4), (TELLER, 9.5, INK, 12)):
        style = _style(document, name, size, color=color, after=after, new=True)
        style.paragraph_format.left_indent = Cm(0.8)
        border = parse_xml(f"<w:pBdr {nsdecls('w')}>{side}</w:pBdr>")
        style.element.get_or_add_pPr().insert_element_before(
            border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
    told = document.styles[TOLD]
    if isinstance(told, ParagraphStyle):
        told.paragraph_format.keep_with_next = True


def _style(
    document: Document,
    name: str,
    size: float,
    *,
    bold: bool = False,
    color: str = "",
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
    keep: bool = False,
    new: bool = False,
) -> ParagraphStyle:
    if new:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith(BUILT_IN))
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs.")
    for spacing in style.element.findall(f"./{qn('w:rPr')}/{qn('w:spacing')}"):
        spacing.getparent().remove(spacing)
    if new:
        style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.italic = False
    if color:
        style.font.color.rgb = RGBColor.from_string(color)
    spaced = style.paragraph_format
    spaced.space_before, spaced.space_after = Pt(before), Pt(after)
    spaced.line_spacing, spaced.keep_with_next = line, keep
    return style


def _number(document: Document) -> None:
    """Chapters are numbered by their styles: who puts in a chapter numbers none by hand."""
    numbering: Any = document.part.numbering_part.element
    found = numbering.findall(qn("w:abstractNum"))
    key = 1 + max(int(each.get(qn("w:abstractNumId"))) for each in found)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{level + 1}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{shape}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for level, shape in enumerate(("%1", "%1.%2"))
    )
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    found[-1].addnext(made)
    number = numbering.add_num(key).numId
    for level in (0, 1):
        style = document.styles[f"Heading {level + 1}"]
        numbered = style.element.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_ilvl().val = level
        numbered.get_or_add_numId().val = number


def _settle(document: Document) -> None:
    """Not the ways of an old program, and no small picture of another document."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    rels = document.part.package.rels if document.part.package else {}
    for key, rel in list(rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del rels[key]
