"""Runs a kernel through a first session, so that its JVM can write down what it learnt: train.py KERNEL NOTEBOOK

Executes the notebook's code cells in order, asks for a completion and a documentation after each, and
shuts the kernel down; waits for its process to end by itself, because that is when it writes its cache.
"""
import sys

import nbformat
from jupyter_client.manager import KernelManager

PATIENCE = 120


def main(kernel, notebook):
    manager = KernelManager(kernel_name=kernel)
    manager.shutdown_wait_time = PATIENCE
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        for cell in nbformat.read(notebook, as_version=4).cells:
            if cell.cell_type == "code" and not cell.source.startswith("%"):
                client.execute_interactive(
                    cell.source, timeout=PATIENCE, allow_stdin=False, output_hook=lambda message: None
                )
                client.complete(cell.source, reply=True, timeout=PATIENCE)
                client.inspect(cell.source, reply=True, timeout=PATIENCE)
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
