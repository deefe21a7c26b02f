"""Whether what is kept between runs ever makes an answer wrong: `python benchmarks/kept.py [moments] [seed]`.

Kills a run at so many random moments (200), some with the cache empty and some just after an edit of the rules, and damages what
is kept at random in between. After each of them a whole run must print what a run without anything kept prints, and nothing else.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
EXAMPLE = str(ROOT / "examples" / "bakery.yaml")


def damaged(rng: Random, place: Path) -> None:
    """Flip a byte, cut a file off, or take everything away."""
    for path in sorted(place.glob("*")):
        data = path.read_bytes()
        at = rng.randrange(len(data) or 1)
        match rng.randrange(6):
            case 0:
                path.write_bytes(data[:at] + bytes((data[at] ^ (1 << rng.randrange(8)),)) + data[at + 1 :] if data else b"x")
            case 1:
                path.write_bytes(data[:at])
            case 2:
                path.unlink()
            case _:
                pass


def main() -> None:
    """Print how many answers were wrong; end with 1 if any was."""
    moments, rng = int(sys.argv[1]) if len(sys.argv) > 1 else 200, Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(shutil.copytree(ROOT / "rules", Path(folder, "rules")))
        edited = rules / "channels" / "linkedin.yaml"
        text = edited.read_text(encoding="utf-8")
        call = [sys.executable, "-m", "channelfit", "advise", EXAMPLE, "--format", "json", "--rules", str(rules)]
        env = {**os.environ, "XDG_CACHE_HOME": folder, "CHANNELFIT_CACHE": "1"}
        place = Path(folder, "channelfit")
        time.sleep(2.1)  # So that the rules are old enough to be kept.
        started = time.monotonic()
        wanted = subprocess.run(call, capture_output=True, env={**env, "CHANNELFIT_CACHE": "0"}, check=True).stdout
        longest = time.monotonic() - started
        for moment in range(moments):
            if moment % 10 == 9:
                # A comment changes no answer, but everything that is kept of this file.
                edited.write_text(f"{text}# {moment}\n", encoding="utf-8")
            damaged(rng, place)
            killed = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
            time.sleep(rng.uniform(0, 1.2 * longest))
            killed.kill()
            killed.wait()
            done = subprocess.run(call, capture_output=True, env=env, check=False)
            if (done.returncode, done.stdout, done.stderr) != (0, wanted, b""):
                wrong += 1
                print(f"moment {moment}: {done.returncode} {done.stderr.decode()[:200]}")
    print(f"{moments} moments, {wrong} wrong answers")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
