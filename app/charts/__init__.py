"""Drawings as values: a tuple of shapes that Qt, ReportLab and SVG paint alike."""
