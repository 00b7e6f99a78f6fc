"""A program of its own that saves a file it saw earlier: `saving FOLDER-OR-URL ID NOTE`.

Says "seen" when it has the file open, saves on the first line that it is told, and says how that ended.
"""

import sys
from pathlib import Path
from uuid import UUID

from gridconsole.care.errors import Conflict
from tests.stores import Store


def main(where: str, id: str, note: str) -> None:
    store = Store(url=where) if "://" in where else Store(folder=Path(where))
    with store.open() as console:
        caller = console.caller()
        seen = console.care.open(caller, UUID(id))
        print("seen", flush=True)
        sys.stdin.readline()
        try:
            console.care.correct(caller, seen, {"note": note})
        except Conflict as error:
            print("Conflict", error.theirs.text("note"), flush=True)
        else:
            print("saved", note, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
