"""Patterns out of incidents: rules, checklists and what supports them. Pure: no clock, no database, no files."""
