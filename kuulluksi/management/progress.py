"""How far a long piece of work has come: on a terminal a bar that grows in its place, elsewhere a
line for each thing that is done.
"""

from django.core.management.base import OutputWrapper

WIDTH = 30
CLEAR = "\r\x1b[K"


class Progress:
    """Of so many things. `quiet`: says nothing."""

    def __init__(self, out: OutputWrapper, things: int, *, quiet: bool = False) -> None:
        self.out, self.things, self.quiet = out, things, quiet
        self.ready = 0
        self.drawn = not quiet and out.isatty()

    def begin(self, name: str) -> None:
        """What is being done now."""
        if self.drawn:
            full = WIDTH * self.ready // self.things
            bar = "#" * full + "." * (WIDTH - full)
            self.out.write(f"{CLEAR}[{bar}] {self.ready}/{self.things}  {name}", ending="")
            self.out.flush()

    def done(self, line: str) -> None:
        self.ready += 1
        if not self.drawn and not self.quiet:
            self.out.write(line)

    def end(self, line: str) -> None:
        if not self.quiet:
            self.out.write(f"{CLEAR if self.drawn else ''}{line}")
