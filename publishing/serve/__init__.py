"""From bytes to a visitor: the live build in front of Django."""
