class Color:
    red: float
    green: float
    blue: float
    alpha: float
    def __init__(self, red: float = ..., green: float = ..., blue: float = ..., alpha: float = ...) -> None: ...

def HexColor(val: str | int, htmlOnly: bool = ..., hasAlpha: bool = ...) -> Color: ...
