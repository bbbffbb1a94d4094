"""The auditor beside a statement: its words, with their figures put in, are put beside the sheets
of the house, language by language.

Numbers that stand by reference are known; claims about them are judged by their own series. In
doubt nobody is accused.
"""

from kuulluksi.pure.statement.auditing.auditing import audited
from kuulluksi.pure.statement.auditing.found import Audited, Bound, Noted, Spot, Typed, Unbound
from kuulluksi.pure.statement.auditing.keeping import from_json, to_json

__all__ = [
    "Audited",
    "Bound",
    "Noted",
    "Spot",
    "Typed",
    "Unbound",
    "audited",
    "from_json",
    "to_json",
]
