"""What a new outlet costs and comes to: processor time for the look round, the share of the week that its module reaches
and reads exactly.

    python tests/bench/adoption.py

Outlets are those of tests/newcomers.py; `look` is the walk with its articles, `learn` what is made of them."""

from __future__ import annotations

import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent)]

from adopting import look, score  # noqa: E402
from newcomers import newcomers  # noqa: E402

from monitor.adoption.deciding import decide  # noqa: E402
from monitor.adoption.module import load_module, write_module  # noqa: E402


def main() -> None:
    first = next(iter(newcomers().values()))
    decide(look(first), first.front, "warm", "")  # what is loaded once, is
    for outlet in newcomers().values():
        outlet.pages  # noqa: B018 (made before the clock starts)
        began = time.process_time()
        looked = look(outlet)
        walked = time.process_time() - began
        adopted = decide(looked, outlet.front, outlet.build.name, "")
        learned = time.process_time() - began - walked
        asked = len(outlet.asked)
        seen = score(outlet, load_module(write_module(adopted.declaration), outlet.build.name))
        exact = " ".join(f"{name} {share:.3f}" for name, share in seen.exact.items())
        print(
            f"{outlet.build.name}: {asked} pages, look {walked:.2f} s ({60 * walked / asked:.2f} s for 60 pages),"
            f" learn {learned:.2f} s, reached {seen.reached:.3f}, of other sites {len(seen.strange)}, {exact},"
            f" text {seen.body:.3f}"
        )


if __name__ == "__main__":
    main()
