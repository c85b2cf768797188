#!/usr/bin/env python3
"""Damages logical graphs at random and checks what each command answers.

usage: mutate.py CORPUS GRAPH... [--seed N] [--count N]

Real graphs of the folder CORPUS take part when it is there. A damaged graph is taken (status 0) or refused (3) with a node
or link named, within a second of CPU time and a gigabyte of memory.
"""
import argparse
import copy
import json
import os
import pathlib
import random
import resource
import subprocess
import sys

COMMANDS = (["validate"], ["show"], ["partition", "-N", "3", "-a", "metis", "-o", "/dev/null"])
VALUES = ["x", "-1", -1, 10**12, "1000000000000", 1e300, "nan", "inf", "", None, 0, "0", [], {}, 2**63, 2**64, "0.5", 1.5, True]
COUNTED = ("num", "execution", "data_vol", "input_", "n_", "group", "m", "k")
CATEGORIES = ["Scatter", "Gather", "Loop", "GroupBy", "MKN", "SubGraph", "ExclusiveForceNode", "Memory", "DALiuGEApp", "Comment",
              "Branch", "Start", "Bogus"]
MOST_SECONDS, MOST_KIB = 1.0, 1_000_000
MOST_MAPPED = 6 << 30


def identity(node):
    return next((key for key in ("id", "key", "oid") if key in node), "id")


def fields(node):
    lists = [node.get("fields"), node.get("applicationArgs")]
    return [field for entries in lists if isinstance(entries, list) for field in entries if isinstance(field, dict)]


class Mutation:
    """One way to damage a graph, by name; each takes the generator, the nodes and the links."""

    def drop_node(dice, nodes, links):
        nodes.remove(dice.choice(nodes))

    def double_node(dice, nodes, links):
        nodes.append(copy.deepcopy(dice.choice(nodes)))

    def drop_member(dice, nodes, links):
        node = dice.choice(nodes)
        node.pop(dice.choice(list(node)), None)

    def spoil_member(dice, nodes, links):
        node = dice.choice(nodes)
        node[dice.choice(list(node))] = dice.choice(VALUES)

    def drop_field(dice, nodes, links):
        node = dice.choice(nodes)
        if isinstance(node.get("fields"), list) and node["fields"]:
            node["fields"].pop(dice.randrange(len(node["fields"])))

    def spoil_number(dice, nodes, links):
        numbers = [field for node in nodes for field in fields(node) if str(field.get("name")).startswith(COUNTED)]
        if numbers:
            dice.choice(numbers)["value"] = dice.choice(VALUES)

    def move(dice, nodes, links):
        node, group = dice.choice(nodes), dice.choice(nodes)
        node["group" if "group" in node else "parentId"] = group.get(identity(group))

    def recast(dice, nodes, links):
        dice.choice(nodes)["category"] = dice.choice(CATEGORIES)

    def flag(dice, nodes, links):
        for field in fields(dice.choice(nodes)):
            if field.get("name") in ("group_start", "group_end", "loop_aware"):
                field["value"] = dice.choice(["true", "false", True, "x"])

    def turn_link(dice, nodes, links):
        link = dice.choice(links)
        for a, b in (("from", "to"), ("fromPort", "toPort")):
            link[a], link[b] = link.get(b), link.get(a)

    def lead_astray(dice, nodes, links):
        other = dice.choice(nodes)
        dice.choice(links)[dice.choice(["from", "to"])] = dice.choice(["nowhere", other.get(identity(other)), None, 7])

    def forget_port(dice, nodes, links):
        dice.choice(links)[dice.choice(["fromPort", "toPort"])] = dice.choice(["nowhere", "", None, 5])

    def drop_link(dice, nodes, links):
        links.pop(dice.randrange(len(links)))


MUTATIONS = {name: how for name, how in vars(Mutation).items() if not name.startswith("_")}


def mutate(graph, dice):
    """Damages \\p graph in place; the names of what was done."""
    done = []
    for name in dice.choices(sorted(MUTATIONS), k=dice.choice([1, 1, 1, 2, 4])):
        nodes, links = graph["nodeDataArray"], graph["linkDataArray"]
        if nodes and links:
            MUTATIONS[name](dice, nodes, links)
            done.append(name)
    return done


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MAPPED, MOST_MAPPED))


def answer(command, path):
    """Exit status (negative: signal), CPU seconds, KiB and standard error of one command."""
    with open("said", "w") as said:
        child = subprocess.Popen(["atoll", command[0], path, *command[1:]], stdout=subprocess.DEVNULL, stderr=said,
                                 preexec_fn=limit)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, pathlib.Path("said").read_text()


def complaint(command, path, healthy):
    """What is wrong with the answer of \\p command, which \\p healthy seconds suffice for when nothing is; or None."""
    status, seconds, memory, said = answer(command, path)
    if status not in (0, 3):
        return f"ends with {status}"
    if memory > MOST_KIB:
        return f"takes {memory // 1000} MB"
    if seconds > MOST_SECONDS + (0 if status == 3 else healthy):
        return f"takes {seconds:.1f} s"
    named = any(words in said for words in ("node '", "/nodeDataArray", "/linkDataArray", "the graph has no nodes"))
    return None if status == 0 or named else f"names no node or link: {said[:300]}"


def samples(corpus, own, dice):
    """Texts of logical graphs, with the seconds that a healthy one may take."""
    expected = corpus / "expected.json"
    paths = [pathlib.Path(path) for path in own]
    if expected.exists():
        entries = [entry for entry in json.loads(expected.read_text())
                   if entry.get("kind") != "physical" and entry.get("status") == "ok"]
        paths += [corpus / entry["graph"] for entry in dice.sample(entries, 20)]
    graphs = [json.loads(path.read_text()) for path in paths]
    return [graph for graph in graphs if isinstance(graph, dict) and all(
        isinstance(graph.get(key), list) for key in ("nodeDataArray", "linkDataArray"))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("graphs", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=150)
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    graphs = samples(arguments.corpus, arguments.graphs, dice)
    failed = 0
    for number in range(arguments.count):
        graph = copy.deepcopy(graphs[number % len(graphs)])
        done = mutate(graph, dice)
        path = f"mutated-{number}.json"
        pathlib.Path(path).write_text(json.dumps(graph))
        found = [f"{command[0]} {text}" for command in COMMANDS if (text := complaint(command, path, healthy=10))]
        failed += len(found)
        for text in found:
            print(f"{path} ({', '.join(done)}): {text}", flush=True)
        if not found:
            os.unlink(path)
    print(f"{arguments.count} mutations of {len(graphs)} graphs, {failed} complaints")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
