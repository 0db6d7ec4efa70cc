#!/usr/bin/python3
"""Simulated serial and USB devices for a real Chromium (Web Serial, WebUSB), without hardware.

Start it as root:   /usr/bin/python3 rigd.py
It enters its own mount namespace, and
  * covers /sys, /dev, /run/udev and /proc/tty/drivers in that namespace only,
    so that libudev in Chromium sees exactly the devices that this daemon plugs;
  * announces plug and unplug on the udev netlink group, as udevd does;
  * gives every device a pseudo-terminal, and relays its bytes to a UNIX socket,
    to which the simulated terminal (Node, Python, ...) connects;
  * gives every USB device a usbfs node for usbshim.so, which connects to a UNIX socket.
Chromium must be started in the same namespace (chromium-rig does it with nsenter).

Control: one JSON object a line on stdin, one on stdout.  See README.md.
"""
import ctypes, errno, fcntl, json, mmap, os, select, signal, socket, struct, subprocess, sys, termios
from uart import heard

LIBC = ctypes.CDLL(None, use_errno=True)
MS_BIND, MS_REC, MS_PRIVATE, CLONE_NEWNS = 0x1000, 0x4000, 0x40000, 0x20000
TTY_MAJOR = 166                       # the major number of cdc_acm
DRIVERS = ("/dev/tty             /dev/tty        5       0 system:/dev/tty\n"
           "acm                  /dev/ttyACM   166 0-255 serial\n"
           "pty_slave            /dev/pts      136 0-1048575 pty:slave\n")


def mount(src, dst, fs=None, flags=0, data=None):
    enc = lambda s: s.encode() if s else None
    if LIBC.mount(enc(src), enc(dst), enc(fs), flags, enc(data)) != 0:
        e = ctypes.get_errno()
        raise OSError(e, f"mount {src} on {dst}: {os.strerror(e)}")


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)


def enter_sandbox():
    """Private /sys, /dev, /run/udev and /proc/tty/drivers in this mount namespace."""
    if not os.path.isdir("/run/udev"):             # a mount point is needed in the real /run
        os.makedirs("/run/udev")
    if LIBC.unshare(CLONE_NEWNS) != 0:
        sys.exit("rigd: unshare(CLONE_NEWNS) failed: " + os.strerror(ctypes.get_errno()) + " (root is needed)")
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    mount("rig", "/run/udev", "tmpfs", 0, "mode=755")
    put("/run/udev/control", "")                   # libudev: "udevd is running"
    os.makedirs("/run/udev/data")
    top = "/run/udev/.rig"                         # prepared here, then bound to the final paths
    for d in ("sys/class/tty", "sys/bus/usb/devices", "sys/devices/system", "sys/fs", "sys/dev/char",
              "dev/pts", "dev/shm", "dev/bus/usb/001"):
        os.makedirs(f"{top}/{d}")
    for d in ("devices/system", "fs"):             # the CPU and cgroup data stay real
        if os.path.isdir(f"/sys/{d}"):
            mount(f"/sys/{d}", f"{top}/sys/{d}", None, MS_BIND | MS_REC)
    for name, major, minor in (("null", 1, 3), ("zero", 1, 5), ("full", 1, 7), ("random", 1, 8),
                               ("urandom", 1, 9), ("tty", 5, 0), ("ptmx", 5, 2)):
        os.mknod(f"{top}/dev/{name}", 0o020666, os.makedev(major, minor))
        os.chmod(f"{top}/dev/{name}", 0o666)
    for name, to in (("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"),
                     ("stdout", "/proc/self/fd/1"), ("stderr", "/proc/self/fd/2")):
        os.symlink(to, f"{top}/dev/{name}")
    for d in ("pts", "shm"):
        mount(f"/dev/{d}", f"{top}/dev/{d}", None, MS_BIND | MS_REC)
    put(f"{top}/drivers", DRIVERS)                 # Chromium requires a tty of type 'serial'
    mount(f"{top}/sys", "/sys", None, MS_BIND | MS_REC)
    mount(f"{top}/dev", "/dev", None, MS_BIND | MS_REC)
    mount(f"{top}/drivers", "/proc/tty/drivers", None, MS_BIND)


# ---- udev netlink ----------------------------------------------------------------------------

def hash32(s):
    """MurmurHash2 with seed 0, as libudev's socket filters use it."""
    m, data = 0x5BD1E995, s.encode()
    h = len(data)
    mul = lambda a: (a * m) & 0xFFFFFFFF
    while len(data) >= 4:
        k = mul(int.from_bytes(data[:4], "little"))
        k = mul(k ^ (k >> 24))
        h = mul(h) ^ k
        data = data[4:]
    if data:
        h = mul(h ^ int.from_bytes(data, "little"))
    h = mul(h ^ (h >> 13))
    return h ^ (h >> 15)


NL = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, 15)  # KOBJECT_UEVENT
SEQ = 1


def uevent(action, devpath, props):
    global SEQ
    SEQ += 1
    allp = {"ACTION": action, "DEVPATH": devpath, "SEQNUM": str(SEQ), **props}
    if "DEVNAME" in allp and not allp["DEVNAME"].startswith("/"):
        allp["DEVNAME"] = "/dev/" + allp["DEVNAME"]
    body = b"".join(f"{k}={v}".encode() + b"\0" for k, v in allp.items())
    devtype = props.get("DEVTYPE")
    head = (b"libudev\0" + struct.pack(">I", 0xFEEDCAFE) + struct.pack("=III", 40, 40, len(body)) +
            struct.pack(">IIII", hash32(props["SUBSYSTEM"]), hash32(devtype) if devtype else 0, 0, 0))
    try:
        NL.sendto(head + body, (0, 2))             # group 2 is 'udev' (1 is 'kernel')
    except ConnectionRefusedError:                 # no program listens yet
        pass


# ---- devices ---------------------------------------------------------------------------------

def termios2(fd):
    b = bytearray(44)
    fcntl.ioctl(fd, 0x802C542A, b)                 # TCGETS2; on a pty master: the slave's settings
    i, o, c, l = struct.unpack_from("=4I", b)
    parity = "none" if not i & termios.INPCK else "odd" if c & termios.PARODD else "even"
    return {"baud": struct.unpack_from("=I", b, 40)[0], "parity": parity,
            "stop": 2 if c & termios.CSTOPB else 1, "raw": not l & (termios.ICANON | termios.ECHO),
            "crtscts": bool(c & 0x80000000)}


LINES = {"dtr": 2, "rts": 4, "cts": 0x20, "dcd": 0x40, "ri": 0x80, "dsr": 0x100}   # TIOCM_*


class Port:
    def __init__(self, name, o):
        self.name = name
        self.minor = int("".join(ch for ch in name if ch.isdigit()) or 0)
        num = self.minor + 1
        self.usb = f"/devices/pci0000:00/0000:00:14.0/usb1/1-{num}"
        self.devpath = f"{self.usb}/1-{num}:1.0/tty/{name}"
        self.sockpath = o["sock"]
        vid, pid = o.get("vid", "0b00"), o.get("pid", "0080")
        product, serial = o.get("product", "Simulated Terminal"), o.get("serial", "SIM0001")
        self.props = {"SUBSYSTEM": "tty", "DEVNAME": name, "MAJOR": str(TTY_MAJOR), "MINOR": str(self.minor)}
        self.udev = {"ID_BUS": "usb", "ID_VENDOR_ID": vid, "ID_MODEL_ID": pid,
                     "ID_MODEL": product.replace(" ", "_"), "ID_MODEL_ENC": product.replace(" ", "\\x20"),
                     "ID_SERIAL": f"Sim_{product.replace(' ', '_')}_{serial}", "ID_SERIAL_SHORT": serial,
                     "ID_USB_INTERFACE_NUM": "00", "ID_USB_DRIVER": "cdc_acm"}
        self.master, slave = os.openpty()
        self.pts = os.ttyname(slave)
        a = termios.tcgetattr(slave)
        a[0], a[1], a[3] = 0, 0, 0                 # raw from the first byte on
        a[2] = termios.CS8 | termios.CREAD | termios.CLOCAL | termios.B9600
        termios.tcsetattr(slave, termios.TCSANOW, a)
        os.close(slave)                            # from now on POLLHUP means that the page has closed it
        os.set_blocking(self.master, False)
        self.open, self.cfg, self.out, self.peer = False, None, None, None
        self.menu = o.get("menu")                  # the terminal's own line settings; None: it accepts any
        os.makedirs("/dev/.rig", exist_ok=True)    # the files shared with ttyshim.so
        self.linefile = f"/dev/.rig/{os.path.basename(self.pts)}"
        with open(self.linefile, "wb") as f:
            f.write(bytes(32))
        with open(self.linefile, "r+b") as f:
            self.mem = mmap.mmap(f.fileno(), 32)
        self.lines(o.get("lines", {"cts": True, "dsr": True}))
        self.srv = socket.socket(socket.AF_UNIX)
        if os.path.exists(self.sockpath):
            os.unlink(self.sockpath)
        self.srv.bind(self.sockpath)
        self.srv.listen(1)
        self.srv.setblocking(False)

    def lines(self, o):
        """Sets the lines that the device drives: cts, dsr, dcd, ri (needs ttyshim.so in Chromium)."""
        v = struct.unpack_from("=I", self.mem)[0]
        for k, on in o.items():
            v = v | LINES[k] if on else v & ~LINES[k]
        struct.pack_into("=I", self.mem, 0, v)

    def settings(self):
        cfg = termios2(self.master)
        _, _, _, sets, _, c, _, _ = struct.unpack("=8I", self.mem[:32])
        if sets:                                   # a pty does not store the data bits
            cfg["data"] = 7 if c & termios.CSIZE == termios.CS7 else 8
        return cfg

    def to_page(self, data):
        return heard(data, self.menu, self.page()) if self.menu else data

    def to_terminal(self, data):
        return heard(data, self.page(), self.menu) if self.menu else data

    def page(self):
        return {"data": 8, **self.settings()}

    def look(self):
        """Reports what the page has changed: line settings, DTR, RTS, break."""
        cfg = self.settings()
        if cfg != self.cfg:
            self.cfg = cfg
            say({"ev": "settings", "name": self.name, **cfg})
        _, out, brk, sets = struct.unpack_from("=4I", self.mem)
        if sets and (out, brk) != self.out:
            self.out = (out, brk)
            say({"ev": "lines", "name": self.name, "dtr": bool(out & 2), "rts": bool(out & 4), "brk": bool(brk)})

    def closed(self):
        self.open, self.cfg, self.out = False, None, None
        self.mem[4:32] = bytes(28)
        say({"ev": "closed", "name": self.name})

    def plug(self):
        sysd = "/sys" + self.devpath
        put(sysd + "/uevent", "".join(f"{k}={v}\n" for k, v in self.props.items() if k != "SUBSYSTEM"))
        put(sysd + "/dev", f"{TTY_MAJOR}:{self.minor}\n")
        os.symlink("/sys/class/tty", sysd + "/subsystem")
        os.symlink("../.." + self.devpath, f"/sys/class/tty/{self.name}")
        os.symlink(f"../..{self.devpath}", f"/sys/dev/char/{TTY_MAJOR}:{self.minor}")
        put(f"/run/udev/data/c{TTY_MAJOR}:{self.minor}",
            "I:1\n" + "".join(f"E:{k}={v}\n" for k, v in self.udev.items()) + "V:1\n")
        os.symlink(self.pts, f"/dev/{self.name}")
        uevent("add", self.devpath, {**self.props, **self.udev})

    def unplug(self, hangup=True):
        if hangup:
            self.hangup()
        for p in (f"/dev/{self.name}", f"/sys/class/tty/{self.name}", f"/sys/dev/char/{TTY_MAJOR}:{self.minor}",
                  f"/run/udev/data/c{TTY_MAJOR}:{self.minor}", self.linefile):
            if os.path.lexists(p):
                os.unlink(p)
        subprocess.run(["rm", "-rf", "/sys" + self.devpath], check=True)
        uevent("remove", self.devpath, {**self.props, **self.udev})
        self.hangup()
        self.srv.close()
        if self.peer:
            self.peer.close()
            self.peer = None
        if os.path.exists(self.sockpath):
            os.unlink(self.sockpath)

    def hangup(self):
        if self.master >= 0:
            os.close(self.master)                  # the slave gets a tty hangup, as with a real unplug
            self.master = -1


class Usb:
    """A USB device for WebUSB. Its usbfs is usbshim.so; the program at the socket is the device."""
    last = 99

    def __init__(self, name, o):
        Usb.last += 1                              # as in a kernel, each plug gets the next number
        self.num = Usb.last                        # device number on bus 1
        self.devpath = f"/devices/pci0000:00/0000:00:14.0/usb1/1-{self.num}"
        self.node = f"bus/usb/001/{self.num:03d}"
        self.o = o
        d = bytes.fromhex(o["descriptors"])
        vid, pid, bcd = struct.unpack_from("<HHH", d, 8)
        self.props = {"SUBSYSTEM": "usb", "DEVTYPE": "usb_device", "DEVNAME": self.node, "MAJOR": "189",
                      "MINOR": str(self.num - 1), "BUSNUM": "001", "DEVNUM": f"{self.num:03d}",
                      "PRODUCT": f"{vid:x}/{pid:x}/{bcd:x}", "TYPE": "0/0/0"}
        self.udev = {"ID_BUS": "usb", "ID_VENDOR_ID": f"{vid:04x}", "ID_MODEL_ID": f"{pid:04x}"}
        self.files = {"manufacturer": o.get("manufacturer", "Sim"), "product": o.get("product", "Simulated USB"),
                      "serial": o.get("serial", "USB0001"), "idVendor": f"{vid:04x}", "idProduct": f"{pid:04x}",
                      "busnum": "1", "devnum": str(self.num), "bConfigurationValue": str(o.get("config", 1)),
                      "bNumConfigurations": "1", "bDeviceClass": f"{d[4]:02x}", "speed": "12", "removable": "removable"}

    def plug(self):
        sysd = "/sys" + self.devpath
        put(sysd + "/uevent", "".join(f"{k}={v}\n" for k, v in self.props.items() if k != "SUBSYSTEM"))
        for k, v in self.files.items():
            put(f"{sysd}/{k}", v + "\n")
        with open(sysd + "/descriptors", "wb") as f:
            f.write(bytes.fromhex(self.o["descriptors"]))
        put(sysd + "/dev", f"189:{self.num - 1}\n")
        os.symlink("/sys/bus/usb", sysd + "/subsystem")
        os.symlink(f"../../../{self.devpath[1:]}", f"/sys/bus/usb/devices/1-{self.num}")
        os.symlink(f"../..{self.devpath}", f"/sys/dev/char/189:{self.num - 1}")
        put(f"/run/udev/data/c189:{self.num - 1}",
            "I:1\n" + "".join(f"E:{k}={v}\n" for k, v in self.udev.items()) + "V:1\n")
        self.held(self.o.get("held"))
        uevent("add", self.devpath, {**self.props, **self.udev})

    def held(self, driver):
        """Lets a driver hold the interfaces; 'usbfs' means another program. The file is never half written."""
        put("/dev/.node", self.o["sock"] + "\n" + (driver + "\n" if driver else ""))
        os.makedirs(os.path.dirname("/dev/" + self.node), exist_ok=True)
        os.rename("/dev/.node", "/dev/" + self.node)

    def unplug(self):
        for p in ("/dev/" + self.node, f"/sys/bus/usb/devices/1-{self.num}", f"/sys/dev/char/189:{self.num - 1}",
                  f"/run/udev/data/c189:{self.num - 1}"):
            if os.path.lexists(p):
                os.unlink(p)
        subprocess.run(["rm", "-rf", "/sys" + self.devpath], check=True)
        uevent("remove", self.devpath, {**self.props, **self.udev})


def say(o):
    sys.stdout.write(json.dumps(o) + "\n")
    sys.stdout.flush()


def main():
    if os.environ.get("RIGD_PDEATHSIG", "1") == "1":
        LIBC.prctl(1, signal.SIGTERM)              # die with the test runner
    enter_sandbox()
    ports, usbs, inbuf = {}, {}, b""
    say({"ready": True, "pid": os.getpid()})
    while True:
        ep = select.poll()
        ep.register(0, select.POLLIN)
        owner = {}
        idle = busy = False
        for p in ports.values():
            if p.srv.fileno() >= 0:
                ep.register(p.srv.fileno(), select.POLLIN); owner[p.srv.fileno()] = (p, "srv")
            if p.peer:
                ep.register(p.peer.fileno(), select.POLLIN); owner[p.peer.fileno()] = (p, "peer")
            if p.master >= 0:
                if p.open:
                    ep.register(p.master, select.POLLIN); owner[p.master] = (p, "pty")
                    busy = True
                else:
                    idle = True
        events = ep.poll(2 if idle else 10 if busy else 1000)
        for p in ports.values():                   # check whether the page has opened the port
            if p.master >= 0 and not p.open:
                q = select.poll(); q.register(p.master, select.POLLIN)
                if not any(e & select.POLLHUP for _, e in q.poll(0)):
                    p.open = True
                    say({"ev": "opened", "name": p.name})
            if p.master >= 0 and p.open:
                p.look()
        for fd, ev in events:
            if fd == 0:
                data = os.read(0, 65536)
                if not data:
                    return
                inbuf += data
                *lines, inbuf = inbuf.split(b"\n")
                for line in lines:
                    if line.strip():
                        o = json.loads(line)
                        try:
                            say({"id": o.get("id"), "ok": True, **(command(o, ports, usbs) or {})})
                        except Exception as e:     # sent to the test, which then fails with it
                            say({"id": o.get("id"), "ok": False, "error": f"{type(e).__name__}: {e}"})
                continue
            if fd not in owner:
                continue
            p, what = owner[fd]
            if what == "srv" and p.srv.fileno() == fd:
                if p.peer:
                    p.peer.close()
                p.peer, _ = p.srv.accept()
            elif what == "peer" and p.peer and p.peer.fileno() == fd:
                data = p.peer.recv(65536)
                if not data:
                    p.peer.close(); p.peer = None
                elif p.master >= 0 and p.open:     # bytes to a closed port are lost
                    data = p.to_page(data)
                    while data:
                        try:
                            data = data[os.write(p.master, data):]
                        except BlockingIOError:
                            select.select([], [p.master], [], 1)
                        except OSError:
                            break
            elif what == "pty" and p.master == fd:
                try:
                    data = os.read(fd, 65536)
                except OSError as e:
                    if e.errno not in (errno.EIO, errno.EAGAIN):
                        raise
                    data = b""
                    if e.errno == errno.EIO:
                        p.closed()
                if data and p.peer:
                    p.peer.sendall(p.to_terminal(data))


def command(o, ports, usbs):
    op, name = o["op"], o.get("name")
    if op == "plugusb":
        usbs[name] = Usb(name, o)
        usbs[name].plug()
        return
    if op == "unplugusb":
        usbs.pop(name).unplug()
        return
    if op == "holdusb":
        usbs[name].held(o["driver"])
        return
    if op == "plug":
        if name in ports:
            raise ValueError(f"{name} is plugged already")
        ports[name] = Port(name, o)
        ports[name].plug()
        return {"sock": ports[name].sockpath, "pts": ports[name].pts}
    if op == "unplug":
        ports.pop(name).unplug(o.get("hangup", True))
    elif op == "hangup":
        ports[name].hangup()
    elif op == "settings":
        return {"settings": ports[name].settings(), "open": ports[name].open}
    elif op == "busy":                             # open() fails, as if another program held the port
        link = f"/dev/{name}"
        os.unlink(link)
        os.symlink("/dev/.rig/busy" if o["on"] else ports[name].pts, link)
    elif op == "menu":
        ports[name].menu = o["menu"]
    elif op == "lines":
        ports[name].lines({k: v for k, v in o.items() if k in LINES})
    elif op == "ping":
        pass
    else:
        raise ValueError(f"unknown op {op}")


if __name__ == "__main__":
    main()
