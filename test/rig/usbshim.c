/* LD_PRELOAD for Chromium: usbfs without a kernel driver, for WebUSB tests.
 * rigd.py puts a text file at /dev/bus/usb/BBB/DDD that holds the path of a UNIX socket, where the
 * simulated device (usb-device.ts) listens, and perhaps the name of a driver that holds its interfaces.
 * open() of it gives an eventfd; the usbfs ioctls on it become messages on the socket, and finished
 * URBs make the eventfd writable, as usbfs does.
 * Build: cc -O2 -shared -fPIC -pthread -o usbshim.so usbshim.c
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/usbdevice_fs.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { SUBMIT = 1, DISCARD = 2, CONTROL = 3 };
struct to_dev { uint32_t kind, id, endpoint, type, want, len; };       /* then len bytes */
struct from_dev { uint32_t id; int32_t status; uint32_t actual, len; };/* then len bytes */

struct urb {
    struct urb *next;
    struct usbdevfs_urb *user;
    uint32_t id;
    int status;
    uint32_t actual, len;
    unsigned char *data;
};
struct dev {
    int sock, efd, mine;            /* efd is Chromium's to close, mine is a dup of it */
    long efd_id;
    int gone;                       /* the device went away */
    int detached;                   /* Chromium has detached the driver */
    char path[64];
    uint32_t last;
    struct urb *pending, *done, **done_end;
    pthread_mutex_t lock;
};
#define MAX 4096
static struct dev *devs[MAX];
static pthread_mutex_t devs_lock = PTHREAD_MUTEX_INITIALIZER;

static long eventfd_id(int fd)
{
    char path[64], text[512];
    snprintf(path, sizeof path, "/proc/self/fdinfo/%d", fd);
    FILE *f = fopen(path, "re");
    if (!f)
        return -1;
    size_t n = fread(text, 1, sizeof text - 1, f);
    fclose(f);
    text[n] = 0;
    char *p = strstr(text, "eventfd-id:");
    return p ? atol(p + 11) : -1;
}
/* An eventfd at its highest count is not writable, which means 'no finished URB'. */
static void set_writable(struct dev *d, int on)
{
    uint64_t v = UINT64_MAX - 1;
    ssize_t r;
    if (on)
        r = read(d->mine, &v, 8);
    else
        r = write(d->mine, &v, 8);
    (void)r;                        /* EAGAIN: it already had this state */
}
static int send_all(int fd, const void *p, size_t n)
{
    for (const char *c = p; n;) {
        ssize_t r = send(fd, c, n, MSG_NOSIGNAL);
        if (r < 0 && errno == EINTR)
            continue;
        if (r <= 0)
            return -1;
        c += r;
        n -= r;
    }
    return 0;
}
static int tell(struct dev *d, struct to_dev m, const void *data)
{
    return send_all(d->sock, &m, sizeof m) || (m.len && send_all(d->sock, data, m.len)) ? -1 : 0;
}
static void finish(struct dev *d, struct urb *u, int status)
{
    u->status = status;
    u->next = NULL;
    *d->done_end = u;
    d->done_end = &u->next;
    set_writable(d, 1);
}
static struct urb *take(struct dev *d, uint32_t id, struct usbdevfs_urb *user)
{
    for (struct urb **p = &d->pending; *p; p = &(*p)->next)
        if (user ? (*p)->user == user : (*p)->id == id) {
            struct urb *u = *p;
            *p = u->next;
            return u;
        }
    return NULL;
}
static int recv_all(struct dev *d, void *p, size_t n)
{
    for (char *c = p; n;) {
        struct pollfd f = { d->sock, POLLIN, 0 };
        int r = poll(&f, 1, 200);
        if (r == 0 && eventfd_id(d->efd) != d->efd_id)
            return -2;              /* Chromium closed the device */
        if (r <= 0)
            continue;
        ssize_t k = recv(d->sock, c, n, 0);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return -1;
        c += k;
        n -= k;
    }
    return 0;
}
static void *reader(void *arg)
{
    struct dev *d = arg;
    struct from_dev m;
    int r;
    while (!(r = recv_all(d, &m, sizeof m))) {
        unsigned char *data = m.len ? malloc(m.len) : NULL;
        if (m.len && (!data || (r = recv_all(d, data, m.len)))) {
            free(data);
            break;
        }
        pthread_mutex_lock(&d->lock);
        struct urb *u = take(d, m.id, NULL);
        if (u) {
            u->data = data;
            u->len = m.len;
            u->actual = m.actual;
            finish(d, u, m.status);
        } else
            free(data);             /* the URB was discarded before */
        pthread_mutex_unlock(&d->lock);
    }
    pthread_mutex_lock(&d->lock);
    d->gone = 1;
    while (d->pending) {
        struct urb *u = d->pending;
        d->pending = u->next;
        finish(d, u, -ENODEV);
    }
    set_writable(d, 1);
    close(d->sock);
    d->sock = -1;
    if (r == -2)
        close(d->mine);
    pthread_mutex_unlock(&d->lock);
    return NULL;
}
/* Who holds the interfaces now, as the second line of the file says: a driver, or "usbfs" for a program. */
static int holder(struct dev *d, char name[64])
{
    char sockpath[108];
    name[0] = 0;
    FILE *f = d->detached ? NULL : fopen(d->path, "re");
    if (!f)
        return 0;
    if (!fgets(sockpath, sizeof sockpath, f) || !fgets(name, 64, f))
        name[0] = 0;
    fclose(f);
    name[strcspn(name, "\n")] = 0;
    return name[0] != 0;
}
static int usb_open(const char *path)
{
    char sockpath[108] = "";
    FILE *f = fopen(path, "re");
    if (!f)
        return -1;
    if (!fgets(sockpath, sizeof sockpath, f))
        sockpath[0] = 0;
    fclose(f);
    sockpath[strcspn(sockpath, "\n")] = 0;
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    strcpy(a.sun_path, sockpath);
    struct dev *d = calloc(1, sizeof *d);
    snprintf(d->path, sizeof d->path, "%s", path);
    d->sock = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(d->sock, (struct sockaddr *)&a, sizeof a)) {
        close(d->sock);
        free(d);
        errno = ENODEV;
        return -1;
    }
    d->efd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (d->efd < 0 || d->efd >= MAX) {
        errno = EMFILE;
        return -1;
    }
    d->mine = fcntl(d->efd, F_DUPFD_CLOEXEC, 3);
    d->efd_id = eventfd_id(d->efd);
    set_writable(d, 0);
    d->done_end = &d->done;
    pthread_mutex_init(&d->lock, NULL);
    pthread_mutex_lock(&devs_lock);
    devs[d->efd] = d;               /* an older device with this number is closed; its thread ends itself */
    pthread_mutex_unlock(&devs_lock);
    pthread_t t;
    pthread_create(&t, NULL, reader, d);
    pthread_detach(t);
    return d->efd;
}

#define OPEN(name)                                                        \
int name(const char *path, int flags, ...)                                \
{                                                                         \
    static int (*real)(const char *, int, ...);                           \
    va_list ap;                                                           \
    va_start(ap, flags);                                                  \
    int mode = va_arg(ap, int);                                           \
    va_end(ap);                                                           \
    if (!strncmp(path, "/dev/bus/usb/", 13))                      \
        return usb_open(path);                                            \
    if (!real)                                                            \
        real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name);  \
    return real(path, flags, mode);                                       \
}
OPEN(open)
OPEN(open64)

static int fail(int e) { errno = e; return -1; }

static int usb_ioctl(struct dev *d, unsigned long req, void *arg)
{
    int r = 0;
    pthread_mutex_lock(&d->lock);
    switch (req) {
    case USBDEVFS_SUBMITURB: {
        struct usbdevfs_urb *b = arg;
        if (d->gone) { r = fail(ENODEV); break; }
        if (b->type == USBDEVFS_URB_TYPE_ISO) { r = fail(EINVAL); break; }
        struct urb *u = calloc(1, sizeof *u);
        u->user = b;
        u->id = ++d->last;
        struct to_dev m = { SUBMIT, u->id, b->endpoint, b->type, b->buffer_length, b->buffer_length };
        if (b->type == USBDEVFS_URB_TYPE_CONTROL) {
            if (*(unsigned char *)b->buffer & 0x80)
                m.len = 8;          /* IN: only the setup packet goes out */
            m.want = b->buffer_length - 8;
        } else if (b->endpoint & 0x80)
            m.len = 0;
        u->next = d->pending;
        d->pending = u;
        if (tell(d, m, b->buffer)) {
            free(take(d, u->id, NULL));
            r = fail(ENODEV);
        }
        break;
    }
    case USBDEVFS_REAPURB:
    case USBDEVFS_REAPURBNDELAY: {
        struct urb *u = d->done;
        if (!u) {
            if (!d->gone)
                set_writable(d, 0);
            r = fail(d->gone ? ENODEV : EAGAIN);
            break;
        }
        d->done = u->next;
        if (!d->done) {
            d->done_end = &d->done;
            if (!d->gone)
                set_writable(d, 0);
        }
        struct usbdevfs_urb *b = u->user;
        b->status = u->status;
        b->actual_length = u->actual;
        size_t skip = b->type == USBDEVFS_URB_TYPE_CONTROL ? 8 : 0;
        if (u->data) {
            size_t room = b->buffer_length - skip;
            memcpy((char *)b->buffer + skip, u->data, u->len < room ? u->len : room);
        }
        *(void **)arg = b;
        free(u->data);
        free(u);
        break;
    }
    case USBDEVFS_DISCARDURB: {
        struct urb *u = take(d, 0, arg);
        if (!u) { r = fail(EINVAL); break; }
        tell(d, (struct to_dev){ DISCARD, u->id, 0, 0, 0, 0 }, NULL);
        finish(d, u, -ENOENT);
        break;
    }
    case USBDEVFS_GETDRIVER: {
        char name[64];
        if (!holder(d, name)) { r = fail(ENODATA); break; }
        struct usbdevfs_getdriver *g = arg;
        snprintf(g->driver, sizeof g->driver, "%s", name);
        break;
    }
    case USBDEVFS_IOCTL: {          /* cdc_acm releases both interfaces, for either one */
        struct usbdevfs_ioctl *i = arg;
        char name[64];
        if (i->ioctl_code == (int)USBDEVFS_DISCONNECT) {
            if (holder(d, name)) d->detached = 1;
            else r = fail(ENODATA);
        } else if (i->ioctl_code == (int)USBDEVFS_CONNECT)
            d->detached = 0;
        else
            r = fail(ENOTTY);
        if (!r)
            tell(d, (struct to_dev){ CONTROL, 0, i->ifno, i->ioctl_code & 0xff, 0, 0 }, NULL);
        break;
    }
    case USBDEVFS_GET_CAPABILITIES:
        *(uint32_t *)arg = USBDEVFS_CAP_BULK_CONTINUATION | USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
        break;
    case USBDEVFS_CLAIMINTERFACE: {
        char name[64];
        if (holder(d, name)) { r = fail(EBUSY); break; }
    }
    /* fall through */
    case USBDEVFS_RELEASEINTERFACE:
    case USBDEVFS_SETCONFIGURATION:
    case USBDEVFS_CLEAR_HALT:
    case USBDEVFS_RESET:
    case USBDEVFS_SETINTERFACE:
        if (d->gone) { r = fail(ENODEV); break; }
        tell(d, (struct to_dev){ CONTROL, 0, arg ? *(uint32_t *)arg : 0, req & 0xff, 0, 0 }, NULL);
        break;
    default:
        r = fail(ENOTTY);
    }
    pthread_mutex_unlock(&d->lock);
    return r;
}

int ioctl(int fd, unsigned long req, ...)
{
    static int (*real)(int, unsigned long, void *);
    va_list ap;
    va_start(ap, req);
    void *arg = va_arg(ap, void *);
    va_end(ap);
    if (((req >> 8) & 0xff) == 'U' && fd >= 0 && fd < MAX) {
        pthread_mutex_lock(&devs_lock);
        struct dev *d = devs[fd];
        pthread_mutex_unlock(&devs_lock);
        if (d && eventfd_id(fd) == d->efd_id)
            return usb_ioctl(d, req, arg);
    }
    if (!real)
        real = (int (*)(int, unsigned long, void *))dlsym(RTLD_NEXT, "ioctl");
    return real(fd, req, arg);
}
