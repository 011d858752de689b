"""What was typed stays: when saving fails, when a door closes, when the server is away."""
