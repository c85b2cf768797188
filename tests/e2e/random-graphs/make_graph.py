#!/usr/bin/env python3
"""A random graph of shell apps, file and memory drops: make_graph.py SEED > graph.json"""
import json
import random
import sys

random.seed(int(sys.argv[1]))
LAYERS, WIDTH = 5, 6
drops, layer = [], []


def relation(drop, port):
    return {drop: port}


def add_data(name, kind, producer=None):
    data = {"oid": name, "name": name, "categoryType": "Data", "weight": random.randint(1, 9),
            "dropclass": "dlg.data.drops." + ("file.FileDROP" if kind == "file" else "memory.InMemoryDROP"),
            "consumers": []}
    if kind == "file":
        data["filepath"] = name + ".txt"
    if producer:
        data["producers"] = [relation(producer, "out")]
    drops.append(data)
    return data


def argument(name, usage):
    return {"name": name, "value": "", "type": "String", "usage": usage, "encoding": "path",
            "positional": False, "precious": False}


for number in range(LAYERS * WIDTH):
    name = f"app_{number}"
    inputs = random.sample(layer, min(len(layer), random.randint(1, 3)))
    ports = [f"in{i}" for i in range(len(inputs))]
    fails = number and random.random() < 0.05
    big = random.random() < 0.3
    command = f"cat {' '.join('{' + p + '}' for p in ports)} /dev/null > {{out}}; echo {name} >> {{out}}"
    if big:  # content that is too large to travel with an event
        command += "; seq 1 20000 >> {out}"
    if fails:
        command += "; exit 3"
    app = {"oid": name, "name": name, "categoryType": "Application", "weight": random.randint(1, 9),
           "dropclass": "dlg.apps.bash_shell_app.BashShellApp", "command": command,
           "input_error_threshold": random.choice([0, 0, 50, 100]),
           "applicationArgs": {p: argument(p, "InputPort") for p in ports} | {"out": argument("out", "OutputPort")},
           "inputs": [relation(d["oid"], p) for d, p in zip(inputs, ports)],
           "outputs": [relation("data_" + str(number), "out")]}
    for data, port in zip(inputs, ports):
        data["consumers"].append(relation(name, port))
    drops.append(app)
    layer.append(add_data(f"data_{number}", random.choice(["file", "memory", "memory"]), name))

random.shuffle(drops)
json.dump(drops + [{}], sys.stdout)
