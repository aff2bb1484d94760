"""Reads of results, imports and classifications, shaped for pages and commands."""
