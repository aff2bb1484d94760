"""How many examples a property is asked with."""

import os

TIMES = 25
IS_THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def examples(usual: int) -> int:
    """`usual` in each run; many times more in the thorough one."""
    return usual * TIMES if IS_THOROUGH else usual
