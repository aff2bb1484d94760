"""What plans say on pages of other apps, and what they let upper apps add to their own."""
