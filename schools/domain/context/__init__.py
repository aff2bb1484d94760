"""Context of a school by academic year: what is known, what it must look like, the index."""
