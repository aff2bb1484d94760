"""Writes: loading results and calculating the list."""
