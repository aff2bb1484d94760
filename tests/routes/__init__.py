"""Every address of the portal with its roles, a module for each subject."""
