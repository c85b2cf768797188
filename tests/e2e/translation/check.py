#!/usr/bin/env python3
"""Checks a physical graph that the program wrote.

usage: check.py template|parts|hosts|drops|sleeps FILE [...]   ('-': standard input)
"""
import json
import sys

COPIES = 8


def read(path):
    graph = json.load(sys.stdin if path == "-" else open(path))
    assert "oid" not in graph[-1], "the last element is the graph's reprodata"
    return graph[:-1]


def names(entries):
    return [next(iter(entry)) if isinstance(entry, dict) else entry for entry in entries]


def check_template(path):
    """DALiuGE's form: identifiers, index paths, both ends of every relation with the ports' names."""
    drops = {drop["oid"]: drop for drop in read(path)}
    assert len(drops) == 3 * COPIES + 2 - COPIES, len(drops)
    correlate = drops["obs_correlate_0-5"]
    assert correlate["iid"] == "0-5" and correlate["lg_key"] == "correlate" and correlate["weight"] == 2, correlate
    assert correlate["outputs"] == [{"obs_beam_0-5": "beam"}], correlate["outputs"]
    assert drops["obs_beam_0-5"]["producers"] == [{"obs_correlate_0-5": "beam"}], drops["obs_beam_0-5"]
    total = drops["obs_total_0"]
    assert sorted(names(total["inputs"])) == sorted(f"obs_beam_0-{i}" for i in range(COPIES)), total["inputs"]
    assert total["applicationArgs"]["scale"]["value"] == 3 or total["applicationArgs"]["scale"]["value"] == "3", total


def check_parts(path, parts, islands):
    drops = read(path)
    nodes = {drop["node"] for drop in drops}
    assert nodes == {f"#{i}" for i in range(int(parts))}, nodes
    where = {drop["node"]: drop["island"] for drop in drops}
    assert all(where[drop["node"]] == drop["island"] for drop in drops), "a part on two islands"
    assert set(where.values()) == {f"#{i}" for i in range(int(islands))}, where


def check_hosts(path, nodes, islands):
    drops = read(path)
    assert {drop["node"] for drop in drops} == set(nodes.split(",")), drops[0]
    assert {drop["island"] for drop in drops} == set(islands.split(",")), drops[0]


def check_drops(path, copies):
    assert sum(drop["name"] == "correlate" for drop in read(path)) == int(copies)


def check_sleeps(path):
    for drop in read(path):
        if drop["categoryType"] == "Application":
            assert drop["dropclass"] == "dlg.apps.simple.SleepApp" and float(drop["sleep_time"]) == 0, drop


globals()[f"check_{sys.argv[1]}"](*sys.argv[2:])
