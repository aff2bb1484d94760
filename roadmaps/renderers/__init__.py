"""Plans and work as files; knows plain values only."""
