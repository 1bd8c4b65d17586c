class TimeStamp:
    t: float
    lt: tuple[int, ...]
    YMDhms: tuple[int, ...]
    dhh: int
    dmm: int
    tzname: str
    def __init__(self, invariant: int | None = ...) -> None: ...
