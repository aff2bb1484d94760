"""Writing indicators: their words, actual values, changed targets, readings."""
