"""python -m channelfit, and the `channelfit` command."""

import gc


def main() -> None:
    """Run the command line."""
    # A run ends before a collection of garbage could pay; reading a rulebook alone would set off dozens.
    gc.disable()
    from channelfit.cli.app import run

    run()


if __name__ == "__main__":
    main()
