"""What the user sees, decided in plain Python: one frozen state, a ``changed`` signal and a few verbs per page."""
