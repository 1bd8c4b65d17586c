"""One file per rule or family of rules."""
