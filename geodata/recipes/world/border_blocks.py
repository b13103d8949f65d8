"""Shared by 80_land_borders and 85_country_areas: ISO codes of Natural Earth's areas, and places packed as varints under LZMA."""
import lzma
import numpy as np


def iso_codes(features):
    """Natural Earth's codes as ISO's: an area without one has the code of its country in every view that is recorded, or none."""
    iso = {f["properties"]["a3"]: f["properties"].get("iso_a3") for f in features}
    iso["KOS"] = "XKX"      # as OpenStreetMap has it; user-assigned, no ISO code
    for f in features:
        views = set((f["properties"].get("pov") or {}).values())
        if not iso[f["properties"]["a3"]] and len(views) == 1:
            iso[f["properties"]["a3"]] = iso.get(next(iter(views)))
    return iso


def varint(out, n):
    while n >= 128:
        out.append(n & 127 | 128); n >>= 7
    out.append(n)


def zigzag(n):
    return n << 1 if n >= 0 else (-n << 1) - 1


def packed_places(numbers, lines, scale):
    """Lists of numbers, then the steps of all places in longitude, then in latitude. The best of three contexts; the header says which."""
    out = bytearray()
    for group in numbers:
        for n in group:
            varint(out, int(n))
    r = np.rint(np.vstack(lines) * scale).astype(int)
    steps = np.diff(np.vstack([[0, 0], r]), axis=0)
    for axis in (0, 1):
        for n in steps[:, axis]:
            varint(out, zigzag(int(n)))
    filters = [{"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 20, "lc": lc, "lp": 0, "pb": 0}
               for lc in (0, 2, 4)]
    return min((lzma.compress(bytes(out), lzma.FORMAT_ALONE, filters=[f]) for f in filters), key=len)
