"""Sound itself: who speaks it, how it is cut, checked and kept."""
