"""Leave no copy of the memory behind: what the system would write when the program falls over holds keys and cases."""

import ctypes
import sys

# Linux, <sys/prctl.h>; no dump, and no other program of this user may read this one's memory.
_PR_SET_DUMPABLE = 4
# Windows, <errhandlingapi.h>: no window of the system's own about a fault, and with it no report that quotes memory.
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002


def forbid_dumps() -> None:
    """Ask the system to write no core dump and no fault report of this program; what it cannot do is left out."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
        return
    import resource  # noqa: PLC0415  Unix only

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
