"""Handing over the work of a person: what there is, what passes, and the act that records it."""
