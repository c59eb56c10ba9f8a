"""`make bench`: every measurement one after the other; exit code 1 when a promised figure was missed. Names on the line choose some."""

import subprocess
import sys
from pathlib import Path
from typing import Final

PARTS: Final = ("http", "search", "imports", "images", "kiosk", "desk", "load")


def main() -> int:
    """One process each, so that no part's memory or caches flatter the next."""
    wanted = [name for name in sys.argv[1:] if name in PARTS] or list(PARTS)
    missed = []
    for name in wanted:
        print(f"--- {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=Path(__file__).parent.parent, check=False).returncode:
            missed.append(name)
    print(f"missed: {', '.join(missed)}" if missed else "every figure reached")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
