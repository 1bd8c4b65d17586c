"""One page per view-model."""
