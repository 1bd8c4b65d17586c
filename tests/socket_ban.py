"""Run a Python module in this process under a ban on sockets that the kernel keeps.

    python tests/socket_ban.py MODULE [ARGUMENTS]

Any socket other than a local one (AF_UNIX, which a display server needs) kills the process, also when native code such
as Qt asks for it. Linux on x86-64 and aarch64 only (seccomp).
"""

import ctypes
import platform
import runpy
import struct
import sys

SOCKET_CALL = {"x86_64": 41, "aarch64": 198}
AF_UNIX = 1
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, KILL = 0x7FFF0000, 0x80000000
CALL_NUMBER, FIRST_ARGUMENT = 0, 16


class Program(ctypes.Structure):
    """The kernel's ``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def supported() -> bool:
    """Whether this machine can keep the ban."""
    return sys.platform == "linux" and platform.machine() in SOCKET_CALL


def ban() -> None:
    """Forbid this process and its children every socket that is not local."""
    steps = [
        (LOAD, 0, 0, CALL_NUMBER),
        (EQUAL, 0, 3, SOCKET_CALL[platform.machine()]),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (EQUAL, 1, 0, AF_UNIX),
        (RETURN, 0, 0, KILL),
        (RETURN, 0, 0, ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    program = Program(len(steps), ctypes.addressof(code))
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel refused the ban")


if __name__ == "__main__":
    ban()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
