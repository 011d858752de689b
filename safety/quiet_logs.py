"""What goes wrong is written down; who met it, and on which page, is not."""

import logging
import re

from languages.offered import CODES

# An address of a page, a shared preview with its token, and how gunicorn names a visitor.
PAGE = re.compile(rf"(?<![\w.-])/(?:{'|'.join(CODES)}|meelezen|sound)(?:/\S*)?(?!\S)")
ADDRESS = re.compile(r"\bip=\S+")


class WithoutVisitor(logging.Filter):
    """Takes addresses of pages and of visitors out of what is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        quiet = ADDRESS.sub("ip=-", PAGE.sub("/-", message))
        if quiet != message:
            record.msg, record.args = quiet, ()
        return True
