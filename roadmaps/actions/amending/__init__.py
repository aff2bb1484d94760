"""Amendments: a working copy of a frozen plan, its approval by an order, or its end without one."""
