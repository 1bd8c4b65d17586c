"""Small reusable parts of pages."""
