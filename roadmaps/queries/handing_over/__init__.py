"""Reads for handing over the work of a person."""
