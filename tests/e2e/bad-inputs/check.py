#!/usr/bin/env python3
"""Gives the program graphs that are wrong, strange or large, and checks what it answers."""
import json
import os
import pathlib
import subprocess
import sys

INVALID, FAILED, WELL = 3, 1, 0
DEEP = 100_000
MANY = 100_000


def data(oid, kind="memory.InMemoryDROP", **more):
    return {"oid": oid, "categoryType": "Data", "dropclass": f"dlg.data.drops.{kind}", **more}


def file(oid, path, **more):
    return data(oid, "file.FileDROP", filepath=path, **more)


def null(oid, **more):
    return data(oid, "data_base.NullDROP", **more)


def app(oid, dropclass, **more):
    return {"oid": oid, "categoryType": "Application", "dropclass": f"dlg.apps.{dropclass}", **more}


def bash(oid, command="true", **more):
    return app(oid, "bash_shell_app.BashShellApp", command=command, **more)


def sleep(oid, **more):
    return app(oid, "simple.SleepApp", **more)


def writes(path, **more):
    return [bash("a", "echo hi > {o}", outputs=["o"], **more), file("o", path)]


def hdf5(oid, **more):
    return {"oid": oid, "categoryType": "Data", "dropclass": "atoll.data.Hdf5Dataset", "filepath": "h5", **more}


def chain(length, first):
    drops = [first | {"outputs": ["d0"]}]
    for i in range(length):
        drops += [null(f"d{i}"), sleep(f"a{i}", inputs=[f"d{i}"], outputs=[f"d{i + 1}"])]
    return drops + [null(f"d{length}")]


LARGE_TEXT = '[{"oid":"a","categoryType":"Data","note":"' + "x" * 200_000_000 + '"}]'
ALL_WRONG = [{"oid": 5, "categoryType": [], "inputs": "x"}, {"oid": None}, {"oid": "b", "categoryType": "Data", "consumers": 5},
             bash("c", [1], n_tries="x", input_error_threshold=[], inputs=[1, None, {"a": {}}, {}], applicationArgs=5)]
CYCLE = [bash("a", inputs=["y"], outputs=["x"]), data("x"), bash("b", inputs=["x"], outputs=["y"]), data("y")]
GROUPS_IN_EACH_OTHER = {"modelData": {"schemaVersion": "OJS"}, "linkDataArray": [], "nodeDataArray": [
    {"id": a, "parentId": b, "category": "Scatter", "categoryType": "Construct", "name": a, "fields": []}
    for a, b in (("a", "b"), ("b", "a"))]}



def node(name, category, kind=None, parent=None, **fields):
    types = {"DALiuGEApp": "Application", "Memory": "Data"}
    made = {"id": name, "name": name, "category": category, "categoryType": kind or types.get(category, "Construct"),
            "fields": [{"id": name + key, "name": key, "value": value} for key, value in fields.items()]}
    if category == "DALiuGEApp":
        made["fields"].append({"id": name + "class", "name": "dropclass", "value": "dlg.apps.simple.SleepApp"})
    return made | ({"parentId": parent} if parent else {})


def drawn(*nodes, links=()):
    return {"modelData": {"schemaVersion": "OJS"}, "nodeDataArray": list(nodes),
            "linkDataArray": [dict(zip(("from", "to", "fromPort", "toPort"), link)) for link in links]}


A, D = node("a", "DALiuGEApp"), node("d", "Memory")
NO_TYPE = {"id": "a", "name": "a", "category": "Memroy", "fields": []}
TWO_WRONG = drawn(node("a", "DALiuGEApp", execution_time="long"), D, links=[("a", "x")])

# (name, text, bytes or JSON of the graph, exit status of validate, of run, what must be said)
CASES = [
    ("truncated", '[{"oid":"a","categoryType":"Da', INVALID, INVALID, "not JSON"),
    ("deep lists", "[" * DEEP, INVALID, INVALID, "not JSON"),
    ("deep value", '[{"oid":"a","x":' + "[" * DEEP + "]" * DEEP + "}]", INVALID, INVALID, "too deep"),
    ("deep logical graph", '{"nodeDataArray":' + "[" * DEEP + "]" * DEEP + "}", INVALID, INVALID, "deep"),
    ("large text", LARGE_TEXT, INVALID, INVALID, "200000"),
    ("binary", bytes(range(256)) * 1000, INVALID, INVALID, "not JSON"),
    ("not UTF-8", b'[{"oid":"a\xff"}]', INVALID, INVALID, "UTF-8"),
    ("empty", "", INVALID, INVALID, "the file is empty"),
    ("empty list", "[]", WELL, WELL, "no drops"),
    ("no graph", "5", INVALID, INVALID, "neither a physical graph"),
    ("wrong types", ALL_WRONG, INVALID, INVALID, "the oid is not a text"),
    ("list of anything", [None, 1, "a"], INVALID, INVALID, "not a drop"),
    ("an oid twice", [data("a"), data("a")], INVALID, INVALID, "is taken"),
    ("cut off", '[\n{"oid": "a"', INVALID, INVALID, "bad.json:2:12: not JSON: the text ends before"),
    ("NaN", '[{"oid": "a", "categoryType": "Data",\n"weight": NaN}]', INVALID, INVALID, "bad.json:2:11: not JSON: 'NaN'"),
    ("drawn NaN", '{"nodeDataArray": [\n{"id": NaN}]}', INVALID, INVALID, "bad.json:2:8: not JSON: 'NaN'"),
    ("time limit in words", writes("f", max_runtime="5 min"), INVALID, INVALID, "max_runtime is '5 min'"),
    ("negative time limit", writes("f", max_runtime=-5), INVALID, INVALID, "max_runtime is '-5'"),
    ("NUL in a command", [bash("a", "echo \0")], INVALID, INVALID, "the command holds a NUL character"),
    ("no such dtype", [hdf5("h", dtype="float33")], INVALID, INVALID, "unknown dtype 'float33'"),
    ("no such shape", [hdf5("h", shape="a,b")], INVALID, INVALID, "cannot read 'a,b' as lengths of axes"),
    ("chunks and shape", [hdf5("h", shape=[4, 4], chunks=[2])], INVALID, INVALID, "chunks of 1 axes"),
    ("flag", [data("x", persist="maybe")], INVALID, INVALID, "/0/persist (drop 'x'): persist is 'maybe'"),
    ("encoding", writes("f", applicationArgs={"x": {"encoding": "utf-9"}}), INVALID, INVALID, "did you mean 'utf-8'?"),
    ("arguments", writes("f", applicationArgs="x"), INVALID, INVALID, "applicationArgs is neither an object nor a list"),
    ("key twice", '[{"oid": "a", "categoryType": "Data", "n": 1, "n": 2}]', WELL, WELL, "the key 'n' stands there twice"),
    ("one path twice", writes("f") + [bash("b", outputs=["p"]), file("p", "f")], INVALID, INVALID, "as drop 'o' is"),
    ("one path, one after the other", writes("f") + [bash("b", inputs=["o"], outputs=["p"]), file("p", "f")], WELL, WELL,
     "what is written last stays"),
    ("one path read twice", [file("x", "f", consumers=["b"]), file("y", "f", consumers=["b"]), bash("b")], WELL, WELL, ""),
    ("many CPUs", writes("f", num_cpus=10_000), WELL, WELL, "num_cpus is 10000, a rank of this session has"),
    ("not filled", drawn(node("s", "Scatter", num_of_copies=1), node("a", "DALiuGEApp", parent="s", note="~band")), WELL, WELL,
     "nothing fills ~band"),
    ("cycle", CYCLE, INVALID, INVALID, "cycle of 4 drops"),
    ("its own output", [bash("a", outputs=["a"])], INVALID, INVALID, "linked to itself"),
    ("data to data", [data("a", consumers=["b"]), data("b")], INVALID, INVALID, "another data drop"),
    ("unknown class", [app("a", "no.Such")], INVALID, INVALID, "dlg.apps.no.Such"),
    ("unknown category", [{"oid": "a", "categoryType": "Zzz"}], INVALID, INVALID, "unknown categoryType 'Zzz'"),
    ("no command", [bash("a", "")], INVALID, INVALID, "command is empty"),
    ("groups in each other", GROUPS_IN_EACH_OTHER, INVALID, INVALID, "inside itself"),
    ("link to no node", drawn(A, D, links=[("a", "dd")]), INVALID, INVALID, "/linkDataArray/0: the link's 'to' names node 'dd'"),
    ("all at once", TWO_WRONG, INVALID, INVALID, "'to' names node 'x'"),
    ("all at once, time", TWO_WRONG, INVALID, INVALID, "node 'a' (id 'a'): 'execution_time' is 'long'"),
    ("volume", drawn(node("d", "Memory", data_volume="big")), INVALID, INVALID, "'data_volume' is 'big'"),
    ("copies", drawn(node("s", "Scatter", num_of_copies="many"), A), INVALID, INVALID, "'num_of_copies' is 'many'"),
    ("scatter without copies", drawn(node("s", "Scatter"), A), WELL, WELL, "does not say its number of copies"),
    ("loop without anything", drawn(node("l", "Loop"), A), WELL, WELL, "does not say its number of iterations"),
    ("loop without start", drawn(node("l", "Loop", num_of_iter=2), A), WELL, WELL, "the loop has no group start"),
    ("group that is none", drawn(A, node("d", "Memory", parent="a")), INVALID, INVALID, "its group 'a' is not a group"),
    ("group that is missing", drawn(node("d", "Memory", parent="g")), INVALID, INVALID, "its group 'g' does not exist"),
    ("drawn on itself", drawn(A, links=[("a", "a")]), INVALID, INVALID, "link /linkDataArray/0 joins it to itself"),
    ("drawn cycle", drawn(A, D, links=[("a", "d"), ("d", "a")]), INVALID, INVALID, "node 'd' (id 'd'), drop '1_d_0': cycle of 2 drops"),
    ("drawn data to data", drawn(D, node("e", "Memory"), links=[("d", "e")]), INVALID, INVALID, "node 'e' (id 'e')"),
    ("missing ports", drawn(A, D, links=[("a", "d", "p1", "p2")]), WELL, WELL, "node 'd' (id 'd'): link /linkDataArray/0 names its port 'p2'"),
    ("no such category", drawn(NO_TYPE), INVALID, INVALID, "did you mean 'Memory'?"),
    ("million millions", drawn(node("s", "Scatter", num_of_copies=10**12), node("a", "DALiuGEApp", parent="s")), INVALID, INVALID,
     "more than 200000000 drops"),
    ("dangling relation", [bash("a", outputs=["x"])], WELL, WELL, "unknown drop 'x' is left out"),
    ("one-sided relations", [bash("a", outputs=["x"]), data("x"), bash("b", inputs=["x"])], WELL, WELL, ""),
    ("empty relations", [data("x", consumers=[], producers=[])], WELL, WELL, ""),
    ("flags as texts", [file("x", "f", check_filepath_exists="0", persist="True")], WELL, WELL, ""),
    ("app to app", [bash("a", outputs=["b"]), bash("b")], WELL, WELL, "2 FINISHED"),
    ("awkward names", [bash("ä \"'\n☃", "echo > {é '\n}", outputs=["é '\n"]), file("é '\n", "é \"'\n x")], WELL, WELL, ""),
    ("path upwards", writes("../up.txt"), WELL, WELL, ""),
    ("tilde is a name", writes("~/x.txt"), WELL, WELL, ""),
    ("variable not set", writes("$NO_SUCH_VARIABLE/x"), None, INVALID, "'NO_SUCH_VARIABLE'"),
    ("no such folder", writes("/proc/none/x"), WELL, FAILED, "cannot create folder '/proc/none"),
    ("file as folder", writes("/etc/passwd/x"), WELL, FAILED, "Not a directory"),
    ("long name", writes("x" * 300), WELL, FAILED, ""),
    ("device read", [file("z", "/dev/zero"), app("c", "simple.CopyApp", inputs=["z"], outputs=["m"]), data("m")], WELL,
     FAILED, "not a regular file"),
    ("too much memory", [app("a", "simple.RandomArrayApp", size=4_000_000_000, outputs=["m"]), data("m")], WELL, FAILED,
     "not enough memory"),
    ("many inputs", [null(f"d{i}", consumers=["a"]) for i in range(MANY)] + [sleep("a")], WELL, WELL, "1 FINISHED"),
    ("long chain", chain(MANY, sleep("a")), WELL, WELL, f"{MANY + 1} FINISHED"),
    ("long chain of errors", chain(MANY, bash("a", "false")), WELL, FAILED, f"{2 * MANY + 2} ERROR"),
]


def scratch_folders():
    return {path.name for path in pathlib.Path("/dev/shm").glob("atoll-bad_*")}


def answer(command):
    done = subprocess.run(["atoll", command, "bad.json"], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def problems(graph, valid, ran, said):
    if isinstance(graph, bytes):
        pathlib.Path("bad.json").write_bytes(graph)
    else:
        pathlib.Path("bad.json").write_text(graph if isinstance(graph, str) else json.dumps(graph))
    text = ""
    for command, wanted in (("validate", valid), ("run", ran)):
        status, printed = answer(command)
        text += printed
        if wanted is not None and status != wanted:
            yield f"{command} ended with {status}, not {wanted}: {printed[:500]}"
    if said not in text:
        yield f"'{said}' is not said: {text[:500]}"


def main():
    before = scratch_folders()
    failed = 0
    for name, *case in CASES:
        for problem in problems(*case):
            failed += 1
            print(f"{name}: {problem}")
    left = scratch_folders() - before
    if left:
        print("left behind in /dev/shm:", *left)
    print(f"{len(CASES)} graphs, {failed} problems")
    os.unlink("bad.json")
    return 1 if failed or left else 0


if __name__ == "__main__":
    sys.exit(main())
