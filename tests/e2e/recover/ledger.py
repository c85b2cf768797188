#!/usr/bin/env python3
"""A graph whose apps write down what they do, and the check of what they wrote.

usage: ledger.py graph WIDTH DEPTH SECONDS LEDGER > graph.json
       ledger.py check WIDTH DEPTH LEDGER DATA AGAIN

`graph` makes WIDTH chains of DEPTH apps of SECONDS each with a file after every app, and an app that joins them.
`check` prints what is wrong: an app that did not end, more than AGAIN apps that ended twice (those that ended in
the moment before a kill, too late for the journal), and files that are missing or hold anything but one line.
"""
import collections
import json
import pathlib
import sys


def make(width, depth, seconds, ledger):
    drops = []
    ends = []
    for lane in range(width):
        before = None
        for level in range(depth):
            app, data = f"app_{lane}-{level}", f"data_{lane}-{level}"
            command = (f"echo begin {app} >> {ledger}; sleep {seconds}; "
                       f"echo {app} >> %o0; echo end {app} >> {ledger}")
            drops.append({"oid": app, "name": "app", "categoryType": "Application",
                          "dropclass": "dlg.apps.bash_shell_app.BashShellApp", "command": command,
                          "inputs": [before] if before else [], "outputs": [data]})
            drops.append({"oid": data, "name": "data", "categoryType": "Data",
                          "dropclass": "dlg.data.drops.file.FileDROP", "filepath": f"{data}.txt"})
            before = data
        ends.append(before)
    drops.append({"oid": "join_0-0", "name": "join", "categoryType": "Application",
                  "dropclass": "dlg.apps.bash_shell_app.BashShellApp",
                  "command": f"echo begin join_0-0 >> {ledger}; echo end join_0-0 >> {ledger}", "inputs": ends})
    json.dump(drops, sys.stdout)


def check(width, depth, ledger, data, again):
    ended = collections.Counter(line[4:] for line in pathlib.Path(ledger).read_text().splitlines()
                                if line.startswith("end "))
    apps = [f"app_{lane}-{level}" for lane in range(width) for level in range(depth)]
    for app in [*apps, "join_0-0"]:
        if ended[app] == 0:
            print(f"{app} never ended")
    twice = sorted(app for app, times in ended.items() if times > 1)
    if len(twice) > again:
        print(f"ended more than once: {' '.join(twice)}")
    for app in apps:
        file = pathlib.Path(data, app.replace("app", "data") + ".txt")
        content = file.read_text() if file.exists() else "nothing"
        if content != app + "\n":
            print(f"{file.name} holds {content!r}")


if __name__ == "__main__":
    if sys.argv[1] == "graph":
        make(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5])
    else:
        check(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5], int(sys.argv[6]))
