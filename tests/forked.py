"""Asks tests/forking.py for a command: `python forked.py SOCKET scrapy WORD…` stands for `scrapy WORD…` where
a shell or a test starts a process, and so with pytest. Signals are passed on, and it ends as the command does.
"""

import json
import os
import signal
import socket
import sys


def ask(path, order, files):  # type: ignore[no-untyped-def]
    """Begin the command of an `order` with the open `files`; returns the connection on which its exit code will come,
    and its process id."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.connect(path)
    socket.send_fds(connection, [json.dumps(order).encode()], files)
    return connection, int(connection.recv(32))


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def main() -> None:
    path, program, *args = sys.argv[1:]
    files = [number for number in (0, 1, 2) if _is_open(number)]
    order = {"program": program, "args": args, "env": dict(os.environ), "open": files}
    order["cwd"] = os.getcwd()  # noqa: PTH109 (to import pathlib takes as long as all the rest)
    connection, child = ask(path, order, files)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: os.kill(child, number))
    code = int(connection.recv(32))
    if code < 0:
        signal.signal(-code, signal.SIG_DFL) if -code != signal.SIGKILL else None
        os.kill(os.getpid(), -code)
    os._exit(code)


if __name__ == "__main__":
    main()
