"""Schools as files; knows plain values only."""
