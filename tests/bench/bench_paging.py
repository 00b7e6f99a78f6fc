"""A million rows as a table: first page, jumps with and without anchors, what the anchors cost."""

import random
import resource
import statistics
import time

from million import million

from gridconsole.care.listing import CareFilter

PAGE = 60


def main() -> None:
    """Print milliseconds and the peak of memory."""
    with million() as console:
        caller = console.caller()
        people = console.care.list
        for order in ("due", "name", "place"):
            chosen = CareFilter(order=order)  # type: ignore[arg-type]
            print(order)
            report("  first page", lambda c=chosen: people.page(caller, c, 0, PAGE))  # type: ignore[misc]
            start = time.perf_counter()
            anchors = people.anchors(caller, chosen)
            print(f"  anchors {(time.perf_counter() - start) * 1000:.0f} ms, once, behind")
            dice = random.Random(3)
            report(
                "  jump",
                lambda c=chosen, a=anchors, d=dice: people.page(caller, c, d.randrange(a.total), PAGE, a),
            )  # type: ignore[misc]
            report(
                "  jump before the anchors",
                lambda c=chosen, a=anchors, d=dice: people.page(caller, c, d.randrange(a.total), PAGE),
            )  # type: ignore[misc]
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def report(words: str, call: object, rounds: int = 60) -> None:
    """Print median and p95 of a call."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()  # type: ignore[operator]
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    print(f"{words} median {statistics.median(times):.1f} ms, p95 {times[int(rounds * 0.95)]:.1f} ms")


if __name__ == "__main__":
    main()
