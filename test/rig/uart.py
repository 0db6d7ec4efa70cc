"""A UART: bytes that are sent with one set of line settings and read with another one.

Settings: {"baud": 9600, "data": 7|8, "parity": "none"|"even"|"odd", "stop": 1|2}, as `settings` of rigd.py.
"""

def parity_of(value, kind):
    ones = bin(value).count("1") & 1
    return ones if kind == "even" else ones ^ 1


def frame(byte, s):
    """Start bit, data with the lowest first, parity, stop."""
    bits = [0] + [byte >> n & 1 for n in range(s["data"])]
    if s["parity"] != "none":
        bits.append(parity_of(byte & (1 << s["data"]) - 1, s["parity"]))
    return bits + [1] * s["stop"]


def heard(data, sender, reader):
    """The bytes that the reader gets. If it checks parity, it drops bytes with a wrong parity or without a stop bit."""
    wire = [bit for byte in data for bit in frame(byte, sender)] + [1] * 4 * 11
    at = lambda time: wire[min(int(time * sender["baud"]), len(wire) - 1)]
    step, end = 1 / reader["baud"], len(wire) / sender["baud"]
    checks = reader["parity"] != "none"
    now, taken = 0.0, []
    while now < end:
        if at(now):                                # the line is idle: go on to the sender's next bit
            now = (int(now * sender["baud"] + 1e-6) + 1 + 1e-6) / sender["baud"]
            continue
        bits = [at(now + step * (n + 1.5)) for n in range(reader["data"] + checks + 1)]
        value = sum(bit << n for n, bit in enumerate(bits[:reader["data"]]))
        good = bits[-1] == 1 and bits[reader["data"]] == parity_of(value, reader["parity"])
        if good or not checks:
            taken.append(value)
        now += step * (len(bits) + 0.5)            # look for the next start bit from the middle of the stop bit on
    return bytes(taken)
