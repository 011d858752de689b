"""Formats of browsers that Python cannot read: leveldb tables, snappy, Mozilla's lz4."""

from collections.abc import Iterator

TABLE_END = bytes.fromhex("57fb808b247547db")  # the last bytes of a leveldb table
MOZLZ4 = b"mozLz40\0"


def unpack(data: bytes) -> Iterator[bytes]:
    """What is packed in the bytes of a whole file, if it is one of these formats."""
    try:
        if data.startswith(MOZLZ4):
            yield lz4(data[12:])
        elif data.endswith(TABLE_END):
            yield from _blocks(data)
    except IndexError:
        return  # cut off or of another version: its raw bytes are searched all the same


def _blocks(data: bytes) -> Iterator[bytes]:
    """The blocks of a leveldb table; its last one lists where the others stand."""
    _, at = _varint(data, len(data) - 48)
    _, at = _varint(data, at)
    start, at = _varint(data, at)
    size, _ = _varint(data, at)
    index = _block(data, start, size)
    yield index
    at = 0
    while at < len(index) - 4 * (1 + int.from_bytes(index[-4:], "little")):
        _, at = _varint(index, at)
        fresh, at = _varint(index, at)
        value, at = _varint(index, at)
        at += fresh
        start, after = _varint(index, at)
        size, _ = _varint(index, after)
        yield _block(data, start, size)
        at += value


def _block(data: bytes, start: int, size: int) -> bytes:
    packed = data[start : start + size]
    return snappy(packed) if data[start + size] == 1 else packed


def snappy(data: bytes) -> bytes:
    """Undo Google's snappy: bytes to take over, and copies of what came before."""
    _, at = _varint(data, 0)
    result = bytearray()
    while at < len(data):
        tag = data[at]
        at += 1
        kind, size = tag & 3, (tag >> 2) + 1
        if kind == 0:
            if size > 60:
                more = size - 60
                size = int.from_bytes(data[at : at + more], "little") + 1
                at += more
            result += data[at : at + size]
            at += size
            continue
        if kind == 1:
            size = (tag >> 2 & 7) + 4
            offset = tag >> 5 << 8 | data[at]
            at += 1
        else:
            wide = 2 if kind == 2 else 4
            offset = int.from_bytes(data[at : at + wide], "little")
            at += wide
        _repeat(result, offset, size)
    return bytes(result)


def lz4(data: bytes) -> bytes:
    """Undo one block of lz4."""
    at, result = 0, bytearray()

    def length(size: int, at: int) -> tuple[int, int]:
        if size == 15:
            while data[at] == 255:
                size, at = size + 255, at + 1
            size, at = size + data[at], at + 1
        return size, at

    while at < len(data):
        token = data[at]
        size, at = length(token >> 4, at + 1)
        result += data[at : at + size]
        at += size
        if at >= len(data):
            break
        offset = int.from_bytes(data[at : at + 2], "little")
        size, at = length(token & 15, at + 2)
        _repeat(result, offset, size + 4)
    return bytes(result)


def _repeat(result: bytearray, offset: int, size: int) -> None:
    """Copy from what is there already; it may run into its own copy."""
    for _ in range(size):
        result.append(result[-offset])


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
