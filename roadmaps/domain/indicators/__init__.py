"""What a target indicator demands, and whether its actual values meet that. Pure."""
