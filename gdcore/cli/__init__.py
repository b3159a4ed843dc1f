"""The command `gdcore`; `main` runs it.

Nothing is imported here that Python has not loaded already: an interrupt before `main` runs would
print a traceback.
"""

TYPE_CHECKING = False  # type checkers take it for true; `typing` alone takes 5 ms to import
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run the command line; returns the exit status.

    0: success. 2: a fault of the spec or the arguments. 130: interrupted. 1: any other error.
    """
    try:
        from gdcore.process import loading, prepare

        prepare()
        with loading():
            from gdcore.cli.commands import run
        return run(arguments)
    except KeyboardInterrupt:
        import os

        os.write(2, b"interrupted\n")
        return 130
