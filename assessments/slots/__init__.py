"""What lists let upper apps add to their pages."""
