"""A Concert V2 terminal on a pseudo-terminal, for benchmarks: no customer, no faults, and an optional speed of the line.

Usage: terminal.py <microseconds a character, 0 for none> <body of the answer>
Prints the path of the device. With a speed, each character of the till and of the terminal takes as long as on a line of
that speed. In this protocol the two directions are never used at once.
"""
import os
import pty
import sys
import time
import tty

ENQ, ACK, EOT, STX, ETX = 5, 6, 4, 2, 3
pace = int(sys.argv[1]) / 1e6
body = sys.argv[2].encode("ascii") + bytes([ETX])
lrc = 0
for byte in body:
    lrc ^= byte
answer = bytes([STX]) + body + bytes([lrc])

master, slave = pty.openpty()
tty.setraw(slave)
print(os.ttyname(slave), flush=True)


def wait_until(moment):
    left = moment - time.perf_counter()
    # The kernel wakes us some 60 microseconds late: this loop waits for the rest.
    if left > 0.0003:
        time.sleep(left - 0.0003)
    while time.perf_counter() < moment:
        pass


def hear(count):
    got = b""
    begun = None
    while len(got) < count:
        piece = os.read(master, count - len(got))
        begun = begun or time.perf_counter()
        got += piece
    if pace:
        wait_until(begun + pace * count)
    return got


def say(these):
    if not pace:
        os.write(master, these)
        return
    begun = time.perf_counter()
    for place, byte in enumerate(these):
        wait_until(begun + pace * (place + 1))
        os.write(master, bytes([byte]))


while True:
    try:
        first = hear(1)[0]
    except OSError:
        # The device is closed (some tills open it for each payment).
        time.sleep(0.0002)
        continue
    if first != ENQ:
        continue
    say(bytes([ACK]))
    hear(37)
    say(bytes([ACK]))
    hear(1)
    say(bytes([ENQ]))
    hear(1)
    say(answer)
    hear(1)
    say(bytes([EOT]))
