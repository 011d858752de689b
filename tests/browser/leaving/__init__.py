"""Does leaving hold, whatever the network does and whatever is pressed next?

`python -m tests.browser.leaving` (make exit-matrix) tries it in both browsers.
"""
