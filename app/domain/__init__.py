"""What a case is made of: frozen values without a clock, a database, a screen or a file."""
