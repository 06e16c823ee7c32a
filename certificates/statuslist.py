"""A list of bits in which one is set where a badge does not stand any more (W3C Bitstring Status List 1.0)."""

import base64
import gzip

PLACES = 131_072  # the least that the standard allows, so that no list says who asks for whom


def encoded(gone) -> str:
    """`gone` are places from 0. Multibase base64url of the gzipped bits, the first bit leftmost."""
    bits = bytearray(PLACES // 8)
    for place in gone:
        bits[place // 8] |= 0x80 >> (place % 8)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")
