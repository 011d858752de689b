"""How one gets in: the forms, the second step, the session, and the password asked again."""
