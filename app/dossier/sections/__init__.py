"""The sections of the dossier, one file each."""
