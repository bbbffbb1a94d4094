"""Files of figures that were not counted here, read into records: our own table (`table`), the
national statistics service (`sotkanet`), and numbers of clients (`clients`).

Reading never stops at the first fault: a row that cannot be taken is kept apart with its cells and
the reason, and so are rows that contradict each other (`agreeing`).
"""

from kuulluksi.pure.figurefile.agreeing import agreed
from kuulluksi.pure.figurefile.clients import Number, one_number_each, read_clients
from kuulluksi.pure.figurefile.records import Apart, Contents, Printed, Reason
from kuulluksi.pure.figurefile.sotkanet import Parts, read_sotkanet
from kuulluksi.pure.figurefile.table import (
    COLUMNS,
    Names,
    read_figures,
    read_names,
)

__all__ = [
    "COLUMNS",
    "Apart",
    "Contents",
    "Names",
    "Number",
    "Parts",
    "Printed",
    "Reason",
    "agreed",
    "one_number_each",
    "read_clients",
    "read_figures",
    "read_names",
    "read_sotkanet",
]
