"""Runs one notebook with the kernel `linum` and writes the executed one: execute.py FILE.ipynb OUT.ipynb

Exits with 1 when a cell fails, after writing the notebook with the error in it.
"""
import os
import pathlib
import re
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def failed_cell(notebook):
    """The number (from 1, code cells only) of the first code cell that ended in an error and must not, with that error."""
    number = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        number += 1
        if "raises-exception" in cell.metadata.get("tags", []):
            continue
        for output in cell.outputs:
            if output.output_type == "error":
                return number, output
    return None


def main(source, target):
    source, target = pathlib.Path(source), pathlib.Path(target)
    notebook = nbformat.read(source, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=None,
        startup_timeout=120,
        kernel_name="linum",
        resources={"metadata": {"path": str(source.resolve().parent)}},
    )
    started, problem = time.monotonic(), None
    try:
        client.execute()
    except CellExecutionError:
        number, error = failed_cell(notebook)
        trace = "\n".join(error.traceback) or f"{error.ename}: {error.evalue}"
        problem = f"code cell {number} of {source} failed:\n{ANSI.sub('', trace)}"
    except (DeadKernelError, RuntimeError) as dead:
        problem = f"the kernel died while it ran {source}: {dead}"
    nbformat.write(notebook, target)
    if problem:
        print(f"linum: {problem}\nlinum: what ran until there is in {target}", file=sys.stderr)
        return 1
    cells = sum(cell.cell_type == "code" for cell in notebook.cells)
    print(f"linum: {cells} code cells ran in {time.monotonic() - started:.1f} s: {target}")
    return 0


if __name__ == "__main__":
    code = main(*sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # Not sys.exit: nbclient's own hook at exit fails where the kernel never answered.
