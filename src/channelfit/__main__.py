"""python -m channelfit, and the `channelfit` command."""

import gc
import sys


def main() -> None:
    """Run the command line."""
    # Most runs end before a collection of garbage could pay; reading a rulebook alone would set off dozens. But one over many
    # documents must not keep what it is done with.
    gc.set_threshold(100_000, 2, 2)
    try:
        from channelfit.cli.app import run
    except KeyboardInterrupt:
        sys.exit(130)
    code = run()
    # What is there at the end goes with the process, and need not be looked through for garbage before.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
