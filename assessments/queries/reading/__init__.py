"""Reads for the pages of results: flat queries, sums in the database, values of the domain."""
