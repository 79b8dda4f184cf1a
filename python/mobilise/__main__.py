"""The command ``mobilise``: the program's own command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Does what the command line says, and ends with the program's exit code."""
    from ._native import main as command

    sys.exit(command(["mobilise", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
