"""What each kind of page holds besides its words."""
