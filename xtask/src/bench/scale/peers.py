"""Draws ROWS DRAWN with numpy and with consistent_sampler; one JSON object a line."""

import json
import sys
import time

import consistent_sampler
import numpy

rows, drawn = int(sys.argv[1]), int(sys.argv[2])


def best(draw):
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        draw()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def tell(name, seconds):
    print(json.dumps({"name": name, "seconds": seconds}))


generator = numpy.random.default_rng(1)
weights = numpy.where(numpy.arange(rows) % 10 == 3, 2.0, 1.0)
chances = weights / weights.sum()
tell(
    f"numpy choice(replace=False, p), {drawn:,} of {rows:,}",
    best(lambda: generator.choice(rows, size=drawn, replace=False, p=chances)),
)
# It takes seconds for what others do in milliseconds: fewer rows, and from them as many more.
fewer = min(rows, 100_000)
codes = [f"9132080{number:011}" for number in range(fewer)]
share = max(1, drawn * fewer // rows)
seconds = best(lambda: list(consistent_sampler.sampler(codes, seed="1", take=share)))
tell(f"consistent_sampler, {share:,} of {fewer:,} (no weights)", seconds)
tell(f"consistent_sampler, scaled to {rows:,}", seconds * rows / fewer)
