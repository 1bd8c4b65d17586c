"""Probes: they alone know the widgets; a test that uses them reads like a user's story."""
