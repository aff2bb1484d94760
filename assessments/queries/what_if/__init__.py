"""Reads for «Что, если…»: figures kept ready, and what the page shows."""
