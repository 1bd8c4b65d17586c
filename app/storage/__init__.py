"""The vault: the only place that knows SQLAlchemy, SQLCipher and the keys."""
