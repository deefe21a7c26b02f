"""python -m channelfit"""

from channelfit.cli.app import main

if __name__ == "__main__":
    main()
