"""Signs that marks were not set objectively: what they are called and how they are computed."""
