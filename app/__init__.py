"""Patroonzicht: offline case files that show the pattern instead of loose incidents."""

__version__ = "0.1.0"
