"""One user action each: one function, one transaction, one entry in the log."""
