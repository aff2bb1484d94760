"""Signed addresses that work without signing in."""
