"""OR-tools' min-cost flow on the instance that `domain`'s example `assignment` wrote: assignment.py FILE MAX_LOAD CHOICES.

It gets an easier question than the protocol's: each place may take only CHOICES of its eligible inspectors, drawn at random,
the later the dearer (all pairs would be 500 million arcs); a team may hold somebody twice; there is no lower limit.
"""

import json
import sys
import time

import numpy
from ortools.graph.python import min_cost_flow

path, max_load, choices = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open(path, encoding="ascii") as file:
    objects, inspectors = map(int, file.readline().split())
    people = [file.readline().split() for _ in range(inspectors)]
    lines = [file.readline().split() for _ in range(objects)]

dice = numpy.random.default_rng(1)
caps = numpy.minimum([int(cap) for cap, _, _ in people], max_load)
divisions = numpy.array([division for _, division, _ in people])
qualified = numpy.flatnonzero(numpy.array([held for _, _, held in people]) != "0")
others = {division: numpy.flatnonzero(divisions != division) for division in set(line[0] for line in lines)}

places = 2 * objects
heads = numpy.empty((places, choices), dtype=numpy.int32)
allowed = numpy.ones((places, choices), dtype=bool)
for number, line in enumerate(lines):
    excluded = [int(inspector) for inspector in line[1:]]
    for place, eligible in ((2 * number, qualified), (2 * number + 1, others[line[0]])):
        heads[place] = eligible[dice.integers(len(eligible), size=choices)]
        if excluded:
            allowed[place] = ~numpy.isin(heads[place], excluded)

start = time.perf_counter()
tails = numpy.repeat(numpy.arange(places, dtype=numpy.int32), choices)
costs = numpy.tile(numpy.arange(choices, dtype=numpy.int64), places)
kept = allowed.ravel()
flow = min_cost_flow.SimpleMinCostFlow()
flow.add_arcs_with_capacity_and_unit_cost(
    tails[kept], (heads.ravel() + places)[kept], numpy.ones(kept.sum(), dtype=numpy.int64), costs[kept]
)
sink = places + inspectors
people_nodes = numpy.arange(places, sink, dtype=numpy.int32)
flow.add_arcs_with_capacity_and_unit_cost(
    people_nodes, numpy.full(inspectors, sink, dtype=numpy.int32), caps.astype(numpy.int64), numpy.zeros(inspectors, dtype=numpy.int64)
)
supplies = numpy.zeros(sink + 1, dtype=numpy.int64)
supplies[:places] = 1
supplies[sink] = -places
flow.set_nodes_supplies(numpy.arange(sink + 1, dtype=numpy.int32), supplies)
status = flow.solve_max_flow_with_min_cost()
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "solved": status == flow.OPTIMAL, "filled": int(flow.maximum_flow())}))
