"""Files in which an organisation is described, read into records: tables of our own header, and the
lists of the Helsinki service map.

Reading never stops at the first fault: every bad row is named by its number, column and reason.
"""

from kuulluksi.pure.orgfile.links import faults, in_order
from kuulluksi.pure.orgfile.records import BadRow, Contents, Kind, Record, Value
from kuulluksi.pure.orgfile.servicemap import KEYS, from_service_map
from kuulluksi.pure.orgfile.table import COLUMNS, csv_rows, from_rows

__all__ = [
    "COLUMNS",
    "KEYS",
    "BadRow",
    "Contents",
    "Kind",
    "Record",
    "Value",
    "csv_rows",
    "faults",
    "from_rows",
    "from_service_map",
    "in_order",
]
