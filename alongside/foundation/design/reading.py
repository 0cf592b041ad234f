"""How a visitor likes to read: bigger, with more contrast, in easy read. Kept in a cookie that they asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.http import HttpRequest, HttpResponse

COOKIE = "reading"
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Reading:
    easy: bool = False
    bigger: bool = False
    contrast: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> Reading:
        """What the cookie says; words that mean nothing are passed over."""
        said = request.COOKIES.get(COOKIE, "").split("-")
        return cls(**{field.name: field.name in said for field in fields(cls)})

    @property
    def chosen(self) -> list[str]:
        return [field.name for field in fields(self) if getattr(self, field.name)]

    @property
    def css(self) -> str:
        """Classes of the body."""
        return " ".join(f"pu-reads-{name}" for name in self.chosen)

    def turned(self, name: str) -> Reading:
        """The same with one of them the other way round."""
        return Reading(**{field.name: getattr(self, field.name) != (field.name == name) for field in fields(self)})

    def keep(self, answer: HttpResponse) -> None:
        if self.chosen:
            answer.set_cookie(COOKIE, "-".join(self.chosen), max_age=A_YEAR, httponly=True, samesite="Lax")
        else:
            answer.delete_cookie(COOKIE, samesite="Lax")
