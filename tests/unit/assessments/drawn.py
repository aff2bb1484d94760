"""Marks and numbers of people that tests against the slow reference draw."""

from __future__ import annotations

import os

from hypothesis import settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("ENGINE_EXAMPLES", "25"))
many = settings(max_examples=EXAMPLES)
number_of = st.integers(0, 12) | st.sampled_from((3, 10, 30, 80, 267))
marks_of = st.tuples(number_of, number_of, number_of, number_of)
