"""The printed dossier: what this recipient may see, laid out and rendered to PDF."""
