"""Filters above tables of results, lists, scales and signs of bias."""
