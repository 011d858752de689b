"""The seed files: what they may hold, reading them, writing them back."""
