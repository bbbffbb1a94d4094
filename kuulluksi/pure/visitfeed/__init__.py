"""Who may be asked after a visit: a feed of visits, or a plain list of addresses, is read (`cells`,
`rows`), and of each row it is told whether it leads to an invitation, and if not, why (`choosing`).

The identifier and the moment of a visit are looked at here and go no further.
"""

from kuulluksi.pure.visitfeed.choosing import (
    Choice,
    LeftOut,
    Terms,
    Wanted,
    choose_listed,
    choose_visits,
    spoken,
)
from kuulluksi.pure.visitfeed.rows import (
    COLUMNS,
    BadRow,
    Listed,
    Visit,
    read_address,
    read_list,
    read_visits,
)

__all__ = [
    "COLUMNS",
    "BadRow",
    "Choice",
    "LeftOut",
    "Listed",
    "Terms",
    "Visit",
    "Wanted",
    "choose_listed",
    "choose_visits",
    "read_address",
    "read_list",
    "read_visits",
    "spoken",
]
