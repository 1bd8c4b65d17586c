"""The windows and pages; the only place that knows Qt."""
