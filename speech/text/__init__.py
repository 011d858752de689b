"""What is read aloud: the sentences of a page, and how a language says them."""
