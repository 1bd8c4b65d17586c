"""Paint drawings on the screen."""
