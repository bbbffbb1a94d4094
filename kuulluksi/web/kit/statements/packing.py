"""A file of an office program is a packet of parts, and its programs write the hour into it. Packed
anew with the day of the statement, the same statement gives the same bytes.
"""

import io
import re
from datetime import date, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CORE = "docProps/core.xml"
MOMENTS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
STRAY = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def settled(packet: bytes, on: date) -> bytes:
    """The same parts in the same order, as if made on that day."""
    written = io.BytesIO()
    moment = datetime.combine(on, time()).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(io.BytesIO(packet)) as old, ZipFile(written, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == CORE:
                part = MOMENTS.sub(rb"\g<1>" + moment + rb"\g<3>", part)
            info = ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, part)
    return written.getvalue()


def plain(words: str) -> str:
    """Words without the signs that no file of this kind can hold."""
    return STRAY.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
