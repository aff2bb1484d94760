"""Pages of schools and of the people in them."""
