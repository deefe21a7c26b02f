"""python -m channelfit, and the `channelfit` command."""

import gc
import sys


def main() -> None:
    """Run the command line."""
    # A run ends before a collection of garbage could pay; reading a rulebook alone would set off dozens.
    gc.disable()
    try:
        from channelfit.cli.app import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run())


if __name__ == "__main__":
    main()
