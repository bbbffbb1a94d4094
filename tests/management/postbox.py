"""A small mail server for tests: takes letters over SMTP and can be slow, refuse or hang up."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar


class Postbox(socketserver.ThreadingTCPServer):
    """What came, by address, in order; `busy` counts the lines that are open."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Line)
        self.received: list[str] = []
        self.busy = 0
        self.refuses: set[str] = set()
        self.hangs_up: set[str] = set()
        self.slowness = 0.0

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Line(socketserver.StreamRequestHandler):
    """One connection. Only as much of the protocol as a sender needs."""

    server: Postbox
    ANSWERS: ClassVar[dict[str, str]] = {"EHLO": "250 postbox", "HELO": "250 postbox"}

    def handle(self) -> None:
        self.server.busy += 1
        try:
            self.talk()
        except (BrokenPipeError, ConnectionResetError):
            pass  # the sender was killed
        finally:
            self.server.busy -= 1

    def talk(self) -> None:
        self.say("220 postbox")
        to = ""
        while line := self.rfile.readline().decode().strip():
            word = line.split(":", 1)[0].split(" ", 1)[0].upper()
            if word == "RCPT":
                to = line.partition("<")[2].partition(">")[0]
                if to in self.server.hangs_up:
                    return
                self.say("451 not now" if to in self.server.refuses else "250 ok")
            elif word == "DATA":
                self.say("354 go on")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                time.sleep(self.server.slowness)
                self.server.received.append(to)
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say(self.ANSWERS.get(word, "250 ok"))

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def postbox() -> Iterator[Postbox]:
    with Postbox() as box:
        thread = threading.Thread(target=box.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield box
        finally:
            box.shutdown()
            thread.join()
