#!/usr/bin/env python3
"""A logical graph from a seed: scatters and loops in one another, built-in apps, memory and files, some that fail."""
import json
import random
import sys

rng = random.Random(int(sys.argv[1]))
nodes, links, groups, made = [], [], [None], []


def fields(**values):
    return [{"name": name, "value": value, "type": "Boolean" if isinstance(value, bool) else
             "Integer" if isinstance(value, int) else "String"} for name, value in values.items()]


def add(identity, kind, category, parent, values):
    node = {"id": identity, "name": identity, "category": category, "categoryType": kind, "fields": fields(**values)}
    if parent:
        node["parentId"] = parent["id"]
        parent["members"].append(node)
    nodes.append(node)
    return node


for number in range(rng.randint(2, 4)):
    category = rng.choice(["Scatter", "Scatter", "Loop"])
    size = {"num_of_copies" if category == "Scatter" else "num_of_iter": rng.randint(1, 6)}
    parent = rng.choice(groups)
    group = add(f"G{number}", "Construct", category, parent, size)
    group |= {"isGroup": True, "members": []}
    groups.append(group)

for number in range(rng.randint(5, 10)):
    group = rng.choice(groups)
    if rng.random() < 0.1:
        app = add(f"a{number}", "Application", "BashShellApp", group, {"command": "exit 3"})
    else:
        name = rng.choice(["CopyApp", "CopyApp", "HelloWorldApp", "NullBarrierApp"])
        app = add(f"a{number}", "Application", "DALiuGEApp", group,
                  {"dropclass": f"dlg.apps.simple.{name}", "greet": f"n{number}"})
    links += [(data["id"], app["id"]) for data in rng.sample(made, min(len(made), rng.randint(0, 2)))]
    if number and rng.random() < 0.2:
        links.append((f"a{rng.randrange(number)}", app["id"]))
    for output in range(rng.randint(1, 2)):
        category = "File" if rng.random() < 0.2 else "Memory"
        data = add(f"d{number}x{output}", "Data", category, group, {})
        links.append((app["id"], data["id"]))
        made.append(data)

for group in groups[1:]:
    apps = [node for node in group["members"] if node["categoryType"] == "Application"]
    data = [node for node in group["members"] if node["categoryType"] == "Data"]
    if group["category"] == "Loop" and apps and data:
        apps[0]["fields"] += fields(group_start=True)
        data[-1]["fields"] += fields(group_end=True)
    del group["members"]

json.dump({"nodeDataArray": nodes, "linkDataArray": [{"from": a, "to": b} for a, b in dict.fromkeys(links)]},
          sys.stdout)
