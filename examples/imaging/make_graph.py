#!/usr/bin/env python3
"""Writes the imaging pipeline as a physical graph: make_graph.py [BEAMS] > imaging.graph

Per beam one app simulates the visibilities; per beam and sub-band one app images them; one app gathers all images into
a cube and a mosaic; the last finds the sources. Weights are rough seconds and bytes, for the partitioner.
"""
import json
import pathlib
import sys

BANDS = 2
HERE = pathlib.Path(__file__).resolve().parent / "pipeline"


def argument(name, usage):
    return {"name": name, "value": "", "type": "String", "usage": usage, "encoding": "path",
            "positional": False, "precious": False}


def shell_app(oid, name, command, inputs, outputs, seconds):
    """An app that reads and writes data drops; `inputs` and `outputs` map a port to a drop."""
    return {"oid": oid, "name": name, "categoryType": "Application", "category": "BashShellApp",
            "dropclass": "dlg.apps.bash_shell_app.BashShellApp", "command": command,
            "weight": seconds, "execution_time": seconds, "num_cpus": 1,
            "applicationArgs": {port: argument(port, "InputPort") for port in inputs}
            | {port: argument(port, "OutputPort") for port in outputs},
            "inputs": [{drop: port} for port, drop in inputs.items()],
            "outputs": [{drop: port} for port, drop in outputs.items()]}


def file_data(oid, name, path, size, kind="file.FileDROP", key="filepath"):
    return {"oid": oid, "name": name, "categoryType": "Data", "category": "File",
            "dropclass": "dlg.data.drops." + kind, key: path, "weight": size, "data_volume": size}


def imaging_graph(beams):
    drops, images = [], []
    for beam in range(beams):
        ms = f"ms_{beam}"
        drops.append(shell_app(f"simulate_{beam}", "simulate", f"'{HERE}/simulate.py' {beam} {beams} {{ms}}",
                               {}, {"ms": ms}, 1))
        drops.append(file_data(ms, "measurement set", f"beam{beam:02}.ms", 1_500_000, "directory.DirectoryDROP", "dirname"))
        for band in range(BANDS):
            image = f"image_{beam}-{band}"
            drops.append(shell_app(f"clean_{beam}-{band}", "image a sub-band",
                                   f"'{HERE}/image.sh' {{ms}} {band} {{image}}", {"ms": ms}, {"image": image}, 1))
            drops.append(file_data(image, "image", f"beam{beam:02}-{band}.fits", 190_000))
            images.append(image)
    ports = {f"image{i}": image for i, image in enumerate(images)}
    words = " ".join("{" + port + "}" for port in ports)
    drops.append(shell_app("gather", "gather", f"'{HERE}/gather.py' {beams} {{cube}} {{mosaic}} {words}",
                           ports, {"cube": "cube", "mosaic": "mosaic"}, 5))
    drops.append(file_data("cube", "cube", "cube.h5", 5_000_000))
    drops.append(file_data("mosaic", "mosaic", "mosaic.png", 100_000))
    drops.append(shell_app("find", "find sources", f"'{HERE}/find.py' {beams} {{cube}} {{sources}}",
                           {"cube": "cube"}, {"sources": "sources"}, 1))
    drops.append(file_data("sources", "sources", "sources.txt", 1_000))
    return drops + [{}]


if __name__ == "__main__":
    json.dump(imaging_graph(int(sys.argv[1]) if len(sys.argv) > 1 else 36), sys.stdout, indent=1)
