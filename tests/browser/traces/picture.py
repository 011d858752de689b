"""Whether anything can be seen on a picture of the screen."""

import zlib


def is_blank(png: bytes) -> bool:
    """Whether all rows of pixels are alike: no letter and no line is on it."""
    width = int.from_bytes(png[16:20], "big")
    channels = {2: 3, 6: 4}[png[25]]  # colour, without or with transparency
    at, packed = 8, b""
    while at < len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + size]
        at += size + 12
    pixels = zlib.decompress(packed)
    row = 1 + width * channels
    # The first row and those that are written as "like the one above" may differ.
    return len({pixels[i : i + row] for i in range(row, len(pixels), row)}) <= 2
