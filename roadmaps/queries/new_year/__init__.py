"""What a plan of other years would say, before it is made."""
