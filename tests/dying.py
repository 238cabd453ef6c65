"""Killing a piece of work at its n-th call that changes a folder: exhaustive, where a clock would be chance."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from typing import Any

CALLS = ("rename", "replace", "unlink", "remove", "mkdir", "rmdir", "link")
_KILLED = 9


def dies_at(number: int, work: Callable[[], object]) -> bool:
    """Do `work` in a child that dies, with nothing closed or tidied, just before its `number`-th (from 1) of CALLS;
    return whether it came to that. Raises if the work fails otherwise."""
    child = os.fork()
    if not child:
        gc.freeze()  # what the parent has is not looked through, which would copy it
        left = number

        def counted(call: Callable[..., Any]) -> Callable[..., Any]:
            def do(*args: Any, **given: Any) -> Any:
                nonlocal left
                left -= 1
                if not left:
                    os._exit(_KILLED)
                return call(*args, **given)

            return do

        for name in CALLS:
            setattr(os, name, counted(getattr(os, name)))
        try:
            work()
        except BaseException:  # noqa: BLE001 (whatever it is, the child must not go on as the test)
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, _KILLED), f"the work failed before its call {number}"
    return code == _KILLED
