"""`./dev bench`: fills databases, alternates between the product and the bare view, prints a table.

dev gives the keys, a folder for everything (BENCH_FOLDER) and a PostgreSQL server of its own
(BENCH_POSTGRES: its address without a database; its data stands in the folder).
"""

import argparse
import sys
from collections.abc import Sequence

from tests.bench.runs import MEASURES, Run


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("--quick", action="store_true", help="three rounds of 4 s, no million")
    parser.add_argument("--only", choices=MEASURES, action="append", help="may stand again")
    parser.add_argument("--database", choices=("sqlite", "postgres"), action="append")
    told = parser.parse_args(arguments)
    tables = []
    for database in told.database or ("sqlite", "postgres"):
        with Run(database, told.only or MEASURES, quick=told.quick) as run:
            tables.append(f"{database}\n\n{run.measured()}")
    print("", *tables, sep="\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
