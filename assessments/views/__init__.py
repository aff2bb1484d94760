"""Pages of results, their imports, and the list of ШНОР."""
