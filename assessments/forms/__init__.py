"""Forms of results, scales, criteria, calculations and lists."""
