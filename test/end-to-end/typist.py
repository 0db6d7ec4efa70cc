"""Types at a program in a pseudo-terminal, as a person does: waits for the words, then presses the keys.

    typist.py SCRIPT PROGRAM [ARGUMENT ...]

SCRIPT is JSON: a list of [words, keys]. Prints everything that the screen has shown; ends with the program's exit code,
or with 99 and the words that never came.
"""
import fcntl, json, os, pty, re, select, struct, sys, termios, time

script = json.loads(sys.argv[1])
child, screen = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 160, 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])

shown = b''
read_to = 0
give_up = time.monotonic() + 45


def plain(raw):
    return re.sub(rb'\x1b\[[0-9;?]*[a-zA-Z]', b'', raw).decode('utf8', 'replace')


def look():
    """Takes what has come; False when the program has ended."""
    global shown
    if not select.select([screen], [], [], 0.1)[0]:
        return True
    try:
        chunk = os.read(screen, 65536)
    except OSError:
        return False
    shown += chunk
    return chunk != b''


alive = True
for words, keys in script:
    while words not in plain(shown[read_to:]):
        if not alive or time.monotonic() > give_up:
            sys.stdout.write(plain(shown) + '\nNEVER CAME: ' + words + '\n')
            os.kill(child, 9) if alive else None
            sys.exit(99)
        alive = look()
    read_to = len(shown)
    os.write(screen, keys.encode())
while alive and time.monotonic() < give_up:
    alive = look()
sys.stdout.write(plain(shown))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
