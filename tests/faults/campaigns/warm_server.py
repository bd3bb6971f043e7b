"""The other side of ``warm_reader.py``: a process that has loaded what a reader needs, and forks.

``warm_server DESCRIPTOR``: over that socket comes a file, a pipe and the limits; a fork becomes the
reading process for them, by the same ``child.main`` and within the same limits. Its number is told;
when the other side wants no more of it, how it ended.
"""

from __future__ import annotations

import gc
import os
import socket
import sys
from importlib import import_module

from wicco_desktop.exchange.reading import child

LOADED = (
    "xlrd",
    "wicco_desktop.exchange.reading.package",
    "wicco_desktop.exchange.reading.office_package",
    "wicco_desktop.exchange.reading.ods",
    "wicco_desktop.exchange.reading.text_table",
    "wicco_desktop.exchange.reading.xls",
    "wicco_desktop.exchange.reading.xlsb",
    "wicco_desktop.exchange.reading.xlsx",
)


def serve(asked: socket.socket) -> None:
    """Fork a reader whenever one is asked for, one at a time."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    while True:
        limits, handed, _flags, _address = socket.recv_fds(asked, 4096, 2)
        if not limits:
            return
        forked = os.fork()
        if forked == 0:
            asked.close()
            for target, source in enumerate([*handed, nowhere]):
                os.dup2(source, target)
                os.close(source)
            sys.argv[1:] = [limits.decode()]
            try:
                child.main()
            except BaseException:  # noqa: BLE001 - as a process of its own would end
                os._exit(1)
            os._exit(0)
        for descriptor in handed:
            os.close(descriptor)
        asked.sendall(forked.to_bytes(8, "big"))
        if not asked.recv(1):
            return
        _, status = os.waitpid(forked, 0)
        asked.sendall(status.to_bytes(8, "big"))


def main() -> None:
    """Load, then serve until the other side is gone."""
    for module in LOADED:
        import_module(module)
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        serve(asked)


if __name__ == "__main__":
    main()
