"""Headers in which a browser weighs what it likes: Accept-Language, Accept-Encoding."""

LONGEST = 20  # items that are looked at; nobody lists more in earnest


def weights(header: str) -> dict[str, float]:
    """Each item of the header and its weight from 0 to 1, in the header's order.

    Follows RFC 9110, 12.4.2: without a weight it is 1, and 0 means "not this one". An
    item whose weight is no such number is left out.
    """
    weighed: dict[str, float] = {}
    for item in header.lower().split(",")[:LONGEST]:
        name, _, parameters = (part.strip() for part in item.partition(";"))
        try:
            weight = float(parameters.removeprefix("q=") or 1)
        except ValueError:
            continue
        if name and 0 <= weight <= 1:
            weighed.setdefault(name, weight)
    return weighed
