"""What an administrator uploads, turned into plain rows or lists that the reader of files takes.

The contents stay in the session between looking and confirming, so that exactly what was shown is
what is done.
"""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypedDict

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kuulluksi.org.rules import Refused
from kuulluksi.pure.orgfile import KEYS, Contents, csv_rows, from_rows, from_service_map
from kuulluksi.pure.text import clean_text

# A county has some thousand places; what is far larger is some other file.
LARGEST = 20_000_000
# What a spreadsheet of that size holds when it is unpacked.
LARGEST_UNPACKED = 200_000_000
MOST_ROWS = 5_000
# So many rows of a table are read, to tell how many they are; a file of line ends has millions.
MOST_READ = 100_000
# What reading a spreadsheet raises when it is none: SyntaxError is its XML's.
BROKEN = (
    *(InvalidFileException, zipfile.BadZipFile, SyntaxError),
    *(KeyError, ValueError, IndexError, OSError),
)


class Upload(TypedDict):
    """Plain values, as the session keeps them: rows of a table, or lists of a service map."""

    form: str
    parts: list[Any]


def take(files: Sequence[tuple[str, bytes]]) -> Upload:
    """Files by name and content: one table (CSV or XLSX), or lists of the service map (JSON).

    Raises Refused with what is wrong with the file as a whole.
    """
    if sum(len(content) for _name, content in files) > LARGEST:
        raise Refused(_("The file is too large: at most 20 megabytes."), "file")
    if all(name.lower().endswith(".json") for name, _content in files):
        upload = Upload(form="service-map", parts=[lists(content) for _name, content in files])
        rows = sum(len(part) for part in upload["parts"] if isinstance(part, list))
    elif len(files) == 1:
        name, content = files[0]
        spreadsheet = name.lower().endswith(".xlsx")
        upload = Upload(form="table", parts=sheet(content) if spreadsheet else table(content))
        rows = len(upload["parts"])
    else:
        raise Refused(_("Choose one table, or only lists of the service map (JSON)."), "file")
    if rows > MOST_ROWS:
        raise Refused(
            _("The file has %(rows)d rows. At most %(most)d fit.")
            % {"rows": rows, "most": MOST_ROWS},
            "file",
        )
    return upload


def contents(upload: Upload) -> Contents:
    """The records of an upload, with every bad row named."""
    if upload["form"] == "service-map":
        return from_service_map(upload["parts"])
    return from_rows(upload["parts"])


def lists(content: bytes) -> Any:
    """A list of departments or units, with no more of each than is read."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused(_("This is not a JSON file."), "file") from None
    if not isinstance(found, list):
        return None
    return [
        {key: plain(row[key]) for key in KEYS & row.keys()} if isinstance(row, dict) else None
        for row in found
    ]


def plain(value: object) -> object:
    """What no database holds goes: a NUL, or half of a character that JSON can escape."""
    return clean_text(value) if isinstance(value, str) else value


def table(content: bytes) -> list[list[str]]:
    try:
        rows = csv_rows(content, at_most=MOST_READ)
        return [[clean_text(cell) for cell in row] for row in rows]
    except ValueError:
        raise Refused(_("This is not a table. Save it as CSV or XLSX."), "file") from None


def sheet(content: bytes, *, hours: bool = False) -> list[list[str]]:
    """The cells of the first sheet as words; days and whole numbers as people write them. `hours`:
    a moment keeps its time of day."""
    try:
        _check_unpacked(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        first = book.worksheets[0]
        # A sheet may claim a million empty rows; reading stops where nobody's table goes.
        rows = first.iter_rows(max_row=MOST_ROWS + 2, max_col=100, values_only=True)
        found = [[words(cell, hours=hours) for cell in row] for row in rows]
    except BROKEN:
        raise Refused(_("This is not an XLSX file."), "file") from None
    while found and not any(found[-1]):
        found.pop()
    return found


def _check_unpacked(content: bytes) -> None:
    """An XLSX file is a ZIP archive, and a small one may unpack to more than the memory holds. No
    part yields more bytes than the archive says, so what it says can be trusted."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
            raise Refused(_("The file is too large: at most 20 megabytes."), "file")


def words(cell: object, *, hours: bool = False) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if hours else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean_text(str(cell))
